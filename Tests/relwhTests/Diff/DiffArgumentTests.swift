import ArgumentParser
import Testing
import Warehouse

@testable import relwh

@Suite struct DiffArgumentTests {
    @Test func `what is asked for reaches the comparison`() throws {
        let scope = try DiffScopeOptions.parse([
            "--filter", "added,removed", "--filter", "renamed", "--category", "car", "--labelset", "l",
            "--sensor", "s", "--status", "REVIEWED", "--level", "annotations", "--match", "track-id",
            "--tolerance", "0.5", "--ignore", "metadata", "--ignore", "attributes.note",
        ])
        let options = scope.options
        #expect(options.kinds == [.added, .removed, .renamed])
        #expect(options.categories == ["car"] && options.labelsets == ["l"] && options.sensors == ["s"])
        #expect(options.statuses == ["REVIEWED"] && options.level == .annotation && options.match == .trackID)
        #expect(options.tolerance == 0.5 && options.ignoredFields == ["metadata", "attributes.note"])
        #expect(scope.isNarrowed && !options.reportsNoise && options.iouThreshold == 0.5)
        #expect(try DiffScopeOptions.parse(["--no-ignore", "--iou", "0.7"]).options.reportsNoise)
        #expect(try !DiffScopeOptions.parse([]).isNarrowed)
    }

    @Test(arguments: [
        (["--filter", "add"], "unknown filter 'add'; choose added, removed"),
        (["--level", "lable"], "did you mean 'label'?"), (["--match", "name"], "track_id, id, geometry"),
        (["--iou", "0"], "above 0"), (["--iou", "nan"], "above 0"),
        (["--iou", "0.5", "--match", "id"], "--match"),
        (["--tolerance=-1"], "0 or more"), (["--tolerance", "1", "--no-ignore"], "contradict"),
        (["--ignore", ""], "needs the name"),
    ])
    func `a scope that makes no sense is refused, with what to do`(arguments: [String], words: String) {
        #expect {
            try DiffScopeOptions.parse(arguments)
        } throws: {
            DiffScopeOptions.fullMessage(for: $0).contains(words)
        }
    }

    @Test(arguments: [
        ([], DiffFormatOptions.Form.text), (["--stat"], .stat), (["--name-only"], .nameOnly),
        (["--name-status"], .nameStatus), (["--json"], .json), (["-f", "ndjson"], .ndjson),
        (["-f", "markdown", "--limit", "0", "--per-frame"], .markdown), (["-f", "csv"], .csv),
        (["-f", "tsv"], .tsv),
    ])
    func `a form follows its options`(arguments: [String], form: DiffFormatOptions.Form) throws {
        #expect(try DiffFormatOptions.parse(arguments).form == form)
    }

    @Test func `there are 20 samples, as many as asked for, or all`() throws {
        #expect(try DiffFormatOptions.parse([]).samplesShown == 20)
        #expect(try DiffFormatOptions.parse(["--limit", "3"]).samplesShown == 3)
        #expect(try DiffFormatOptions.parse(["--limit", "0"]).samplesShown == nil)
    }

    @Test(arguments: [
        ["--stat", "--name-only"], ["--stat", "--json"], ["--name-status", "-f", "markdown"],
        ["--stat", "-f", "csv"],
        ["--limit=-1"], ["--limit", "5", "--json"], ["--limit", "5", "--stat"], ["--per-frame", "--json"],
        ["--json", "-f", "ndjson"],
    ])
    func `forms that contradict each other are refused`(arguments: [String]) {
        #expect(throws: (any Error).self) { try DiffFormatOptions.parse(arguments) }
    }
}
