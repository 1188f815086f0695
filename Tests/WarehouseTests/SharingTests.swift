import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

/// Content is stored once.
@Suite struct SharingTests {
    private let shelf: Shelf
    private let first = Documents.boxes("v1", samples: 10)

    init() throws {
        shelf = try Shelf()
        try shelf.load(first)
    }

    private func relabelled(_ document: JSONValue, _ samples: Range<Int>) -> JSONValue {
        samples.reduce(document) { document, index in
            document.changingSample(index) { _ in
                Documents.parsed(Documents.sample(index, category: 2, status: "REVIEWED"))
            }
        }
    }

    @Test(arguments: [0, 1, 4, 10])
    func `a successor writes exactly the labels that changed`(count: Int) throws {
        let report = try shelf.load(relabelled(first, 0..<count).named("v2"))
        #expect(report.status == .imported)
        #expect(report.samples == ImportReport.Counts(total: 10, new: 0, reused: 10))
        #expect(report.labels == ImportReport.Counts(total: 10, new: count, reused: 10 - count))
        #expect(report.annotations == ImportReport.Counts(total: 10, new: count, reused: 10 - count))
        #expect(try shelf.count("label") == 10 + count)
        #expect(try shelf.count("annotation") == 10 + count)
        #expect(try shelf.count("sample_state") == 10 + count)
        #expect(try shelf.count("sample_version") == 10)
        try Recount.check(shelf)
    }

    @Test func `a release that differs by its name only brings nothing`() throws {
        let report = try shelf.load(first.named("v1 again"))
        #expect(report.samples.new == 0 && report.labels.new == 0 && report.annotations.new == 0)
        #expect(try shelf.count("label") == 10)
        #expect(try shelf.count("taxonomy") == 1)
        #expect(try shelf.count("release_sample") == 20)
    }

    @Test func `the same content under another dataset is shared too`() throws {
        let report = try shelf.load(first, ImportOptions(dataset: "other/flowers"))
        #expect(report.samples.new == 0 && report.labels.new == 0)
        #expect(try shelf.count("dataset") == 2)
        try Recount.check(shelf)
    }

    @Test func `a label changed and changed back is found again`() throws {
        try shelf.load(relabelled(first, 2..<4).named("v2"))
        let report = try shelf.load(first.named("v3"))
        #expect(report.samples.new == 0 && report.labels.new == 0 && report.annotations.new == 0)
        #expect(try shelf.count("label") == 12)
        #expect(try shelf.count("sample_state") == 12)
        try Recount.check(shelf)
    }

    @Test func `a renamed sample is a new sample with an old label`() throws {
        let report = try shelf.load(first.changingSample(3) { $0.with("name", "new.jpg") }.named("v2"))
        #expect(report.samples == ImportReport.Counts(total: 10, new: 1, reused: 9))
        #expect(report.labels.new == 0 && report.annotations.new == 0)
        #expect(try shelf.count("sample_version") == 11)
        #expect(try shelf.count("label") == 10)
        #expect(
            try shelf.lines("SELECT sample FROM annotations WHERE sample_uuid = 'u3' ORDER BY ref") == [
                "'3.jpg'", "'new.jpg'",
            ])
    }

    @Test func `a label shared across three releases is one row`() throws {
        try shelf.load(relabelled(first, 0..<5).named("v2"))
        try shelf.load(relabelled(first, 0..<3).named("v3"))
        #expect(try shelf.count("label") == 15)
        #expect(
            try shelf.lines(
                "SELECT count(DISTINCT label_id) FROM state_label AS sl JOIN sample_state AS st ON st.id = sl.sample_state_id JOIN release_sample AS rs ON rs.sample_state_id = st.id JOIN sample AS s ON s.id = rs.sample_id WHERE s.uuid = 'u9'"
            ) == ["1"])
        try Recount.check(shelf)
    }

    @Test func `the same label in two labelsets is two`() throws {
        let both = first.changingSample(0) { sample in
            sample.changing("labels") { $0.with("model", $0["ground-truth"]) }
        }
        let report = try shelf.load(both.named("v2"))
        #expect(report.labels == ImportReport.Counts(total: 11, new: 1, reused: 10))
        try Recount.check(shelf)
    }

    @Test func `null labels are neither new nor reused`() throws {
        let next = first.changingSample(0) { $0.changing("labels") { $0.with("ground-truth", .null) } }
        let report = try shelf.load(next.named("v2"))
        #expect(report.labels == ImportReport.Counts(total: 9, new: 0, reused: 9))
        #expect(report.nullLabels == 1)
        try Recount.check(shelf)
    }

    @Test func `replacing frees what only the old content held`() throws {
        let report = try shelf.load(relabelled(first, 0..<2), ImportOptions(replace: true))
        #expect(report.status == .replaced && report.labels.new == 2)
        #expect(try shelf.count("label") == 10)
        #expect(try shelf.count("release") == 1)
        try Recount.check(shelf)
    }

    @Test func `samples in another order are the same samples`() throws {
        let report = try shelf.load(first.withSamples(first.samples.reversed()).named("v2"))
        #expect(report.samples.new == 0 && report.labels.new == 0)
        #expect(
            try shelf.lines("SELECT sample_uuid FROM samples WHERE release = 'v2' ORDER BY position LIMIT 2")
                == [
                    "'u9'", "'u8'",
                ])
        #expect(try JSONMeaning(text: shelf.export("v2")) != JSONMeaning(first))
    }
}
