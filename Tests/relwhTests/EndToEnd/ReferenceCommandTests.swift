import ReleaseFormat
import TestSupport
import Testing

/// How commands take a release that is no release of the warehouse, and what they say where there is none.
@Suite struct ReferenceCommandTests {
    private let bench: Bench

    init() throws { bench = try Bench() }

    @Test(arguments: [
        (["validate", "-"], "acme/flowers@v7"), (["stats", "-"], "acme/flowers@v7"),
        (["stats", "classes", "-", "--json"], "acme/flowers@v7"), (["show", "-"], "acme/flowers@v7"),
        (["export", "-"], "\"uuid\":\"u0\""), (["list", "categories", "-"], "rose, wild"),
        (["samples", "", "-"], "0.jpg"), (["history", "0.jpg", "-"], "v7"),
    ])
    func `a release on standard input is a release`(arguments: [String], words: String) throws {
        let text = Array(Bench.release("v7").utf8)
        for bytes in [text, Frames.gzip(text), Frames.zstd(text)] {
            let run = try Tool.run(arguments, stdin: bytes, in: bench.folder)
            #expect(run.status == .exited(0) && run.stdout.contains(words), "\(run)")
        }
        // Nothing is left of it, with a warehouse or without.
        #expect(try bench.folder.names().isEmpty)
        try bench.load("v1")
        let run = try Tool.run(arguments, stdin: text, in: bench.folder)
        #expect(run.status == .exited(0) && run.stdout.contains(words), "\(run)")
        #expect(try bench.run("list", "releases", "-f", "csv").stdout.split(separator: "\n").count == 2)
    }

    @Test func `standard input stands on either side of a comparison`() throws {
        try bench.load("v1")
        let text = Bench.release("v2", samples: 3)
        for arguments in [
            ["diff", "v1", "-", "--json"], ["diff", "-", "v1", "-R", "--json"],
            ["diff", "v1.json", "-", "--json"],
        ] {
            let run = try Tool.run(arguments, stdin: Array(text.utf8), in: bench.folder)
            let summary = try JSONValue(text: run.stdout)["summary"]
            #expect(run.isClean && summary?["samples"]?["added"]?.integer == 1, "\(run)")
        }
        let sides = try bench.run("stats", "classes", "v1", "-", stdin: text)
        #expect(sides.isClean && sides.stdout.contains("v2"), "\(sides)")
        let sql = try bench.run(
            "sql", "--diff", "v1", "-", "SELECT count(*) AS n FROM changes WHERE level = 'sample'", "-f",
            "csv", stdin: text)
        #expect(sql.stdout == "n\n1\n", "\(sql)")
    }

    @Test(arguments: [
        ["diff", "-", "-"], ["stats", "-", "-"], ["validate", "-", "-"], ["sql", "--diff", "v1", "-", "-"],
    ])
    func `standard input is read once`(arguments: [String]) throws {
        let run = try Tool.run(arguments, stdin: Array(Bench.release("v1").utf8), in: bench.folder)
        #expect(run.isRefusal(2) && run.stderr.contains("standard input (-) can be read only once"), "\(run)")
    }

    @Test func `a damaged release on standard input is exit 4, with its place`() throws {
        let run = try bench.run("validate", "-", stdin: "{\"name\":\"v1\",}")
        #expect(run.isRefusal(4) && run.stderr.contains("<stdin>:1:14"), "\(run)")
    }

    @Test(arguments: [
        ("./nosuch.json", "no such file"), ("rel/nosuch.json.gz", "no such file"), ("../x", "no such file"),
        ("rel", "it is a folder"), ("./rel", "it is a folder"), ("https://e.org/v1", "it is a URL"),
    ])
    func `a path that leads nowhere is told from a release that is not there`(path: String, words: String)
        throws
    {
        try bench.folder.makeFolder("rel")
        for hasWarehouse in [false, true] {
            if hasWarehouse { try bench.load("v1") }
            for arguments in [
                ["show", path], ["stats", path], ["stats", "v1.json", path], ["diff", "v1.json", path],
            ] {
                if !hasWarehouse { try bench.folder.write(Bench.release("v1"), to: "v1.json") }
                let run = try Tool.run(arguments, in: bench.folder)
                #expect(run.isRefusal(3) && run.stderr.contains("\(path): \(words)"), "\(run)")
                #expect(!run.stderr.contains("Did you mean"), "\(run)")
            }
        }
    }

    @Test(arguments: [("class", "classes"), ("box", "boxes"), ("attribut", "attributes"), ("boxs", "boxes")])
    func `a statistic that is nearly named is suggested first`(word: String, name: String) throws {
        try bench.load("v1")
        let run = try bench.run("stats", word, "v1")
        #expect(run.isRefusal(3) && run.stderr.contains("Did you mean:\n    \(name)\n"), "\(run)")
    }

    @Test func `of a dataset with several releases the newest is suggested first`() throws {
        try bench.load("v1")
        try bench.load("v2", samples: 1)
        let run = try bench.run("show", "flowers")
        #expect(
            run.isRefusal(3)
                && run.stderr.hasPrefix(
                    """
                    relwh: error: flowers has 2 releases: say which
                      It could be:
                        acme/flowers@latest
                        acme/flowers@v2
                        acme/flowers@v1
                    """),
            "\(run)")
    }

    @Test(arguments: [["list"], ["import", "v1.json"], ["rm", "v1"]])
    func `what is no warehouse is said in plain words`(arguments: [String]) throws {
        try bench.folder.write(Bench.release("v1"), to: "v1.json")
        try bench.folder.write(String(repeating: "words ", count: 900), to: "relwh.db")
        let run = try Tool.run(arguments, in: bench.folder)
        #expect(
            run.stderr == "relwh: error: relwh.db is not an SQLite database\n  name another file with --db\n",
            "\(run)")
    }
}
