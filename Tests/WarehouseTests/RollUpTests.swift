import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

/// What a release counts is what its views count, by whatever way the figures came about.
@Suite struct RollUpTests {
    let seed = SeededRandom.chosenSeed

    @Test(arguments: ReleaseGenerator.taskTypes)
    func `roll-ups of a history equal a recount`(taskType: String) throws {
        for round in 0..<6 as Range<UInt64> {
            let note = "RELWH_SEED=\(seed), round \(round)"
            let shelf = try Shelf()
            var generator = ReleaseGenerator(seed: seed &+ round, oddity: 0.1)
            var mutator = ReleaseMutator(seed: seed &+ round, oddity: 0.1)
            var document = generator.release(of: taskType, samples: 5).named("r0")
            try shelf.load(document)
            for index in 1...4 {
                document = mutator.successor(of: document, named: index == 3 ? "r2" : "r\(index)")
                let report = try shelf.load(document, ImportOptions(replace: index == 3))
                try checkAgainstFresh(document, report, in: shelf, note)
            }
            try Recount.check(shelf, note)
        }
    }

    /// The release looks the same in a warehouse that knows no other.
    private func checkAgainstFresh(
        _ document: JSONValue, _ report: ImportReport, in shelf: Shelf, _ note: String
    ) throws {
        let fresh = try Shelf()
        let first = try fresh.load(document)
        #expect(first.ref == report.ref && first.samples.total == report.samples.total, "\(note)")
        #expect(first.labels.total == report.labels.total, "\(note)")
        #expect(
            first.nullLabels == report.nullLabels && first.annotations.total == report.annotations.total,
            "\(note)")
        let one = try Views.lines(of: report.ref, in: fresh)
        let two = try Views.lines(of: report.ref, in: shelf)
        #expect(one == two, "\(note)\n\(Views.difference(one, two))")
    }

    @Test func `annotations without a type follow the task type of their release`() throws {
        let shelf = try Shelf()
        let text = """
            {"name":"NAME","dataset":{"name":"d","task_type":"TYPE","samples":[
                {"uuid":"a","labels":{"gt":{"label_status":"LABELED","attributes":{
                    "annotations":[{"id":1,"category_id":1},{"id":2,"category_id":2,"type":"bbox"}]}}}},
                {"uuid":"b","labels":{"gt":{"label_status":"LABELED","attributes":{"annotations":[{"id":1}]}}}}]}}
            """
        let types = ["segmentation-bitmap", "text-named-entities", "vector", "segmentation-bitmap"]
        for (index, type) in types.enumerated() {
            let report = try shelf.load(
                text.replacing("NAME", with: "r\(index)").replacing("TYPE", with: type))
            #expect(report.annotations.new == (index == 0 ? 3 : 0))
            try Recount.check(shelf)
        }
        #expect(
            try shelf.lines("SELECT release, type, count(*) FROM annotations GROUP BY 1, 2 ORDER BY 1, 2")
                == [
                    "'r0'|'bbox'|1", "'r0'|'segment'|2", "'r1'|'bbox'|1", "'r1'|'span'|2", "'r2'|NULL|2",
                    "'r2'|'bbox'|1", "'r3'|'bbox'|1", "'r3'|'segment'|2",
                ])
    }

    @Test func `a labelset that is no longer used, and was never listed, is gone from the next release`()
        throws
    {
        let shelf = try Shelf()
        func release(_ name: String, _ labels: String) -> String {
            """
            {"name":"\(name)","dataset":{"name":"d","labelsets":[],"samples":[
                {"uuid":"a","labels":{"gt":null}},{"uuid":"b","labels":{\(labels)}}]}}
            """
        }
        try shelf.load(release("r0", "\"extra\":{\"label_status\":\"LABELED\"}"))
        try shelf.load(release("r1", ""))
        #expect(
            try shelf.lines("SELECT release, labelset FROM labelsets ORDER BY 1, 2") == [
                "'r0'|'extra'", "'r0'|'gt'", "'r1'|'gt'",
            ])
        try Recount.check(shelf)
    }

    @Test func `statuses and types that only look alike are counted apart`() throws {
        let shelf = try Shelf()
        func label(_ word: String) -> String {
            "{\"label_status\":\"\(word)\",\"attributes\":{\"annotations\":[{\"id\":1,\"type\":\"\(word)\"}]}}"
        }
        let samples = ["é", "e\u{301}", "é"].enumerated().map { index, word in
            "{\"uuid\":\"u\(index)\",\"labels\":{\"gt\":\(label(word))}}"
        }.joined(separator: ",")
        try shelf.load("{\"name\":\"r0\",\"dataset\":{\"name\":\"d\",\"samples\":[\(samples)]}}")
        try shelf.load("{\"name\":\"r1\",\"dataset\":{\"name\":\"d\",\"samples\":[\(samples)]}}")
        try Recount.check(shelf)
    }
}
