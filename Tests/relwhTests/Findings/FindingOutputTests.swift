import ReleaseFormat
import TestSupport
import Testing
import Warehouse

@testable import relwh

/// Every form of findings, from a release that is broken on purpose.
@Suite struct FindingOutputTests {
    private static let rules = """
        labelset.unlisted,sample.name.repeated,label.status.unknown,label.empty,annotation.category.undefined,\
        annotation.category.null,annotation.category.absent,annotation.id.repeated
        """

    private let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
        try folder.write(
            try Repository.bytes(of: "Fixtures/findings/broken-street.json"), to: "street v2.json")
    }

    private func run(_ arguments: String..., environment: [String: String] = ["LC_ALL": "C.UTF-8"]) throws
        -> ToolRun
    {
        try Tool.run(
            ["validate", "street v2.json", "--rules", Self.rules] + arguments, environment: environment,
            in: folder)
    }

    private static let forms = [
        ("table", "broken-street.txt"), ("markdown", "broken-street.md"),
        ("json", "broken-street.findings.json"),
        ("ndjson", "broken-street.ndjson"), ("csv", "broken-street.csv"), ("tsv", "broken-street.tsv"),
        ("junit", "broken-street.xml"), ("sarif", "broken-street.sarif"),
    ]

    @Test(arguments: forms)
    func `findings are told in every form`(form: String, file: String) throws {
        let run = try run("-f", form)
        #expect(run.isClean, "\(run)")
        // When it ran, and for how long.
        let text = run.stdout.replacing(
            #/timestamp="[0-9T:-]{19}"/#, with: "timestamp=\"2025-01-31T12:00:00\""
        )
        .replacing(#/time="[0-9]+\.[0-9]{3}"/#, with: "time=\"0.001\"")
        try Golden.check(text, file, in: "Fixtures/findings")
    }

    @Test(arguments: forms.filter { $0.0 != "json" && $0.0 != "ndjson" && $0.0 != "csv" && $0.0 != "tsv" })
    func `no escape of the data reaches people`(form: String, file: String) throws {
        #expect(!(try run("-f", form).output.contains(0x1B)))
    }

    @Test func `in ASCII no more than the data is not ASCII`() throws {
        let run = try run("--limit", "1", environment: ["LC_ALL": "C"])
        #expect(run.stdout.utf8.allSatisfy { $0 < 0x80 })
        #expect(
            run.stdout.contains(
                "... 7 more: relwh validate 'street v2.json' --rules annotation.category.undefined\n"),
            "\(run)")
    }

    // MARK: Text

    private func text(
        _ findings: [Finding], _ counts: [(String, Int)], limit: Int? = nil, style: Style = .plain,
        most: FindingFormatOptions.Most = .fitting
    )
        throws -> String
    {
        let output = try Output(path: folder("out"))
        let writer = FindingText(output: output, style: style, limit: limit, most: most)
        try writer.begin(
            ValidationFrame(
                ref: "a/b@v1", name: "b@v1", file: "b.json",
                rules: Rule.all.map { .init(rule: $0, severity: $0.severity) }))
        for finding in findings { writer.finding(finding, isKnown: false) }
        var report = ValidationReport(summary: ValidationSummary(ref: "a/b@v1"))
        report.summary.counts = try counts.map { id, count in
            let rule = try Rule.named(id)
            return .init(rule: rule, severity: rule.severity, findings: count, occurrences: count, samples: 1)
        }
        try writer.end(report)
        try output.finish()
        return try folder.text(of: "out")
    }

    private func finding(_ rule: String, _ index: Int) throws -> Finding {
        var place = Finding.Place()
        place.sampleUUID = "u\(index)"
        place.sample = "a long name of a sample in a folder of its own, number \(index).jpg"
        place.labelset = "ground-truth"
        place.frame = index
        return Finding(
            rule: rule, severity: try Rule.named(rule).severity, place: place, field: "points",
            expected: String(repeating: "[1,2],", count: 500), found: "1")
    }

    @Test func `the text fits on about one screen, whatever was found`() throws {
        for rules in [1, 2, 5, 10, 16, 20] {
            let ids = Rule.all.prefix(rules).map(\.id)
            let findings = try ids.flatMap { id in try (0..<100).map { try finding(id, $0) } }
            let lines = try text(findings, ids.map { ($0, 1000) }).split(separator: "\n")
            #expect(lines.count <= 45, "\(rules) rules: \(lines.count) lines")
            #expect(lines.count >= 2 * rules + 2)
        }
    }

    @Test func `a terminal's lines are cut to its width, and colours change nothing else`() throws {
        let id = "annotation.category.undefined"
        let findings = try (0..<3).map { try finding(id, $0) }
        let style = Style(isColored: true)
        let colored = try text(findings, [(id, 3)], style: style)
        #expect(colored.contains("\u{1B}[1;31merror"))
        let plain = colored.replacing(#/\u{1B}\[[0-9;]*m/#, with: "")
        #expect(plain == (try text(findings, [(id, 3)])))
        let narrow = try text(findings, [(id, 3)], limit: 90, style: style)
            .replacing(#/\u{1B}\[[0-9;]*m/#, with: "")
        #expect(narrow.split(separator: "\n").allSatisfy { DisplayWidth.of($0) <= 90 }, "\(narrow)")
    }

    @Test func `the worst comes first`() throws {
        let ids = [
            "annotation.points.none", "label.empty", "annotation.category.absent", "annotation.category.null",
        ]
        let text = try text(try ids.map { try finding($0, 1) }, ids.sorted().map { ($0, 1) })
        let severities = text.split(separator: "\n").compactMap { $0.split(separator: " ").first }
            .filter { ["error", "warning", "info"].contains($0) }
        #expect(severities == ["error", "error", "warning", "info"])
    }

    @Test(arguments: [
        ("acme/street@v2", "acme/street@v2"), ("a b.json", "'a b.json'"), ("it's", "'it'\\''s'"), ("", "''"),
        ("~x", "'~x'"), ("$(rm)", "'$(rm)'"), ("é@v1", "é@v1"),
    ])
    func `a reference can be pasted`(name: String, word: String) {
        #expect(ShellWord.quoted(name) == word)
    }

    // MARK: JSON

    private func schema() throws -> JSONSchema {
        JSONSchema(
            root: try JSONValue(
                text: try Repository.text(of: "Documentation/schemas/relwh.validate-1.schema.json")))
    }

    @Test func `JSON is as its schema says`() throws {
        let schema = try schema()
        let document = try JSONValue(text: try run("--json").stdout)
        #expect(schema.findings(in: document) == [])
        #expect(document["findings"]?.array?.count == 15)
        #expect(
            document["summary"]?["errors"]?.integer == 13 && document["summary"]?["warnings"]?.integer == 2)
        #expect(!schema.findings(in: document.with("summary", .null)).isEmpty)
        #expect(!schema.findings(in: document.with("findings", .array([.object([])]))).isEmpty)
        try folder.write("", to: "none.txt")
        let known = try JSONValue(text: try run("--json", "--baseline", "none.txt").stdout)
        #expect(schema.findings(in: known) == [])
        #expect(known["summary"]?["baseline"]?.text == #"{"hidden":0,"gone":0}"#)
        try folder.write("gates:\n  - at least 1 car\n  - no errors\n", to: "gates.yml")
        let gated = try run("--json", "--gates", "gates.yml")
        #expect(gated.status == .exited(1))
        let gates = try JSONValue(text: gated.stdout)
        #expect(schema.findings(in: gates) == [])
        #expect(gates["gates"]?.array?.map { $0["outcome"]?.string } == ["passed", "failed"])
        let fine = try Tool.run(
            [
                "validate", Repository.path("Fixtures/releases/street-scenes-v1.json"), "street v2.json",
                "--json",
            ], in: folder)
        let several = try JSONValue(text: fine.stdout)
        #expect(schema.findings(in: several, definition: "several") == [], "\(fine)")
        #expect(
            several["releases"]?.array?.map { $0["ref"]?.string } == [
                "acme/street-scenes@v1", "acme/broken-street@v2",
            ])
    }

    @Test func `ndjson is the same, a finding a line and the figures last`() throws {
        let schema = try schema()
        let document = try JSONValue(text: try run("--json").stdout)
        let lines = try run("-f", "ndjson").stdout.split(separator: "\n").map {
            try JSONValue(text: String($0))
        }
        #expect(document["findings"]?.array == Array(lines.dropLast()))
        let last = try #require(lines.last)
        #expect(schema.findings(in: last, definition: "last_line") == [])
        #expect(last["summary"] == document["summary"] && last["ref"] == document["ref"])
    }

    // MARK: JUnit

    @Test func `JUnit XML is well-formed, a case a rule`() throws {
        let root = try XMLReader.document(try run("-f", "junit").stdout)
        #expect(root.name == "testsuites")
        let suite = try #require(root.all("testsuite").first)
        #expect(suite.children.map(\.name).first == "properties")
        #expect(suite.children.suffix(2).map(\.name) == ["system-out", "system-err"])
        #expect(suite.attributes["name"] == "acme/broken-street@v2")
        let cases = suite.all("testcase")
        #expect(cases.count == 8 && suite.attributes["tests"] == "8" && suite.attributes["failures"] == "8")
        let failures = suite.all("failure")
        #expect(failures.count == 8)
        let undefined = try #require(cases.first { $0.attributes["name"] == "annotation.category.undefined" })
        let text = try #require(undefined.children.first).text
        #expect(text.split(separator: "\n").count == 8 && text.contains("<b>|`*\\x1b[2J"))
        // What is less severe than asked for passes, and is told all the same.
        let lenient = try XMLReader.document(try run("-f", "junit", "--fail-on", "error").stdout)
        #expect(lenient.all("testsuite").first?.attributes["failures"] == "6")
        #expect(lenient.all("system-out").first?.text.contains("warning label.empty") == true)
    }

    @Test(arguments: [
        "<a></b>", "<a x=\"1\" x=\"2\"/>", "<a>&x;</a>", "<a>\u{1}</a>", "<a>", "<a/><b/>", "<a x=\"<\"/>",
    ])
    func `the reader that says so does find what is not well-formed`(text: String) {
        #expect(throws: XMLReader.Mistake.self) {
            try XMLReader.document("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\(text)")
        }
    }

    // MARK: SARIF

    @Test func `SARIF holds what its readers rely on`() throws {
        let log = try JSONValue(text: try run("-f", "sarif").stdout)
        #expect(log["version"] == "2.1.0")
        let run = try #require(log["runs"]?.array?.first)
        let rules = try #require(run["tool"]?["driver"]?["rules"]?.array)
        #expect(rules.count == 8)
        let results = try #require(run["results"]?.array)
        #expect(results.count == 15)
        for result in results {
            let index = try #require(result["ruleIndex"]?.integer)
            #expect(rules[Int(index)]["id"] == result["ruleId"])
            #expect(["error", "warning", "note"].contains(result["level"]?.string))
            #expect(result["message"]?["text"]?.string?.isEmpty == false)
            #expect(result["partialFingerprints"]?["relwh/v1"]?.string?.utf8.count == 16)
            #expect(result["baselineState"] == nil)
            let location = try #require(result["locations"]?.array?.first)
            #expect(location["physicalLocation"]?["artifactLocation"]?["uri"] == "street%20v2.json")
        }
        let names = results[0]["locations"]?.array?[0]["logicalLocations"]?.array?.map { $0["kind"]?.string }
        #expect(names == ["sample", "labelset", "frame", "annotation"])
        #expect(run["invocations"]?.array?.first?["executionSuccessful"] == .bool(true))
    }

    @Test func `SARIF tells what the baseline knows as unchanged`() throws {
        let baseline = try run("-f", "csv", "--write-baseline", "all.txt")
        #expect(baseline.stderr == "relwh: wrote 15 findings to all.txt\n")
        let text = try folder.text(of: "all.txt").split(separator: "\n").dropLast(2).joined(separator: "\n")
        try folder.write(text, to: "some.txt")
        let log = try JSONValue(text: try run("-f", "sarif", "--baseline", "some.txt").stdout)
        let states = log["runs"]?.array?[0]["results"]?.array?.map { $0["baselineState"]?.string } ?? []
        #expect(
            states.count == 15 && states.count { $0 == "new" } == 2
                && states.count { $0 == "unchanged" } == 13)
    }

    @Test(arguments: [
        ("v1.json", "v1.json"), ("./a b/v%1#.json", "a%20b/v%251%23.json"),
        ("/tmp/é.json", "file:///tmp/%C3%A9.json"),
        ("c:d.json", "c%3Ad.json"),
    ])
    func `a path is a URI`(path: String, uri: String) {
        #expect(FileURI.of(path) == uri)
    }
}
