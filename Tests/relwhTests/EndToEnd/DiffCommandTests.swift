import ReleaseFormat
import TestSupport
import Testing

@testable import relwh

/// `relwh diff`, as people and scripts run it.
@Suite struct DiffCommandTests {
    private let bench: Bench

    private static let v1 = Repository.path("Fixtures/releases/street-scenes-v1.json")
    private static let v2 = Repository.path("Fixtures/releases/street-scenes-v2.json")
    private static let v3 = Repository.path("Fixtures/releases/street-scenes-v3.json")

    init() throws { bench = try Bench() }

    private func load() throws {
        let run = try bench.run("import", "--quiet", Self.v1, Self.v2, Self.v3)
        try #require(run.status == .exited(0), "\(run)")
    }

    private func json(_ arguments: String...) throws -> JSONValue {
        let run = try Tool.run(["diff", "--json"] + arguments, in: bench.folder)
        #expect(run.isClean, "\(run)")
        return try JSONValue(text: run.stdout)
    }

    // MARK: Exit codes

    private static let codes: [([String], Int32)] = [
        (["v1", "v2"], 0), (["v1", "v2", "--exit-code"], 1), (["v1", "v1", "--exit-code"], 0),
        (["v1", "v2", "--exit-code", "--json"], 1), (["v1", "v2", "--exit-code", "--level", "release"], 0),
        (["v1", "v9"], 3), (["v9", "v1"], 3), (["v1"], 2), (["v1", "v2", "v3"], 2),
        (["v1", "v2", "--stat", "--json"], 2), (["v1", "v2", "--filter", "changed"], 2),
    ]

    @Test(arguments: codes)
    func `the exit code tells of differences only where asked`(arguments: [String], status: Int32) throws {
        try load()
        let run = try Tool.run(["diff"] + arguments, in: bench.folder)
        #expect(run.status == .exited(status), "\(run)")
        if status > 1 { #expect(run.isRefusal(status), "\(run)") }
    }

    private static let quietly: [([String], Int32)] = [
        (["diff", "v1", "v2", "-q"], 1), (["-q", "diff", "v1", "v2"], 1),
        (["diff", "--quiet", "v2", "v2"], 0),
        (["diff", "-q", "v1", "v2", "--json"], 1), (["diff", "-q", "v1", "v2", "-o", "out.txt"], 1),
        (["diff", "-q", v1, v2], 1), (["diff", "-q", "v1", v1], 0),
    ]

    @Test(arguments: quietly)
    func `a quiet diff says nothing but by its exit code`(arguments: [String], status: Int32) throws {
        try load()
        let run = try Tool.run(arguments, in: bench.folder)
        #expect(run.status == .exited(status) && run.output.isEmpty && run.error.isEmpty, "\(run)")
        #expect(!bench.folder.exists("out.txt"))
    }

    @Test func `another name and another time alone are no difference for the exit code`() throws {
        let file = Bench.release("v1")
        try bench.folder.write(file, to: "v1.json")
        try bench.folder.write(
            file.replacing(
                #""name":"v1","created_at":"2024-01-01""#, with: #""name":"v2","created_at":"2025""#),
            to: "v2.json")
        #expect(try bench.run("diff", "v1.json", "v2.json", "--exit-code").status == .exited(0))
        #expect(try bench.run("diff", "-q", "v1.json", "v2.json").status == .exited(0))
    }

    // MARK: Files

    @Test func `files need no warehouse, and leave nothing behind`() throws {
        let run = try bench.run("diff", Self.v1, Self.v2)
        #expect(
            run.isClean && run.stdout.hasPrefix("acme/street-scenes@v1 -> acme/street-scenes@v2\n"), "\(run)")
        #expect(try bench.folder.names().isEmpty)
    }

    @Test func `files, refs and both in a mix give the same answer`() throws {
        try load()
        let refs = try json("v1", "v2")
        #expect(refs["changes"]?.array?.isEmpty == false)
        for (one, other) in [(Self.v1, Self.v2), ("v1", Self.v2), (Self.v1, "v2")] {
            let mixed = try json(one, other)
            #expect(mixed["summary"] == refs["summary"] && mixed["changes"] == refs["changes"])
        }
    }

    @Test func `two files of one name are two releases`() throws {
        try bench.folder.write(Bench.release("v1", samples: 2), to: "one.json")
        try bench.folder.write(Bench.release("v1", samples: 3), to: "other.json")
        let document = try json("one.json", "other.json")
        #expect(document["from"]?["ref"] == document["to"]?["ref"])
        #expect(document["summary"]?["samples"]?["added"]?.integer == 1)
        let same = try bench.run("diff", "one.json", "one.json")
        #expect(same.stdout == "acme/flowers@v1 is the same on both sides\n", "\(same)")
    }

    @Test func `a file that is no release is refused as by import`() throws {
        try bench.folder.write("{", to: "broken.json")
        let run = try bench.run("diff", Self.v1, "broken.json")
        #expect(run.isRefusal(4), "\(run)")
    }

    // MARK: Forms

    @Test(arguments: [
        [], ["--reverse"], ["--level", "release"], ["--level", "category"], ["--level", "labelset"],
        ["--level", "sample"], ["--level", "label"], ["--level", "annotation"], ["--level", "link"],
        ["--filter", "added"], ["--filter", "modified,renamed"], ["--category", "car"], ["--no-ignore"],
        ["--labelset", "ground-truth"], ["--status", "REVIEWED"], ["--match", "id"], ["--match", "geometry"],
        ["--match", "track_id"], ["--iou", "0.9"], ["--tolerance", "100"], ["--ignore", "metadata"],
    ])
    func `JSON is as its schema says, whatever is asked for`(options: [String]) throws {
        let schema = JSONSchema(
            root: try JSONValue(
                text: try Repository.text(of: "Documentation/schemas/relwh.diff-1.schema.json")))
        try load()
        for (from, to) in [("v1", "v2"), ("v2", "v3"), ("v1", "v1")] {
            let run = try Tool.run(["diff", from, to, "--json"] + options, in: bench.folder)
            #expect(run.isClean, "\(run)")
            let document = try JSONValue(text: run.stdout)
            #expect(schema.findings(in: document) == [], "\(run)")
            let lines = try Tool.run(["diff", from, to, "-f", "ndjson"] + options, in: bench.folder).stdout
                .split(separator: "\n").map { try JSONValue(text: String($0)) }
            #expect(Array(lines.dropLast()) == document["changes"]?.array)
            #expect(lines.last.map { schema.findings(in: $0, definition: "last_line") } == [])
            #expect(lines.last?["summary"] == document["summary"])
        }
    }

    @Test(arguments: [
        "multisensor-sequence", "pointcloud-cuboid-sequence", "image-vector-sequence", "vector",
        "segmentation-bitmap", "unknown-keys", "known-keys-of-other-types", "big-integers-and-extremes",
        "escapes-and-unicode", "no-samples", "legacy-2020", "labels-null-and-skipped",
    ])
    func `every kind of release can be told, and its JSON is as its schema says`(name: String) throws {
        let schema = JSONSchema(
            root: try JSONValue(
                text: try Repository.text(of: "Documentation/schemas/relwh.diff-1.schema.json")))
        let file = Repository.path("Fixtures/releases/\(name).json")
        for (from, to) in [(file, Self.v1), (Self.v1, file)] {
            let run = try bench.run("diff", from, to, "--json", "--level", "annotation")
            #expect(run.isClean, "\(run)")
            #expect(schema.findings(in: try JSONValue(text: run.stdout)) == [])
            for form in [[], ["--stat"], ["--name-status"], ["-f", "markdown"]] {
                let run = try Tool.run(
                    ["diff", from, to, "--level", "annotation"] + form, in: bench.folder)
                #expect(run.isClean && !run.stdout.contains("\u{1B}"), "\(run)")
            }
        }
    }

    @Test func `the other way round is the mirror`() throws {
        try load()
        let (there, back) = (try json("v1", "v2"), try json("v2", "v1"))
        let reversed = try json("v1", "v2", "-R")
        #expect(reversed == back)
        #expect(there["summary"]?["samples"]?["added"] == back["summary"]?["samples"]?["removed"])
    }

    @Test func `names are for pipes`() throws {
        try load()
        let names = try bench.run("diff", "v1", "v2", "--name-only", "--color", "always")
        #expect(names.isClean && !names.stdout.isEmpty && !names.stdout.contains("\u{1B}"), "\(names)")
        let statuses = try bench.run("diff", "v1", "v2", "--name-status")
        let lines = statuses.stdout.split(separator: "\n").map { $0.split(separator: "\t") }
        #expect(lines.map { $0.last ?? "" } == names.stdout.split(separator: "\n"))
        #expect(lines.allSatisfy { $0.count == 2 && ["A", "D", "M", "R"].contains($0[0]) }, "\(statuses)")
    }

    @Test func `rows are those of the table that SQL has`() throws {
        try load()
        for format in ["csv", "tsv"] {
            let run = try bench.run("diff", "v2", "v3", "-f", format, "--level", "annotation")
            let table = try bench.run("sql", "--diff", "v2", "v3", "SELECT * FROM changes", "-f", format)
            #expect(run.isClean && run.stdout == table.stdout, "\(run)")
        }
        let run = try bench.run("diff", "v2", "v3", "-f", "csv")
        let changes = try json("v2", "v3")["changes"]?.array?.count ?? 0
        #expect(changes > 0 && run.stdout.split(separator: "\n").count == changes + 1, "\(run)")
        #expect(try bench.run("diff", "v1", "v2", "-f", "csv", "--stat").isRefusal(2))
        #expect(try bench.run("history", "harbour_0001.jpg", "-f", "csv").isRefusal(2))
    }

    @Test func `a change that is hidden is none for the exit code, and is shown where that is asked for`()
        throws
    {
        func release(_ name: String, _ category: String, _ annotations: String) -> String {
            """
            {"name":"\(name)","dataset":{"name":"d","owner":"acme","task_type":"vector","task_attributes":{
            "categories":[{"id":1,"name":"car"\(category)}]},"labelsets":[{"name":"gt"}],"samples":[{"uuid":"u",
            "name":"1.jpg","labels":{"gt":{"label_status":"LABELED","attributes":{"annotations":[\(annotations)]}}}}]}}
            """
        }
        func box(_ id: Int, _ rest: String = "") -> String {
            #"{"id":\#(id),"category_id":1,"type":"bbox","points":[[0,0],[10,\#(id)]]\#(rest)}"#
        }
        try bench.folder.write(release("v1", "", box(1) + "," + box(2)), to: "old.json")
        try bench.folder.write(
            release(
                "v2", ",\"attributes\":[]", box(2, ",\"track_id\":2") + "," + box(1, ",\"attributes\":{}")),
            to: "new.json")
        #expect(try bench.run("diff", "old.json", "new.json", "--quiet").status == .exited(0))
        let hidden = try bench.run("diff", "old.json", "new.json")
        #expect(
            hidden.isClean
                && hidden.stdout == """
                    acme/d@v1 and acme/d@v2 have the same content

                    hidden: 4 differences (empty values 2, track ids equal to ids 1, order of annotations 1); \
                    --no-ignore shows them

                    """,
            "\(hidden)")
        let all = try bench.run("diff", "old.json", "new.json", "--no-ignore")
        #expect(all.isClean && all.stdout.contains("  ~ car (1)  attributes (none) -> []\n"), "\(all)")
        #expect(all.stdout.contains("track_id (none) -> 2  (matched by id)\n"), "\(all)")
        #expect(all.stdout.contains("    ~ annotation_order[0]  1 -> 2\n"), "\(all)")
        #expect(!all.stdout.contains("hidden:"), "\(all)")
        #expect(try bench.run("import", "--quiet", "old.json", "new.json").isClean)
        #expect(try bench.run("changelog").stdout.contains("Nothing changed."))
    }

    @Test func `a file is written whole`() throws {
        try load()
        let run = try bench.run("diff", "v1", "v2", "-f", "markdown", "-o", "changes.md")
        #expect(run.isClean && run.output.isEmpty, "\(run)")
        #expect(try bench.folder.text(of: "changes.md").hasPrefix("### `acme/street-scenes@v1` → "))
    }

    @Test(arguments: [
        ([], "street-scenes.txt"), (["--stat"], "street-scenes.stat.txt"),
        (["-f", "markdown"], "street-scenes.md"), (["--json"], "street-scenes.json"),
    ])
    func `two releases of streets are told as always`(options: [String], file: String) throws {
        try load()
        let run = try Tool.run(
            ["diff", "v2", "v3"] + options, environment: ["LC_ALL": "C.UTF-8"], in: bench.folder)
        #expect(run.isClean, "\(run)")
        try Golden.check(run.stdout, file)
    }
}
