import Testing

@testable import relwh_bench

@Suite struct DiffTests {
    @Test func `counts are those of the summary, not of a field of the same name`() throws {
        let answer = #"""
            {"changes": [{"from": {"annotations": {"added": 9, "removed": 9, "modified": 9}}}],
            "summary": {"samples": {"added": 1, "removed": 2, "modified": 3},
            "annotations": {"added":667,"removed":604,"modified":858,"unchanged":5}}}
            """#
        let counts = try DiffCounts(answer: answer)
        #expect(counts == DiffCounts(added: 667, removed: 604, modified: 858))
        #expect(counts.text == "+667 -604 ~858")
    }

    @Test func `what dictionaries do not tell of is none`() {
        let report = #"{"found": {"annotations_removed": 604, "samples_added": 3}, "seconds": 12.2}"#
        #expect(DiffCounts(dictionaries: report) == DiffCounts(added: 0, removed: 604, modified: 0))
    }

    @Test func `files are measured against the import of both`() {
        var taken = DiffMeasurements()
        for seconds in [1.0, 2, 3] {
            taken.files.add(.init(seconds: seconds, cpu: 1))
            taken.imports.add(.init(seconds: seconds * 2, cpu: 1))
        }
        #expect(taken.filesRow.figure == 0.5)
        #expect(taken.filesRow.verdict == .met)
    }
}
