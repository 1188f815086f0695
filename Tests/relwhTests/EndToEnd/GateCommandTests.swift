import ReleaseFormat
import TestSupport
import Testing

/// `relwh validate --gates`.
@Suite struct GateCommandTests {
    private let bench: Bench

    init() throws {
        bench = try Bench()
        for number in 1...3 {
            let file = Repository.path("Fixtures/releases/street-scenes-v\(number).json")
            #expect(try bench.run("import", "-q", file).status == .exited(0))
        }
    }

    private func validate(_ gates: String, _ arguments: String..., of ref: String = "street-scenes@v3") throws
        -> ToolRun
    {
        try bench.folder.write(gates, to: "gates.yml")
        return try Tool.run(["validate", ref, "--gates", "gates.yml"] + arguments, in: bench.folder)
    }

    @Test func `gates that are met are ok, and exit 0`() throws {
        let run = try validate("gates:\n  - at least 4 person\n  - no class loses more than 100%\n")
        #expect(run.status == .exited(0), "\(run)")
        #expect(
            run.stdout.hasSuffix(
                """

                ok       at least 4 person                                           4
                ok       no class loses more than 100% against the previous release  the most: crosswalk 1 -> 0 (-1, -100%)
                2 gates: 2 passed.

                """.replacing("->", with: "→")), "\(run)")
    }

    @Test func `a gate that is not met is told, and exits 1 without being asked to`() throws {
        let run = try validate(
            "gates:\n  - at least 5 person\n  - no unicorn\n  - {gate: no bus, name: no buses}\n")
        #expect(run.status == .exited(1), "\(run)")
        #expect(run.stdout.contains("\nFAILED   at least 5 person  4\n"), "\(run)")
        #expect(
            run.stdout.contains(
                "\nFAILED   no unicorn         no answer: the release defines no class unicorn"), "\(run)")
        #expect(run.stdout.contains("\nFAILED   no buses: no bus   no answer: "), "\(run)")
        #expect(run.stdout.hasSuffix("3 gates: 3 failed.\n"), "\(run)")
    }

    @Test func `the first release of a dataset passes gates that compare, and says so`() throws {
        let run = try validate("gates: [no new errors, no sample is lost]", of: "street-scenes@v1")
        #expect(run.status == .exited(0), "\(run)")
        #expect(
            run.stdout.contains("\nskipped  no new errors against the previous release      no release of "),
            "\(run)")
        #expect(run.stdout.hasSuffix("2 gates: 2 skipped.\n"), "\(run)")
    }

    @Test func `every form tells the gates`() throws {
        let gates = "gates:\n  - at least 5 person\n  - no class is empty\n  - no a|b<c>&\n"
        for form in ["json", "ndjson", "markdown", "junit", "sarif", "csv", "tsv"] {
            let run = try validate(gates, "-f", form)
            #expect(run.status == .exited(1), "\(run)")
            let text = form == "csv" || form == "tsv" ? run.stderr : run.stdout
            #expect(text.contains("at least 5 person"), "\(run)")
        }
        let markdown = try validate(gates, "-f", "markdown").stdout
        #expect(markdown.hasPrefix("### `acme/street-scenes@v3`: 3 of 3 gates failed, "), "\(markdown)")
        #expect(markdown.contains("\n| ✗ | `at least 5 person` | 4 |\n"), "\(markdown)")
        #expect(markdown.contains("\n| ✗ | `no a\\|b<c>&` | no answer: "), "\(markdown)")
        let junit = try validate(gates, "-f", "junit").stdout
        #expect(
            junit.contains("<testcase name=\"at least 5 person\" classname=\"relwh.gates\" time=\"0\">"),
            "\(junit)")
        #expect(junit.contains("no a|b&lt;c&gt;&amp;"), "\(junit)")
        #expect(junit.contains("failures=\"3\""), "\(junit)")
    }

    @Test func `a comment shows failed gates first, and rounded numbers`() throws {
        let run = try validate(
            """
            gates:
              - at least 4 person
              - person at most 36 %
              - {sql: SELECT 37.0 / 13, at_most: 2}
              - samples loses at most 0
            """, "-f", "markdown")
        let lines = run.stdout.split(separator: "\n")
        #expect(lines.first?.hasPrefix("### `acme/street-scenes@v3`: 2 of 4 gates failed") == true, "\(run)")
        #expect(
            lines.filter { $0.hasPrefix("| ✗") || $0.hasPrefix("| ✓") } == [
                "| ✗ | `at most 36% person` | 4 of 11 (36.4%) |",
                "| ✗ | `SELECT 37.0 / 13: at most 2` | 2.846 |",
                "| ✓ | `at least 4 person` | 4 |",
                "| ✓ | `samples loses at most 0 against the previous release` | 4 → 5 (+1, +25%) |",
            ], "\(run)")
    }

    @Test func `classes of any name can be asked for, and JUnit stays well-formed`() throws {
        let names = [
            "-car", "NOT", "  car", "12", "", "car OR bus", "=1+1", "(car)",
            "x\u{1}\u{1B}[31m\u{202E}]]>&<\"'|`",
        ]
        let categories = names.enumerated().map { #"{"id":\#($0 + 1),"name":\#(JSONValue.string($1).text)}"# }
        let boxes = names.indices.map {
            #"{"id":\#($0 + 1),"category_id":\#($0 + 1),"type":"bbox","points":[[\#($0 * 20),0],[\#($0 * 20 + 9),9]]}"#
        }
        try bench.folder.write(
            """
            {"name":"v1","dataset":{"name":"names","owner":"acme","task_type":"vector",
            "task_attributes":{"categories":[\(categories.joined(separator: ","))]},
            "labelsets":[{"name":"ground-truth"}],"samples":[{"uuid":"u1","name":\(JSONValue.string(names[8]).text),
            "attributes":{"image":{"url":"https://e.org/1.jpg"}},"labels":{"ground-truth":{"label_status":"LABELED",
            "attributes":{"annotations":[\(boxes.joined(separator: ","))]}}}}]}}
            """, to: "names.json")
        let gates = """
            gates:
              - exactly 1 "-car"
              - exactly 1 "NOT"
              - exactly 1 "  car"
              - exactly 1 12
              - exactly 1 ""
              - exactly 1 "car OR bus"
              - exactly 1 (car)
              - no class is empty

            """
        let text = try validate(gates, of: "names.json")
        #expect(text.status == .exited(0), "\(text)")
        #expect(
            text.stdout.hasSuffix(
                "ok       no class is empty     none is empty; smallest: -car, 1\n8 gates: 8 passed.\n"),
            "\(text)")
        let junit = try validate(gates + "  - no \"x\\x01\"\n", "-f", "junit", of: "names.json")
        #expect(junit.status == .exited(1), "\(junit)")
        let root = try XMLReader.document(junit.stdout)
        #expect(root.all("testcase").count { $0.attributes["classname"] == "relwh.gates" } == 9)
        #expect(root.all("testsuite").first?.attributes["failures"] == "1", "\(junit)")
    }

    @Test func `what is shown of a gate can be typed back`() throws {
        let shown = try validate("labelset: ground-truth\ngates: [at least 1 car, no class is empty]\n")
            .stdout
        #expect(shown.contains(" at least 1 car in ground-truth "), "\(shown)")
        let typed = try validate(
            "gates: [at least 1 car in ground-truth, no class is empty in ground-truth]\n"
        ).stdout
        #expect(typed == shown)
    }

    @Test func `the documents hold them with their numbers and places`() throws {
        let run = try validate(
            "labelset: ground-truth\ngates:\n  - at least 40% person against v1\n", "--json")
        #expect(run.isRefusal(2), "\(run)")
        let json = try validate(
            "labelset: ground-truth\ngates:\n  - {gate: person loses at most 1, name: people}\n", "--json")
        let document = try JSONValue(text: json.stdout)
        let gate = try #require(document["gates"]?.array?.first)
        #expect(document["schema"]?.string == "relwh.validate/1")
        #expect(
            gate.text
                == """
                {"name":"people","gate":"person loses at most 1 against the previous release","outcome":"passed",\
                "found":"4 → 4 (0)","number":0,"labelset":"ground-truth","against":"acme/street-scenes@v2","line":3,"column":5}
                """, "\(json)")
        let lines = try validate("gates: [no car]", "-f", "ndjson").stdout.split(separator: "\n")
        #expect(try JSONValue(text: String(try #require(lines.last)))["gates"]?.array?.count == 1)
        let without = try bench.run("validate", "street-scenes@v3", "--json")
        #expect(try JSONValue(text: without.stdout)["gates"] == nil)
    }

    @Test func `the documents are as their schema says`() throws {
        let schema = JSONSchema(
            root: try JSONValue(
                text: try Repository.text(of: "Documentation/schemas/relwh.validate-1.schema.json")))
        let gates = """
            gates:
              - {gate: at least 5 person, name: people}
              - no unicorn
              - no class loses more than 5%
              - no new errors
              - {statistic: boxes, figure: width_mean, where: {category: car}, at_least: 1}
              - {statistic: classes, figure: share, where: {category: car}, at_least: 1%}
            """
        for ref in ["street-scenes@v1", "street-scenes@v3"] {
            let document = try JSONValue(text: try validate(gates, "--json", of: ref).stdout)
            #expect(schema.findings(in: document) == [])
            #expect(document["gates"]?.array?.count == 6)
            let lines = try validate(gates, "-f", "ndjson", of: ref).stdout.split(separator: "\n")
            let last = try JSONValue(text: String(try #require(lines.last)))
            #expect(schema.findings(in: last, definition: "last_line") == [])
            #expect(last["gates"] == document["gates"])
        }
        try bench.folder.write(gates, to: "gates.yml")
        let several = try bench.run(
            "validate", "street-scenes@v1", "street-scenes@v3", "--gates", "gates.yml", "--json")
        #expect(
            schema.findings(in: try JSONValue(text: several.stdout), definition: "several") == [],
            "\(several)")
    }

    @Test func `a mistake in the file is a refusal with its place`() throws {
        let run = try validate("gates:\n  - no errors\n  - at leest 5 car\n")
        #expect(run.isRefusal(2), "\(run)")
        #expect(
            run.stderr.hasPrefix("relwh: error: gates.yml:3:5: after \"at\": expected least or most"),
            "\(run)")
        #expect(run.stderr.contains("at least N CLASS"), "\(run)")
        #expect(try validate("gates: [no new errors against v9]").isRefusal(3))
        let sql = try validate("gates:\n  - {sql: SELECT count(*) FRM labels, at_most: 0}\n")
        #expect(sql.isRefusal(6) && sql.stderr.contains("gates.yml:2:11: "), "\(sql)")
        #expect(try bench.run("validate", "street-scenes@v3", "--gates", "none.yml").isRefusal(3))
    }

    @Test func `a release file is compared with what the warehouse has of its dataset`() throws {
        let file = Repository.path("Fixtures/releases/street-scenes-v3.json")
        let run = try validate("gates: [samples loses at most 0]", "--json", of: file)
        let against = try JSONValue(text: run.stdout)["gates"]?.array?.first?["against"]?.string
        #expect(against == "acme/street-scenes@v2", "\(run)")
        let new = try bench.folder.write(
            Repository.text(of: "Fixtures/releases/street-scenes-v3.json").replacing(
                "\"v3\"", with: "\"v4\""),
            to: "v4.json")
        let next = try validate("gates: [no sample is lost]", "--json", of: new)
        #expect(next.status == .exited(0), "\(next)")
        #expect(
            try JSONValue(text: next.stdout)["gates"]?.array?.first?["against"]?.string
                == "acme/street-scenes@v3",
            "\(next)")
    }

    @Test func `gates count all findings, whatever of them is told`() throws {
        let gates = "gates: [at least 1 findings]"
        let all = try validate(gates, "--json", of: "street-scenes@v1")
        let some = try validate(
            gates, "--json", "--severity", "error", "--labelset", "ground-truth", of: "street-scenes@v1")
        func number(_ run: ToolRun) throws -> JSONValue? {
            try JSONValue(text: run.stdout)["gates"]?.array?.first?["number"]
        }
        #expect(try number(all) == number(some) && number(all) != nil, "\(all)\n\(some)")
    }
}
