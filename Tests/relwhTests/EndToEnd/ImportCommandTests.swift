import ReleaseFormat
import TestSupport
import Testing

@Suite struct ImportCommandTests {
    private let bench: Bench

    init() throws { bench = try Bench() }

    @Test func `a report is one JSON object`() throws {
        try bench.folder.write(Bench.release("v1"), to: "v1.json")
        let run = try bench.run("import", "v1.json", "--json")
        #expect(run.isClean, "\(run)")
        let report = try JSONValue(text: run.stdout)
        #expect(report["schema"] == "relwh.import/1" && report["ref"] == "acme/flowers@v1")
        #expect(report["status"] == "imported" && report["samples"]?["new"] == .number("2"))
        let again = try bench.run("import", "v1.json", "--json")
        #expect(try JSONValue(text: again.stdout)["status"] == "unchanged", "\(again)")
    }

    @Test func `for people, it is one line on standard output`() throws {
        try bench.folder.write(Bench.release("v1"), to: "v1.json")
        let run = try bench.run("import", "v1.json")
        #expect(
            run.isClean && run.stdout.hasPrefix("imported  acme/flowers@v1  v1.json  2 samples (2 new)"),
            "\(run)")
        #expect(run.stdout.split(separator: "\n").count == 1)
        let quiet = try bench.run("import", "v1.json", "--quiet")
        #expect(quiet.isClean && quiet.output.isEmpty, "\(quiet)")
    }

    @Test func `a folder is all its releases, in order; the rest of it is not looked at`() throws {
        try bench.folder.makeFolder("in")
        try bench.folder.makeFolder("in/deep")
        try bench.folder.write(Bench.release("b"), to: "in/b.json")
        try bench.folder.write(Bench.release("a"), to: "in/a.json")
        try bench.folder.write(Bench.release("c"), to: "in/deep/c.json")
        try bench.folder.write("no release", to: "in/readme.txt")
        let run = try bench.run("import", "in", "-f", "ndjson")
        let refs = try run.stdout.split(separator: "\n").map {
            try JSONValue(text: String($0))["ref"]?.string
        }
        #expect(refs == ["acme/flowers@a", "acme/flowers@b", "acme/flowers@c"], "\(run)")
        #expect(run.status == .exited(0) && run.stderr == "relwh: 3 imported\n", "\(run)")
    }

    @Test func `standard input is a source`() throws {
        let run = try bench.run("import", "-", "--json", stdin: Bench.release("v1"))
        #expect(run.isClean && run.stdout.contains("\"ref\":\"acme/flowers@v1\""), "\(run)")
        #expect(
            try bench.run("sql", "SELECT source FROM releases", "-f", "csv").stdout == "source\n<stdin>\n")
    }

    @Test func `compressed files are taken, whatever they are called`() throws {
        let text = Array(Bench.release("v1").utf8)
        try bench.folder.write(Frames.gzip(text), to: "v1.json.gz")
        try bench.folder.write(Frames.zstd(text), to: "v1.bin")
        try bench.folder.write(Frames.zstd(text), to: "v1.json.zst")
        #expect(try bench.run("import", "v1.json.gz", "--json").stdout.contains("\"imported\""))
        for name in ["v1.bin", "v1.json.zst", "v1.json.gz"] {
            let run = try bench.run("import", name, "--json")
            #expect(run.isClean && run.stdout.contains("\"unchanged\""), "\(run)")
        }
    }

    @Test func `of several sources the worst exit code counts, and each has its line`() throws {
        try bench.folder.write(Bench.release("a"), to: "a.json")
        try bench.folder.write("{", to: "bad.json")
        try bench.folder.write(Bench.release("c"), to: "c.json")
        let run = try bench.run("import", "missing.json", "a.json", "bad.json", "c.json")
        #expect(run.status == .exited(4), "\(run)")
        #expect(run.stdout.split(separator: "\n").count == 2)
        #expect(run.stderr.contains("missing.json") && run.stderr.contains("bad.json:1:2"), "\(run)")
        #expect(run.stderr.hasSuffix("relwh: 2 imported, 2 failed\n"), "\(run)")
    }

    @Test func `with --fail-fast the first failure ends it`() throws {
        try bench.folder.write("{", to: "bad.json")
        try bench.folder.write(Bench.release("c"), to: "c.json")
        let run = try bench.run("import", "--fail-fast", "bad.json", "c.json")
        #expect(run.status == .exited(4) && run.output.isEmpty, "\(run)")
        #expect(run.stderr.contains("1 failed, 1 not tried"), "\(run)")
        #expect(try bench.folder.names() == ["bad.json", "c.json"])
    }

    @Test func `other content under the same name is exit 4, or replaced on demand`() throws {
        try bench.load("v1", samples: 2)
        try bench.folder.write(Bench.release("v1", samples: 3), to: "other.json")
        let refused = try bench.run("import", "other.json")
        #expect(refused.isRefusal(4) && refused.stderr.contains("--replace"), "\(refused)")
        let replaced = try bench.run("import", "other.json", "--replace", "--json")
        #expect(replaced.isClean && replaced.stdout.contains("\"status\":\"replaced\""), "\(replaced)")
    }

    @Test func `names can be given`() throws {
        try bench.folder.write(Bench.release("v1"), to: "v1.json")
        let run = try bench.run("import", "v1.json", "--dataset", "x/y", "--release", "a b/c", "--json")
        #expect(run.stdout.contains("\"ref\":\"x/y@a b/c\""), "\(run)")
        let two = try bench.run("import", "v1.json", "v1.json", "--release", "z")
        #expect(two.isRefusal(2), "\(two)")
    }

    @Test(arguments: [
        (["--dataset", ""], "--dataset needs a name"), (["--dataset", " "], "--dataset needs a name"),
        (["--dataset", "acme/"], "--dataset needs a name"), (["--release", ""], "--release needs a name"),
        (
            ["--dataset", "acme/flowers@v2"],
            "--dataset takes no release; write --dataset acme/flowers --release v2"
        ),
    ])
    func `names that are none are exit 2, and nothing is imported`(options: [String], words: String) throws {
        try bench.folder.write(Bench.release("v1"), to: "v1.json")
        let run = try Tool.run(["import", "v1.json"] + options, in: bench.folder)
        #expect(run.isRefusal(2) && run.stderr.contains(words), "\(run)")
        #expect(try bench.folder.names() == ["v1.json"])
    }

    @Test func `several sources stand in columns, each with its file`() throws {
        try bench.folder.makeFolder("in")
        try bench.folder.write(Bench.release("v1", samples: 12), to: "in/v1.json")
        try bench.folder.write(Bench.release("v10", samples: 1), to: "in/v10.json.gz")
        try bench.folder.write(Bench.release("v2", samples: 2), to: "in/v2.json")
        let run = try bench.run("import", "in", "-q", "--dry-run")
        #expect(run.status == .exited(0) && run.output.isEmpty, "\(run)")
        let lines = try bench.run("import", "in").stdout.split(separator: "\n").map(String.init)
        let starts = [
            "imported  acme/flowers@v1  in/v1.json      12 samples (12 new), 12 labels (12 new), 12 annotations ",
            "imported  acme/flowers@v2  in/v2.json       2 samples ( 0 new),  2 labels ( 0 new),  2 annotations ",
            "imported  acme/flowers@v10  in/v10.json.gz   1 sample  ( 0 new),  1 label  ( 0 new),  1 annotation  ",
        ]
        #expect(lines.count == 3 && zip(lines, starts).allSatisfy { $0.hasPrefix($1) }, "\(lines)")
    }

    @Test func `a folder goes in natural order, so that the latest of equal times is the last`() throws {
        try bench.folder.makeFolder("in")
        for number in 1...12 {
            try bench.folder.write(Bench.release("v\(number)", samples: number), to: "in/v\(number).json")
        }
        #expect(try bench.run("import", "in").status == .exited(0))
        let shown = try bench.run("show", "flowers@latest")
        #expect(shown.stdout.contains("acme/flowers@v12"), "\(shown)")
        let log = try JSONValue(text: try bench.run("log", "flowers", "-n", "1", "--json").stdout)
        #expect(log["releases"]?.array?.first?["previous"]?.string == "acme/flowers@v11", "\(log.text)")
    }

    @Test func `files that are something else are skipped on demand, damaged releases never`() throws {
        try bench.folder.makeFolder("in")
        try bench.folder.write(Bench.release("v1"), to: "in/v1.json")
        for (name, text) in [
            ("package.json", #"{"name":"site","version":"1.0.0"}"#), ("empty.json", "{}"),
            ("list.json", "[1, 2"),
            ("coco.json", #"{"images":[],"annotations":[],"categories":[]}"#),
        ] { try bench.folder.write(text, to: "in/\(name)") }
        let refused = try bench.run("import", "in", "--dry-run")
        #expect(refused.status == .exited(4) && refused.stderr.contains("--skip-invalid"), "\(refused)")
        let run = try bench.run("import", "in", "--skip-invalid")
        #expect(run.status == .exited(0) && run.stdout.split(separator: "\n").count == 1, "\(run)")
        #expect(
            run.stderr.contains("relwh: skipped in/package.json: an object without `dataset`\n")
                && run.stderr.hasSuffix("relwh: 1 imported, 4 skipped\n"), "\(run)")
        for text in [
            #"{"name":"v2","dataset":{"name":"flowers"}}"#, #"{"name":"v2","dataset":"#, "", #"{"name":"v2""#,
            #"{"detail":"Not found."}"#, "<html></html>", #"[{"uuid":"u1"}]"#, "nonsense",
        ] {
            try bench.folder.write(text, to: "in/v2.json")
            let run = try bench.run("import", "in", "--skip-invalid")
            #expect(run.status == .exited(4) && run.stderr.contains("in/v2.json"), "\(text)\n\(run)")
        }
    }

    @Test func `a URL is no file, and how to read it is said`() throws {
        let run = try bench.run("import", "https://example.org/v1.json")
        #expect(run.isRefusal(3), "\(run)")
        #expect(run.stderr.contains("curl -sSL 'https://example.org/v1.json' | relwh import -"), "\(run)")
    }

    @Test func `one name twice in a folder refuses the second, and imports the rest`() throws {
        try bench.folder.makeFolder("in")
        try bench.folder.makeFolder("in/again")
        try bench.folder.write(Bench.release("v1"), to: "in/a.json")
        try bench.folder.write(Bench.release("v1", samples: 3), to: "in/b.json")
        try bench.folder.write(Bench.release("v2"), to: "in/c.json")
        try bench.folder.write(Bench.release("v1"), to: "in/again/a.json")
        for (status, tally) in [
            ("imported ", "2 imported, 1 unchanged, 1 failed"), ("unchanged", "3 unchanged, 1 failed"),
        ] {
            let run = try bench.run("import", "in")
            #expect(run.status == .exited(4) && run.stderr.contains("in/b.json: acme/flowers@v1"), "\(run)")
            #expect(run.stdout.hasPrefix(status) && run.stderr.hasSuffix("relwh: \(tally)\n"), "\(run)")
        }
        #expect(try bench.run("list", "releases", "-f", "csv").stdout.split(separator: "\n").count == 3)
    }

    @Test func `a dry run on a missing warehouse leaves none`() throws {
        try bench.folder.write(Bench.release("v1"), to: "v1.json")
        let run = try bench.run("import", "v1.json", "--dry-run")
        #expect(run.isClean && run.stdout.hasPrefix("would import"), "\(run)")
        #expect(try bench.folder.names() == ["v1.json"])
    }

    @Test func `a missing source is exit 3, and leaves no warehouse`() throws {
        let run = try bench.run("import", "nosuch.json")
        #expect(run.isRefusal(3), "\(run)")
        #expect(try bench.folder.names().isEmpty)
    }

    @Test func `an error names the place in many ways`() throws {
        let text = Bench.release("v1").replacing(
            "{\"id\":1,\"category_id\"", with: "{\"id\":1,\"id\":2,\"category_id\"")
        try bench.folder.write(text, to: "v1.json")
        let run = try bench.run("import", "v1.json")
        #expect(run.isRefusal(4), "\(run)")
        for words in [
            "v1.json:5:9: ", "byte ", "/dataset/samples/0/labels/ground-truth", "in sample \"0.jpg\"",
        ] {
            #expect(run.stderr.contains(words), "\(words)\n\(run)")
        }
        #expect(try bench.folder.names() == ["v1.json"])
    }
}
