import ReleaseFormat
import TestSupport
import Testing

/// `relwh changelog`, `relwh history` and `relwh sql --diff`: what they write, and how they end.
@Suite struct StoryCommandTests {
    private let bench: Bench
    private static let files = (1...3).map { Repository.path("Fixtures/releases/street-scenes-v\($0).json") }
    private static let uuid = "7644a3b5-cf64-4604-9297-3392acd6f57c"

    init() throws {
        bench = try Bench()
        let run = try Tool.run(["import", "--quiet"] + Self.files, in: bench.folder)
        try #require(run.status == .exited(0), "\(run)")
    }

    // MARK: changelog

    private static let notes = """
        # Changelog of `acme/street-scenes`

        ## `v2` (2025-04-14)

        > second pass:
        > more cyclists, predictions beside

        - Labels: 3 added, 1 modified (1 changed status); now 6
          - `ground-truth`: 1 label from `LABELED` to `REVIEWED`
        - Annotations: 5 added, 1 modified (1 with attributes changed); now 14
          - `car`: 2 added, 1 modified
          - `cyclist`: 1 added
          - `lane marking`: 1 added
          - `pedestrian`: 1 added
        - Labelsets
          - `detector-7` added

        ## `v1` (2025-03-14)

        > first pass

        - Begins with 4 samples, 3 labels and 9 annotations
        - Labelsets
          - `ground-truth`: 3 labels, 9 annotations
        - Categories
          - `car`: 3 annotations
          - `pedestrian`: 3 annotations
          - `cyclist`: 1 annotation
          - `lane marking`: 1 annotation
          - `crosswalk`: 1 annotation

        """

    @Test func `release notes are Markdown, a section a release`() throws {
        #expect(try bench.run("rm", "v3", "--quiet").isClean)
        let run = try bench.run("changelog")
        #expect(run.isClean && run.stdout == Self.notes, "\(run)")
        #expect(try bench.run("changelog", "street-scenes", "-f", "markdown").stdout == Self.notes)
        let file = try bench.run("changelog", "-o", "CHANGES.md")
        #expect(file.isClean && file.output.isEmpty)
        #expect(try bench.names.sorted() == ["CHANGES.md", "relwh.db"])
    }

    @Test func `release notes in JSON hold the figures of the diff`() throws {
        let run = try bench.run("changelog", "--json")
        let document = try JSONValue(text: run.stdout)
        #expect(run.isClean && document["schema"] == "relwh.changelog/1", "\(run)")
        let releases = try #require(document["releases"]?.array)
        #expect(releases.map { $0["release"]?.string } == ["v3", "v2", "v1"])
        let diff = try JSONValue(text: try bench.run("diff", "v2", "v3", "--json").stdout)
        #expect(releases[0]["changes"]?["summary"] == diff["summary"])
        #expect(releases[0]["previous"] == "acme/street-scenes@v2" && releases[2]["changes"] == .null)
        #expect(releases[2]["beginning"]?["categories"]?.array?.count == 5)
        let lines = try bench.run("changelog", "-f", "ndjson", "-n", "2").stdout.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(try JSONValue(text: String(lines[0]))["changes"] == releases[0]["changes"])
        let since = try bench.run("changelog", "--since", "v2", "--json")
        #expect(try JSONValue(text: since.stdout)["releases"]?.array?.count == 1)
    }

    @Test func `no text of the data is markup`() throws {
        let name = "a`b <i>"
        try bench.folder.write(
            Bench.release("v1").replacing(
                "\"v1\"", with: "\"\(name)\",\"description\":\"# x\\n<b>\\n- [y](z)\\n1. \\u001b[1m\""
            )
            .replacing("flowers", with: "odd"), to: "odd.json")
        #expect(try bench.run("import", "odd.json", "-q").isClean)
        let run = try bench.run("changelog", "odd")
        #expect(run.stdout.contains("## ``a`b <i>`` (2024-01-01)"), "\(run)")
        #expect(run.stdout.contains("> \\# x\n> \\<b\\>\n> \\- \\[y\\](z)\n> 1\\. \\\\x1b\\[1m\n"), "\(run)")
    }

    @Test func `of several datasets one is named, and an unknown one is not found`() throws {
        try bench.load()
        let several = try bench.run("changelog")
        #expect(several.isRefusal(3) && several.stderr.contains("acme/flowers"), "\(several)")
        #expect(try bench.run("changelog", "flower").isRefusal(3))
        #expect(try bench.run("changelog", "flowers", "--since", "v3").isRefusal(3))
        #expect(try bench.run("changelog", "-n", "-1").isRefusal(2))
        #expect(try bench.run("changelog", "-f", "csv").isRefusal(2))
        #expect(try bench.run("changelog", "--db", "none.db").isRefusal(3))
        let empty = try bench.run("changelog", "--since", "acme/street-scenes@latest")
        #expect(
            empty.status == .exited(0) && empty.output.isEmpty && empty.stderr.contains("no release after"))
    }

    // MARK: history

    private static let history = """
        harbour_0001.jpg  \(uuid)  acme/street-scenes  changed in 3 of 3 releases

        v1  2025-03-14 16:20  added
          + ground-truth  LABELED, 4 annotations

        v2  2025-04-14 16:20  4 changes
          ~ ground-truth  status LABELED -> REVIEWED  +1 ~1
            ~ car #2  attributes.occlusion partial -> heavy  (matched by id)
            + cyclist #5
          + detector-7  PRELABELED, 1 annotation

        v3  2025-05-14 16:20  3 changes
          ground-truth  -1
            - pedestrian #3
          ~ detector-7  score 0.75 -> 0.875  ~1
            ~ car #1  geometry iou 0.99+, moved 0.5 px  (matched by id)

        """

    @Test(arguments: ["harbour_0001.jpg", uuid, "7644"])
    func `people read what became of a sample`(word: String) throws {
        let run = try bench.run("history", word)
        #expect(run.isClean && run.stdout == Self.history, "\(run)")
    }

    @Test func `a history is narrowed, reversed and ends where one says`() throws {
        let run = try bench.run("history", "7644", "v2", "--labelset", "detector-7", "--reverse")
        #expect(
            run.stdout.split(separator: "\n").dropFirst().map(String.init) == [
                "v2  2025-04-14 16:20  1 change", "  + detector-7  PRELABELED, 1 annotation",
                "v1  2025-03-14 16:20  added",
            ], "\(run)")
        let gone = try bench.run("history", "harbour_0002.jpg")
        #expect(gone.stdout.hasSuffix("v3  2025-05-14 16:20  removed\n"), "\(gone)")
        let file = try bench.run("history", "7644", Self.files[0], "--db", "none.db")
        #expect(file.isClean && file.stdout.contains("1 of 1 release\n"), "\(file)")
        #expect(try bench.names == ["relwh.db"])
    }

    @Test func `a history in JSON has the changes of the diff`() throws {
        let run = try bench.run("history", Self.uuid, "--json")
        let document = try JSONValue(text: run.stdout)
        #expect(
            run.isClean && document["schema"] == "relwh.history/1"
                && document["sample_uuid"]?.string == Self.uuid)
        let releases = try #require(document["releases"]?.array)
        #expect(releases.map { $0["change"] } == ["added", "modified", "modified"])
        let diff = try JSONValue(text: try bench.run("diff", "v2", "v3", "--json").stdout)
        let changes = (diff["changes"]?.array ?? []).filter { $0["sample_uuid"]?.string == Self.uuid }
        #expect(changes.count == 3 && releases[2]["changes"] == .array(changes))
        let lines = try bench.run("history", Self.uuid, "-f", "ndjson").stdout.split(separator: "\n")
        #expect(
            try lines.map { try JSONValue(text: String($0))["changes"] } == releases.map { $0["changes"] })
        let all = try bench.run("history", "harbour_0002.jpg", "--all", "--json", "--track", "9")
        #expect(
            try JSONValue(text: all.stdout)["releases"]?.array?.map { $0["change"] }
                == ["absent", "absent", "absent"], "\(all)")
        let markdown = try bench.run("history", "7644", "-f", "markdown")
        #expect(
            markdown.stdout.contains(
                "## `v3` (`2025-05-14 16:20`): 3 changes\n\n```diff\n@@ ground-truth  -1 @@\n"))
    }

    @Test func `a sample that is not clear is exit 3`() throws {
        #expect(try bench.run("history", "nothing").isRefusal(3))
        try bench.load()
        let several = try bench.run("history", "u")
        #expect(several.isRefusal(3) && several.stderr.contains("It could be:"), "\(several)")
        #expect(several.stderr.contains("\n    u0  acme/flowers\n"), "\(several)")
        let near = try bench.run("history", "harbour_0009.jpg")
        #expect(near.isRefusal(3) && near.stderr.contains("Did you mean:\n    harbour_0001.jpg\n"), "\(near)")
        #expect(try bench.run("history", "u0", "--dataset", "nothing").isRefusal(3))
        #expect(try bench.run("history", "u0", "v1", "--dataset", "flowers").isRefusal(2))
        #expect(try bench.run("history", "u0", "--json", "--per-frame").isRefusal(2))
        #expect(try bench.run("history").isRefusal(2))
    }

    // MARK: sql --diff

    @Test(arguments: [true, false])
    func `what changed is asked in SQL, of releases and of files`(isOfFiles: Bool) throws {
        let names = isOfFiles ? [Self.files[1], Self.files[2], "--db", "none.db"] : ["v2", "v3"]
        let query =
            "SELECT sample, change, fields, from_area, to_area FROM annotation_changes WHERE to_area < from_area"
        let run = try Tool.run(
            ["sql", query, "--json", "--json-columns", "--diff"] + names, in: bench.folder)
        #expect(
            run.stdout
                == #"[{"sample":"harbour_0001.jpg","change":"modified","fields":["geometry"],"from_area":36240.0,"to_area":36089.0}]"#
                + "\n", "\(run)")
        let count = "SELECT count(*), (SELECT count(*) FROM releases) FROM changes"
        let both = try Tool.run(
            ["sql", "--diff"] + names.prefix(2) + [count, "-f", "tsv"] + names.dropFirst(2), in: bench.folder)
        #expect(both.stdout.hasSuffix("\n18\t\(isOfFiles ? 2 : 3)\n"), "\(both)")
        #expect(try bench.names == ["relwh.db"])
    }

    @Test func `a file is compared with a release, and two files of one name with each other`() throws {
        let mixed = try bench.run(
            "sql", "--diff", "v1", Self.files[2], "SELECT count(*) FROM releases", "-f", "csv")
        #expect(mixed.stdout.hasSuffix("\n3\n"), "\(mixed)")
        try bench.folder.write(Bench.release("v1"), to: "a.json")
        try bench.folder.write(Bench.release("v1", samples: 3), to: "b.json")
        let twins = try bench.run(
            "sql", "--diff", "a.json", "b.json", "SELECT level, change, sample FROM changes", "-f", "csv")
        #expect(twins.stdout.contains("sample,added,2.jpg"), "\(twins)")
    }

    @Test func `a diff in SQL is read, and is nothing else`() throws {
        for query in ["DELETE FROM changes", "DROP TABLE annotation_changes", "CREATE TEMP TABLE t (a)"] {
            #expect(try bench.run("sql", "--diff", "v1", "v2", query).isRefusal(6))
        }
        #expect(try bench.run("sql", "SELECT * FROM changes").isRefusal(6))
        #expect(try bench.run("sql", "--diff", "v1", "SELECT 1").isRefusal(2))
        #expect(try bench.run("sql", "--diff", "v1", "v2", "v3", "SELECT 1").isRefusal(2))
        #expect(try bench.run("sql", "--diff", "v1", "none", "SELECT 1").isRefusal(3))
        #expect(try bench.run("sql", "--diff", "none.json", "v1", "SELECT 1").isRefusal(3))
        #expect(try bench.names == ["relwh.db"])
    }

    @Test func `the tables of a diff are explained`() throws {
        let both = try bench.run("schema", "--diff")
        #expect(
            both.isClean && both.stdout.contains("center_shift") && both.stdout.contains("from_area"),
            "\(both)")
        let one = try bench.run("schema", "changes", "-f", "csv")
        #expect(one.isClean && one.stdout.contains("matched_by,"), "\(one)")
        let document = try JSONValue(text: try bench.run("schema", "--diff", "--json").stdout)
        #expect(document["views"]?.array?.map { $0["view"] } == ["changes", "annotation_changes"])
    }
}
