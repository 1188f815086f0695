import ReleaseFormat
import TestSupport
import Testing
import Warehouse

/// `relwh validate`, `relwh list rules` and `relwh explain`.
@Suite struct ValidateCommandTests {
    private static let broken = Repository.path("Fixtures/findings/broken-street.json")
    private static let undefined = "annotation.category.undefined"

    private let bench: Bench

    init() throws { bench = try Bench() }

    private func load() throws {
        let run = try bench.run("import", "--quiet", Self.broken)
        try #require(run.status == .exited(0), "\(run)")
    }

    private func document(_ arguments: String...) throws -> JSONValue {
        let run = try Tool.run(["validate"] + arguments + ["--json"], in: bench.folder)
        #expect(run.isClean, "\(run)")
        return try JSONValue(text: run.stdout)
    }

    @Test func `a release, its file and the latest are validated alike`() throws {
        try load()
        let run = try bench.run("validate", "acme/broken-street@v2", "-f", "ndjson")
        #expect(run.isClean, "\(run)")
        #expect(try bench.run("validate", "-f", "ndjson").stdout == run.stdout)
        #expect(try bench.run("validate", "broken-street@latest", "-f", "ndjson").stdout == run.stdout)
        let empty = try ScratchFolder()
        #expect(try Tool.run(["validate", Self.broken, "-f", "ndjson"], in: empty).stdout == run.stdout)
        #expect(try empty.names().isEmpty)
    }

    @Test func `JSON is the contract's document`() throws {
        try load()
        let document = try document("v2")
        #expect(document.members?.map(\.key) == ["schema", "ref", "findings", "summary"])
        #expect(document["schema"] == "relwh.validate/1" && document["ref"] == "acme/broken-street@v2")
        let first = try #require(document["findings"]?.array?.first { $0["rule"]?.string == Self.undefined })
        #expect(first["sample"] == "img_0031.jpg" && first["annotation_id"]?.integer == 2)
        #expect(first["sensor"] == nil && first["track_id"] == nil)
    }

    @Test func `rules, severities and labelsets are chosen`() throws {
        try load()
        func rules(_ arguments: String...) throws -> Set<String> {
            let run = try Tool.run(["validate", "v2", "-f", "ndjson"] + arguments, in: bench.folder)
            #expect(run.isClean, "\(run)")
            return Set(
                try run.stdout.split(separator: "\n").compactMap {
                    try JSONValue(text: String($0))["rule"]?.string
                })
        }
        #expect(try rules("--rules", Self.undefined) == [Self.undefined])
        #expect(
            try rules("--rules", "annotation.category.*,label.empty", "--except", Self.undefined)
                == ["annotation.category.null", "annotation.category.absent", "label.empty"])
        #expect(
            try rules("--rules", "core", "--severity", "error").isDisjoint(with: [
                "label.empty", "sample.name.repeated",
            ]))
        #expect(try rules("--rules", "link.*").isEmpty)
        #expect(try rules("--rules", Self.undefined, "--labelset", "pre") == [Self.undefined])
        #expect(try rules("--rules", Self.undefined, "--status", "reviewed").isEmpty)
        try bench.folder.write("rules:\n  core: off\n  label.empty: info\n", to: "rules.yml")
        #expect(try rules("--rules", "core", "--rules-file", "rules.yml") == ["label.empty"])
        #expect(try rules("--rules", "core", "--rules-file", "rules.yml", "--severity", "warning").isEmpty)
    }

    @Test(
        arguments: [
            (["--fail-on", "error"], 1), (["--fail-on", "warning"], 1), (["--fail-on", "info"], 1), ([], 0),
            (["--rules", "label.empty", "--fail-on", "error"], 0),
            (["--rules", "label.empty", "--fail-on", "warning"], 1),
            (["--rules", "link.end.dangling", "--fail-on", "info"], 0),
        ] as [([String], Int32)])
    func `findings are exit 1 only where asked, and the output is whole`(arguments: [String], status: Int32)
        throws
    {
        try load()
        let run = try Tool.run(["validate", "v2", "--json"] + arguments, in: bench.folder)
        #expect(run.status == .exited(status) && run.error.isEmpty, "\(run)")
        #expect(try JSONValue(text: run.stdout)["summary"] != nil)
        let file = try Tool.run(["validate", "v2", "--json", "-o", "out.json"] + arguments, in: bench.folder)
        #expect(file.status == .exited(status) && file.output.isEmpty)
        #expect(try bench.folder.text(of: "out.json") == run.stdout)
    }

    @Test func `quiet is nothing but the exit code`() throws {
        try load()
        try bench.folder.write("gates: [no errors]", to: "fails.yml")
        try bench.folder.write("gates: [at least 1 samples]", to: "passes.yml")
        for (arguments, status) in [
            ([], 0), (["--fail-on", "error"], 1), (["--json"], 0),
            (["-f", "csv", "--gates", "fails.yml"], 1),
            (["--gates", "passes.yml"], 0), (["--write-baseline", "all.txt"], 0),
            (["--baseline", "all.txt", "--fail-on", "info"], 0), (["-f", "sarif", "-o", "out.sarif"], 0),
        ] as [([String], Int32)] {
            let run = try Tool.run(["validate", "v2", "--quiet"] + arguments, in: bench.folder)
            #expect(run.status == .exited(status) && run.output.isEmpty && run.error.isEmpty, "\(run)")
        }
        // What is asked for by name is written all the same.
        #expect(try JSONValue(text: bench.folder.text(of: "out.sarif"))["version"] == "2.1.0")
        #expect(try bench.folder.text(of: "all.txt").contains("label.empty"))
    }

    @Test func `a result of a warehouse's release has a physical location`() throws {
        func uris(_ ref: String) throws -> Set<String> {
            let run = try bench.run("validate", ref, "-f", "sarif")
            #expect(run.isClean, "\(run)")
            let results = try JSONValue(text: run.stdout)["runs"]?.array?.first?["results"]?.array ?? []
            #expect(!results.isEmpty)
            return Set(
                try results.map { result in
                    let location = try #require(
                        result["locations"]?.array?.first?["physicalLocation"], "\(result.text)")
                    #expect(location["region"]?["startLine"]?.integer == 1)
                    return location["artifactLocation"]?["uri"]?.string ?? ""
                })
        }
        try bench.folder.write(
            try Repository.bytes(of: "Fixtures/findings/broken-street.json"), to: "a b.json")
        #expect(try bench.run("import", "-q", "a b.json").status == .exited(0))
        #expect(try uris("v2") == ["a%20b.json"])
        #expect(try bench.run("rm", "-q", "v2").status == .exited(0))
        let piped = try bench.run("import", "-q", "-", script: "cat 'a b.json' | \"$@\"")
        #expect(piped.status == .exited(0), "\(piped)")
        #expect(try uris("v2").allSatisfy { $0.hasSuffix(".db") })
    }

    @Test func `a baseline hides what it knows, and says what is gone`() throws {
        try load()
        let first = try bench.run("validate", "v2", "--rules", "core", "--write-baseline", "known.txt", "-q")
        #expect(first.status == .exited(0) && first.error.isEmpty, "\(first)")
        let known = try bench.folder.text(of: "known.txt")
        let quiet = try bench.run(
            "validate", "v2", "--rules", "core", "--baseline", "known.txt", "--fail-on", "info")
        #expect(quiet.isClean, "\(quiet)")
        #expect(
            quiet.stdout.contains("Nothing found by ") && quiet.stdout.contains("The baseline hides "),
            "\(quiet)")
        // One line less is one finding more; one more is one that is gone.
        let lines = known.split(separator: "\n")
        let less =
            lines.filter { !$0.contains("label.empty") } + ["00000000000000ff\t1\tlabel.empty\tno more"]
        try bench.folder.write(less.joined(separator: "\n"), to: "less.txt")
        let run = try bench.run(
            "validate", "v2", "--rules", "core", "--baseline", "less.txt", "--fail-on", "warning")
        #expect(run.status == .exited(1) && run.stdout.contains("1 warning. The baseline hides "), "\(run)")
        #expect(run.stdout.contains("; 1 known one is gone."), "\(run)")
        // Written anew, it is the same: what was hidden is found, too.
        let again = try bench.run(
            "validate", "v2", "--rules", "core", "--baseline", "less.txt", "--write-baseline", "less.txt",
            "-q")
        #expect(again.status == .exited(0))
        #expect(try bench.folder.text(of: "less.txt") == known)
        #expect(try bench.names.filter { $0.hasPrefix(".relwh") }.isEmpty)
    }

    @Test(
        arguments: [
            (["validate", "nothing@v9"], 3, "there is no release"),
            (
                ["validate", "v2", "--rules", "annotation.category.undefind"], 3,
                "annotation.category.undefined"
            ),
            (["validate", "v2", "--labelset", "other"], 3, "other"),
            (["validate", "v2", "--baseline", "none.txt"], 3, "cannot read none.txt"),
            (["validate", "v2", "--rules-file", "none.yml"], 3, "cannot read none.yml"),
            (["validate", "v2", "--rules-file", "bad.yml"], 2, "bad.yml:2:3: there is no rule"),
            (["validate", "v2", "--baseline", "bad.yml"], 2, "bad.yml:1: not a line of a baseline"),
            (["validate", "v2", "--severity", "worst"], 2, "--severity"),
            (["validate", "v2", "--severity", "error", "--fail-on", "info"], 2, "leaves out what"),
            (["validate", "v2", "--limit", "3", "--json"], 2, "--limit is for text"),
            (["validate", "v2", "--limit", "-3"], 2, ""),
            (["validate", "v2", "-o", "x", "--write-baseline", "x"], 2, "the same file"),
            (["explain"], 2, ""), (["explain", "nothing"], 3, "there is no rule"),
            (["list", "rules", "x"], 2, "takes no name"),
        ])
    func `what cannot be is said, and how to mend it`(arguments: [String], status: Int32, words: String)
        throws
    {
        try load()
        try bench.folder.write("rules:\n  annotation.category.undefind: off\n", to: "bad.yml")
        let run = try Tool.run(arguments, in: bench.folder)
        #expect(run.status == .exited(status) && run.stdout.isEmpty && run.stderr.contains(words), "\(run)")
        #expect(!(try bench.names.contains("x")))
    }

    @Test func `without a warehouse there is nothing to validate`() throws {
        let empty = try ScratchFolder()
        #expect(try Tool.run(["validate"], in: empty).status == .exited(3))
        #expect(try Tool.run(["validate", "a@b"], in: empty).status == .exited(3))
        #expect(try empty.names().isEmpty)
    }

    @Test func `the catalogue is listed and explained, without a warehouse`() throws {
        let empty = try ScratchFolder()
        let run = try Tool.run(["list", "rules", "--json"], in: empty)
        let list = try #require(try JSONValue(text: run.stdout)["rules"]?.array)
        #expect(list.map { $0["rule"]?.string } == Rule.all.map(\.id))
        for format in ["table", "ndjson", "csv", "tsv", "markdown"] {
            let run = try Tool.run(["list", "rules", "-f", format], in: empty)
            #expect(run.isClean && run.stdout.contains(Self.undefined), "\(run)")
        }
        let text = try Tool.run(["explain", Self.undefined], in: empty)
        #expect(text.isClean && text.stdout.hasPrefix("\(Self.undefined)  error  core\n"), "\(text)")
        let core = try Tool.run(["explain", "core", "--json"], in: empty)
        #expect(
            try JSONValue(text: core.stdout)["rules"]?.array?.count == Rule.all.count { $0.group == .core })
        let markdown = try Tool.run(["explain", Self.undefined, "-f", "markdown"], in: empty)
        #expect(markdown.isClean && markdown.stdout.hasPrefix("## \(Self.undefined)\n"), "\(markdown)")
        #expect(try empty.names().isEmpty)
    }

    @Test func `a reader that goes away ends it silently`() throws {
        try load()
        let run = try bench.run("validate", "v2", "-f", "ndjson", script: "\"$@\" | head -n 1")
        #expect(run.isClean && run.stdout.hasSuffix("}\n"), "\(run)")
    }
}
