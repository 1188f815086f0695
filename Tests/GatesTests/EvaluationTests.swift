import Gates
import ReleaseFormat
import TestSupport
import Testing
import Warehouse

/// What becomes of gates on the releases of `acme/street-scenes`.
@Suite struct EvaluationTests {
    private static let amounts: [(gate: String, answer: String)] = [
        ("at least 4 person", "passed: 4"),
        ("at least 5 person", "failed: 4"),
        ("at most 4 person", "passed: 4"),
        ("at most 3 person", "failed: 4"),
        ("more than 3 person", "passed: 4"),
        ("more than 4 person", "failed: 4"),
        ("less than 4 person", "failed: 4"),
        ("exactly 4 person", "passed: 4"),
        ("between 4 and 9 person", "passed: 4"),
        ("between 5 and 9 person", "failed: 4"),
        ("at least 2 lane marking", "passed: 2"),
        ("at least 3 'lane marking'", "failed: 2"),
        ("at least 1 crosswalk", "failed: 0"),
        ("no crosswalk", "passed: 0"),
        ("at least 1 5", "failed: 0"),
        ("at least 4 2", "passed: 4"),
        ("person at most 36.36%", "failed: 4 of 11 (36.4%)"),
        ("person at most 36.37%", "passed: 4 of 11 (36.36%)"),
        ("exactly 5 samples", "passed: 5"),
        ("at least 5 labels", "failed: 4"),
        ("at least 3 car in ground-truth", "passed: 3"),
        ("at least 2 car in detector-7", "failed: 1"),
        ("exactly 11 annotations in ground-truth", "passed: 11"),
        ("no class is empty in detector-7", "failed: 5 of 6 are empty: person, cyclist, lane marking and "),
        ("at least 11 annotations", "passed: 11"),
        ("at least 12 annotations", "failed: 11"),
        ("exactly 4 frames", "passed: 4"),
        ("at least 6 classes", "passed: 6"),
        ("at least 7 classes", "failed: 6"),
        ("at most 1 unlabeled samples", "passed: 1"),
        ("no unlabeled samples", "failed: 1"),
        ("every sample has a label", "failed: 1"),
        ("rejected at most 0%", "passed: 0 of 5 (0%)"),
        ("at least 80% labeled or reviewed", "passed: 4 of 5 (80%)"),
        ("at least 80.1% labeled or reviewed", "failed: 4 of 5 (80%)"),
        ("at least 1 status 'REVIEWED'", "passed: 2"),
        ("at least 1 status 'reviewed '", "failed: 0"),
        ("no empty samples", "passed: 0"),
        ("every LABELED sample has an annotation", "passed: all 2 do"),
        ("every REVIEWED sample has at least 3 annotations", "passed: all 2 do"),
        (
            "every REVIEWED sample has at least 4 annotations",
            "failed: 1 of 2 does not: 1 REVIEWED with 3 annotations, e.g. station_0001.jpg"
        ),
        (
            "every sample has an annotation",
            "failed: 1 of 5 samples has none: 1 with no label, e.g. bridge_0002.jpg"
        ),
        ("every SKIPPED sample has an annotation", "passed: there is no such sample"),
        (
            "every sample is labeled or reviewed",
            "failed: 1 of 5 is not: 1 with no label, e.g. bridge_0002.jpg"
        ),
        ("every sample is labeled or reviewed or unlabeled", "passed: all 5 are"),
        ("no class is empty", "failed: 1 of 6 is empty: crosswalk"),
        ("every class has at most 4", "passed: all 6 do; largest: person, 4"),
        ("every class has at least 2", "failed: 3 of 6 do not: crosswalk 0, cyclist 1, tram 1"),
        ("at least 1 persn", "unanswered: the release defines no class persn; did you mean person?"),
        ("no unicorn", "unanswered: the release defines no class unicorn; did you mean "),
        ("at least 0 pedestrian", "unanswered: the release defines no class pedestrian; did you mean "),
    ]

    @Test func `a gate on one release passes at its bound and fails beyond it`() throws {
        let shelf = try GateShelf.streetScenes()
        for (gate, expected) in Self.amounts {
            let answer = try shelf.answer(gate, of: "street-scenes@v3")
            let isAsExpected = expected.hasSuffix(" ") ? answer.hasPrefix(expected) : answer == expected
            #expect(isAsExpected, "\(gate): \(answer)")
        }
    }

    private static let changes: [(gate: String, ref: String, answer: String)] = [
        ("no class loses more than 50%", "v3", "failed: crosswalk 1 → 0 (-1, -100%)"),
        (
            "no class loses more than 49.9%", "v3",
            "failed: crosswalk 1 → 0 (-1, -100%), cyclist 2 → 1 (-1, -50%)"
        ),
        ("no class loses more than 100%", "v3", "passed: the most: crosswalk 1 → 0 (-1, -100%)"),
        ("no class loses more than 1", "v3", "passed: the most: crosswalk 1 → 0 (-1, -100%)"),
        ("no class loses more than 0", "v2", "passed: none of 5 lost any"),
        ("no class gains more than 100%", "v2", "passed: the most: cyclist 1 → 2 (+1, +100%)"),
        (
            "no class gains more than 99%", "v2",
            "failed: cyclist 1 → 2 (+1, +100%), lane marking 1 → 2 (+1, +100%)"
        ),
        ("cyclist loses at most 50%", "v3", "passed: 2 → 1 (-1, -50%)"),
        ("cyclist loses less than 50%", "v3", "failed: 2 → 1 (-1, -50%)"),
        ("cyclist loses at most 0", "v3", "failed: 2 → 1 (-1, -50%)"),
        ("cyclist loses at most 0", "v2", "passed: 1 → 2 (+1, +100%)"),
        // Renamed: the same class.
        ("person loses at most 0%", "v3", "passed: 4 → 4 (0)"),
        ("pedestrian loses at most 0%", "v3", "passed: 4 → 4 (0)"),
        ("person gains at most 0 against v1", "v3", "failed: 3 → 4 (+1, +33.3%)"),
        ("tram gains at most 1", "v3", "passed: 0 → 1 (+1)"),
        (
            "tram gains at most 50%", "v3",
            "unanswered: there were none before, and 1 now: that is not a percentage"
        ),
        (
            "unicorn loses at most 5%", "v3",
            "unanswered: the release defines no class unicorn; did you mean "
        ),
        ("samples loses at most 0", "v3", "passed: 4 → 5 (+1, +25%)"),
        ("annotations lose at most 8%", "v3", "failed: 12 → 11 (-1, -8.3%)"),
        ("annotations lose at most 8.34%", "v3", "passed: 12 → 11 (-1, -8.3%)"),
        ("labeled loses at most 0", "v3", "passed: 2 → 2 (0)"),
        ("classes lose at most 0", "v3", "passed: 5 → 6 (+1, +20%)"),
        ("no sample is lost", "v3", "failed: 1: harbour_0002.jpg"),
        ("no sample is lost", "v2", "passed: 0"),
        ("no sample is lost against street-scenes@v1", "v3", "failed: 1: harbour_0002.jpg"),
        ("no class is lost", "v3", "passed: all 5 are still there"),
        ("no category changed its id", "v3", "passed: none did"),
        (
            "no class loses more than 5% against v3", "v3",
            "unanswered: acme/street-scenes@v3 is the release itself"
        ),
        ("no class loses more than 5%", "v1", "skipped: no release of acme/street-scenes before this one"),
        ("no new errors", "v1", "skipped: no release of acme/street-scenes before this one"),
        ("no sample is lost", "v1", "skipped: no release of acme/street-scenes before this one"),
    ]

    @Test func `a gate on two releases knows what became of each class`() throws {
        let shelf = try GateShelf.streetScenes()
        for (gate, ref, expected) in Self.changes {
            let answer = try shelf.answer(gate, of: "street-scenes@\(ref)")
            let isAsExpected = expected.hasSuffix(" ") ? answer.hasPrefix(expected) : answer == expected
            #expect(isAsExpected, "\(gate): \(answer)")
        }
    }

    @Test func `a category that changed its id, and one that is gone, are told`() throws {
        func document(_ name: String, _ created: String, _ categories: String) -> String {
            """
            {"name":"\(name)","created_at":"\(created)","dataset":{"name":"d","task_type":"vector",
            "task_attributes":{"categories":[\(categories)]},"labelsets":[{"name":"ground-truth"}],"samples":[]}}
            """
        }
        let shelf = try GateShelf(
            document(
                "a", "2025-01-01", #"{"id":1,"name":"car"},{"id":2,"name":"bus"},{"id":3,"name":"dog"}"#),
            document("b", "2025-01-02", #"{"id":7,"name":"car"},{"id":2,"name":"bus"}"#))
        #expect(try shelf.answer("no category changed its id", of: "d@b") == "failed: 1: car 1 → 7")
        #expect(try shelf.answer("no class is lost", of: "d@b") == "failed: 1: dog")
        #expect(try shelf.answer("dog loses at most 5%", of: "d@b") == "passed: 0 → 0 (0)")
    }

    @Test func `a class whose id moved to another number has lost nothing`() throws {
        func document(_ name: String, _ created: String, _ id: Int) -> String {
            """
            {"name":"\(name)","created_at":"\(created)","dataset":{"name":"d","task_type":"vector",
            "task_attributes":{"categories":[{"id":\(id),"name":"car"}]},"labelsets":[{"name":"ground-truth"}],
            "samples":[{"uuid":"u","labels":{"ground-truth":{"label_status":"LABELED","attributes":{"annotations":[
            {"id":1,"category_id":\(id),"type":"bbox","points":[[0,0],[9,9]]}]}}}}]}}
            """
        }
        let shelf = try GateShelf(document("a", "2025-01-01", 1), document("b", "2025-01-02", 7))
        #expect(try shelf.answer("no class loses more than 0", of: "d@b") == "passed: none of 1 lost any")
        #expect(try shelf.answer("car loses at most 0", of: "d@b") == "passed: 1 → 1 (0)")
    }

    @Test
    func
        `an id that two categories share counts under the name of its annotations, and a category without one has none`()
        throws
    {
        let shelf = try GateShelf(
            """
            {"name":"v","dataset":{"name":"d","task_type":"vector","task_attributes":{"categories":[
            {"id":1,"name":"car"},{"id":1,"name":"bus"},{"name":"dog"},{"id":2,"name":"car"}]},
            "labelsets":[{"name":"ground-truth"}],"samples":[{"uuid":"u","labels":{"ground-truth":{
            "label_status":"LABELED","attributes":{"annotations":[
            {"id":1,"category_id":1,"type":"bbox","points":[[0,0],[9,9]]},
            {"id":2,"category_id":2,"type":"bbox","points":[[0,0],[9,9]]},
            {"id":3,"category_id":null,"type":"bbox","points":[[0,0],[9,9]]},
            {"id":4,"category_id":7,"type":"bbox","points":[[0,0],[9,9]]}]}}}}]}}
            """)
        #expect(try shelf.answer("exactly 1 car", of: "d@v") == "passed: 1")
        #expect(try shelf.answer("exactly 1 bus", of: "d@v") == "passed: 1")
        #expect(try shelf.answer("no dog", of: "d@v") == "passed: 0")
        #expect(try shelf.answer("exactly 1 7", of: "d@v") == "passed: 1")
        #expect(try shelf.answer("exactly 4 annotations", of: "d@v") == "passed: 4")
        #expect(try shelf.answer("no class is empty", of: "d@v") == "failed: 2 of 4 are empty: car, dog")
    }

    // MARK: Labelsets

    @Test func `the words in and after are a labelset, unless a class is called so`() throws {
        let shelf = try GateShelf(
            """
            {"name":"v","dataset":{"name":"d","task_type":"vector","task_attributes":{"categories":[
            {"id":1,"name":"person"},{"id":2,"name":"person in wheelchair"}]},
            "labelsets":[{"name":"ground-truth"},{"name":"wheelchair"},{"name":"by hand"}],"samples":[
            {"uuid":"u","labels":{"ground-truth":{"label_status":"LABELED","attributes":{"annotations":[
            {"id":1,"category_id":2,"type":"bbox","points":[[0,0],[9,9]]}]}},"by hand":{"label_status":"LABELED",
            "attributes":{"annotations":[{"id":1,"category_id":1,"type":"bbox","points":[[0,0],[9,9]]}]}}}}]}}
            """)
        let whole = try shelf.result("exactly 1 person in wheelchair", of: "d@v")
        #expect(whole.outcome == .passed && whole.labelset == "ground-truth")
        #expect(whole.gate.askedInLabelset == "exactly 1 \"person in wheelchair\"")
        #expect(try shelf.answer("exactly 0 \"person\" in wheelchair", of: "d@v") == "passed: 0")
        let quoted = try shelf.result("exactly 1 person in \"by hand\"", of: "d@v")
        #expect(quoted.outcome == .passed && quoted.labelset == "by hand")
        // What is shown can be typed back.
        #expect(quoted.gate.askedInLabelset == "exactly 1 person in \"by hand\"")
        #expect(try shelf.answer(quoted.gate.askedInLabelset, of: "d@v") == "passed: 1")
    }

    @Test func `a gate speaks of the ground truth, or of the labelset that the file or the gate names`()
        throws
    {
        let shelf = try GateShelf.streetScenes()
        let results = try shelf.results(
            """
            labelset: detector-7
            gates:
              - exactly 1 car
              - {gate: exactly 3 car, labelset: ground-truth, name: cars of people}
            """, of: "street-scenes@v3")
        #expect(results.map(\.outcome) == [.passed, .passed])
        #expect(results.map(\.labelset) == ["detector-7", "ground-truth"])
        #expect(results[1].gate.name == "cars of people")
        #expect(try shelf.result("exactly 3 car", of: "street-scenes@v3").labelset == "ground-truth")
        #expect(
            try shelf.answer("exactly 1 car", of: "street-scenes@v3", head: "labelset: detector-8")
                == "unanswered: there is no labelset detector-8; did you mean detector-7?")
        #expect(
            try shelf.answer(
                "no class loses more than 5%", of: "street-scenes@v2", head: "labelset: detector-7")
                == "skipped: acme/street-scenes@v1 has no labelset detector-7")
    }

    @Test(arguments: [
        (#"{"name":"a"},{"name":"b","is_groundtruth":true}"#, "passed: 0"),
        (#"{"name":"a"},{"name":"ground-truth"}"#, "passed: 0"),
        (#"{"name":"a"}"#, "passed: 0"),
        (#"{"name":"a"},{"name":"b"}"#, "unanswered: labelset: must say which: a, b"),
        (
            #"{"name":"a","is_groundtruth":true},{"name":"b","is_groundtruth":true}"#,
            "unanswered: labelset: must say which: a, b"
        ),
        ("", "unanswered: the release has no labelset"),
    ])
    func `which labelset is meant is clear or must be said`(labelsets: String, answer: String) throws {
        let shelf = try GateShelf(
            """
            {"name":"v","dataset":{"name":"d","task_type":"vector","task_attributes":{"categories":[]},
            "labelsets":[\(labelsets)],"samples":[]}}
            """)
        #expect(try shelf.answer("no annotations", of: "d@v") == answer)
    }

    // MARK: The other release

    @Test
    func `what a file compares with is the release it names, else the one it is given, else the previous`()
        throws
    {
        let shelf = try GateShelf.streetScenes()
        let given = DiffSide(warehouse: shelf.warehouse, ref: "acme/street-scenes@v1")
        var options = GateOptions()
        options.previous = given
        let gate = "samples loses at most 0"
        #expect(try shelf.result(gate, of: "street-scenes@v3").against == "acme/street-scenes@v2")
        #expect(try shelf.result(gate, of: "street-scenes@v3", options).against == given.ref)
        #expect(
            try shelf.result(gate, of: "street-scenes@v3", head: "against: v2", options).against
                == "acme/street-scenes@v2")
        #expect(
            try shelf.result(gate + " against v1", of: "street-scenes@v3", head: "against: v2").against
                == given.ref)
    }

    @Test func `releases of two warehouses are compared`() throws {
        let old = try GateShelf.streetScenes()
        let new = try GateShelf()
        _ = try new.warehouse.importRelease(
            from: .file(Repository.path("Fixtures/releases/street-scenes-v3.json")))
        var options = GateOptions()
        options.previous = DiffSide(warehouse: old.warehouse, ref: "acme/street-scenes@v2")
        let results = try new.results(
            """
            gates:
              - no sample is lost
              - cyclist loses at most 50%
              - {sql: SELECT count(*) FROM samples WHERE ref = :previous, at_most: 0}
              - {sql: SELECT count(*) FROM samples WHERE ref = :ref, change: {at_least: 1}}
              - {statistic: boxes, figure: boxes, where: {category: car}, change: {at_least: 0}}
            """, of: "v3", options)
        #expect(results.map(\.outcome) == [.failed, .passed, .unanswered, .passed, .passed])
    }

    @Test func `a release to compare with that is not there is an error with its place`() throws {
        let shelf = try GateShelf.streetScenes()
        let error = try #require(throws: PlacedError.self) {
            try shelf.result("no new errors against v9", of: "street-scenes@v3")
        }
        #expect(error.cause?.kind == .notFound && error.place == TextPlace(line: 3, column: 5))
    }
}
