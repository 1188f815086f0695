import ReleaseFormat
import TestSupport
import Testing

/// The commands that read, on a warehouse and without one.
@Suite struct ReadingCommandTests {
    private let bench: Bench

    init() throws { bench = try Bench() }

    @Test(arguments: [
        ["list"], ["list", "releases"], ["list", "labelsets"], ["list", "categories"], ["show", "v1"],
        ["log"], ["info"], ["check"],
        ["sql", "SELECT 1"], ["export", "v1"], ["rm", "v1"], ["migrate"],
    ])
    func `without a warehouse it is exit 3, and none is made`(arguments: [String]) throws {
        let run = try Tool.run(arguments, in: bench.folder)
        #expect(run.isRefusal(3), "\(run)")
        #expect(try bench.folder.names().isEmpty)
    }

    @Test(arguments: [
        (["list"], "acme/flowers"), (["list", "releases"], "v1"), (["list", "labelsets"], "ground-truth"),
        (["list", "categories"], "rose, wild"), (["show", "v1"], "acme/flowers@v1"), (["info"], "releases"),
        (["check"], "foreign keys"),
        (["schema"], "annotations"), (["schema", "samples"], "sample_uuid"),
        (["sql", "SELECT 'here'"], "here"),
        (["export", "v1"], "\"uuid\":\"u0\""), (["migrate"], "version 6"),
    ])
    func `data goes to standard output, and nothing else does`(arguments: [String], words: String) throws {
        try bench.load()
        let run = try Tool.run(arguments, in: bench.folder)
        #expect(run.isClean && run.stdout.contains(words), "\(run)")
    }

    @Test(arguments: [
        (["list", "datasets"], "relwh.datasets/1"), (["list", "releases"], "relwh.releases/1"),
        (["list", "labelsets"], "relwh.labelsets/1"), (["list", "categories"], "relwh.categories/1"),
        (["show", "v1"], "relwh.show/1"), (["log"], "relwh.log/1"), (["check"], "relwh.check/1"),
        (["info"], "relwh.info/1"),
        (["migrate"], "relwh.migrate/1"),
        (["schema"], "relwh.schema/1"), (["rm", "v1"], "relwh.rm/1"),
    ])
    func `JSON documents carry their schema`(arguments: [String], schema: String) throws {
        try bench.load()
        let run = try Tool.run(arguments + ["--json"], in: bench.folder)
        #expect(run.isClean, "\(run)")
        #expect(try JSONValue(text: run.stdout)["schema"] == .string(schema), "\(run)")
    }

    @Test(arguments: [
        ["show", "v9"], ["export", "v9"], ["rm", "v9"], ["list", "labelsets", "v9"], ["schema", "nosuch"],
    ])
    func `what is not there is exit 3`(arguments: [String]) throws {
        try bench.load()
        let run = try Tool.run(arguments, in: bench.folder)
        #expect(run.isRefusal(3), "\(run)")
    }

    @Test func `the warehouse is named by option or environment, before the command or after`() throws {
        try bench.folder.write(Bench.release("v1"), to: "v1.json")
        #expect(try bench.run("--db", "a.db", "import", "v1.json").status == .exited(0))
        #expect(try bench.run("import", "v1.json", environment: ["RELWH_DB": "b.db"]).status == .exited(0))
        #expect(try bench.run("list", "--db=a.db", environment: ["RELWH_DB": "c.db"]).isClean)
        #expect(try bench.names == ["a.db", "b.db", "v1.json"])
    }

    @Test func `an export equals what was imported, and a file of it appears whole`() throws {
        let file = try bench.load("v1", samples: 3)
        let run = try bench.run("export", "v1", "--format", "release", "-o", "out.json")
        #expect(run.isClean && run.output.isEmpty, "\(run)")
        let source = try JSONMeaning(text: bench.folder.text(of: file))
        #expect(try JSONMeaning(text: bench.folder.text(of: "out.json")) == source)
        #expect(try JSONMeaning(text: bench.run("export", "v1").stdout) == source)
        #expect(try JSONMeaning(text: bench.run("export", "v1.json", "--db", "none.db").stdout) == source)
        #expect(!bench.folder.exists("none.db"))
    }

    @Test func `categories are counted labelset by labelset`() throws {
        let file = Repository.path("Fixtures/releases/street-scenes-v3.json")
        let plain = ["LC_ALL": "C"]
        let show = try bench.run("show", file, environment: plain)
        #expect(
            show.isClean
                && show.stdout.contains(
                    """
                    id  category      ground-truth  detector-7
                    --  ------------  ------------  ----------
                     1  car                      3           1
                     2  person                   4           0

                    """),
            "\(show)")
        #expect(show.stdout.contains("detector-7    no label         4\n"), "\(show)")
        let list = try bench.run("list", "categories", file, environment: plain)
        #expect(list.stdout.contains("  ground-truth  detector-7\n"), "\(list)")
        let document = try JSONValue(text: try bench.run("list", "categories", file, "--json").stdout)
        let car = document["categories"]?.array?.first
        #expect(car?["annotations"]?.integer == 4)
        #expect(car?["annotations_by_labelset"]?.text == #"{"ground-truth":3,"detector-7":1}"#)
        // The only labelset needs no name.
        try bench.load()
        #expect(try bench.run("list", "categories").stdout.contains("  annotations\n"))
    }

    @Test func `removing a release frees it`() throws {
        try bench.load("v1")
        try bench.load("v2", samples: 3)
        let run = try bench.run("rm", "v2", "--json")
        #expect(run.isClean && run.stdout.contains("\"samples\": 1"), "\(run)")
        #expect(try bench.run("list", "releases", "-f", "csv").stdout.split(separator: "\n").count == 2)
    }

    @Test func `the binary works from anywhere`() throws {
        try bench.load()
        let run = try bench.run(
            "sql", "SELECT count(*) AS n FROM samples", "-f", "csv",
            script: "cp \"$1\" moved && shift && exec ./moved \"$@\"")
        #expect(run.isClean && run.stdout == "n\n2\n", "\(run)")
    }

    @Test func `the sqlite3 shell reads the views`() throws {
        try bench.load()
        let script = """
            command -v sqlite3 > /dev/null || { echo none; exit 0; }; exec sqlite3 relwh.db \
            'PRAGMA integrity_check; PRAGMA foreign_key_check; SELECT category, count(*) FROM annotations GROUP BY 1; SELECT count(*) FROM samples'
            """
        let run = try bench.run(script: script)
        #expect(["none\n", "ok\nrose, wild|2\n2\n"].contains(run.stdout) && run.isClean, "\(run)")
    }
}
