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
        #expect(run.isClean && run.stdout.hasPrefix("imported  acme/flowers@v1  2 samples (2 new)"), "\(run)")
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
