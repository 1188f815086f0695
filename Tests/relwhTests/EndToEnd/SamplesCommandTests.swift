import ReleaseFormat
import TestSupport
import Testing

/// `relwh samples`, as people and scripts run it.
@Suite struct SamplesCommandTests {
    private let bench: Bench

    init() throws {
        bench = try Bench()
        try bench.load("v1", samples: 2)
        try bench.load("v2", samples: 3)
    }

    @Test func `a table is for people`() throws {
        let run = try bench.run("samples", "jpg n:<2", "v2", environment: ["LC_ALL": "C.UTF-8"])
        #expect(
            run.stdout == """
                sample  sample_uuid  frames  ground-truth
                ──────  ───────────  ──────  ────────────
                0.jpg   u0                1  LABELED 1
                1.jpg   u1                1  LABELED 1

                """, "\(run)")
        #expect(run.isClean, "\(run)")
    }

    @Test(arguments: [
        (
            "csv",
            """
            position,sample_uuid,sample,frames,asset_url,ground-truth.label_status,ground-truth.annotations
            2,u2,2.jpg,1,https://e.org/2.jpg,LABELED,1

            """
        ),
        (
            "tsv",
            """
            position\tsample_uuid\tsample\tframes\tasset_url\tground-truth.label_status\tground-truth.annotations
            2\tu2\t2.jpg\t1\thttps://e.org/2.jpg\tLABELED\t1

            """
        ),
        (
            "ndjson",
            """
            {"position":2,"sample_uuid":"u2","sample":"2.jpg","frames":1,"asset_url":"https://e.org/2.jpg",\
            "labels":[{"labelset":"ground-truth","label_status":"LABELED","annotations":1}]}

            """
        ),
        (
            "json",
            """
            {
              "schema": "relwh.samples/1",
              "ref": "acme/flowers@v2",
              "query": "@v2 NOT @v1",
              "samples": [
                {"position":2,"sample_uuid":"u2","sample":"2.jpg","frames":1,"asset_url":"https://e.org/2.jpg",\
            "labels":[{"labelset":"ground-truth","label_status":"LABELED","annotations":1}]}
              ],
              "total": 1
            }

            """
        ),
    ])
    func `programs get all of it`(format: String, output: String) throws {
        let run = try bench.run("samples", "@v2 NOT @v1", "-f", format)
        #expect(run.isClean && run.stdout == output, "\(run)")
        if format == "json" { _ = try JSONValue(text: run.stdout) }
    }

    @Test func `Markdown is a table too`() throws {
        let run = try bench.run("samples", "0.jpg", "v1", "-f", "markdown")
        #expect(run.isClean && run.stdout.contains("ground-truth.label_status"), "\(run)")
        #expect(run.stdout.split(separator: "\n").count == 3, "\(run)")
    }

    @Test func `only the number is told when asked for`() throws {
        #expect(try bench.run("samples", "jpg", "v2", "--count").stdout == "3\n")
        #expect(try bench.run("samples", "jpg", "v2", "--count", "-f", "csv").stdout == "total\n3\n")
        let document = try JSONValue(text: bench.run("samples", "jpg", "v2", "--count", "--json").stdout)
        #expect(document["total"]?.integer == 3 && document["samples"] == nil)
        #expect(document["schema"] == .string("relwh.samples/1"))
    }

    @Test func `a limit shows fewer, and counts all`() throws {
        let run = try bench.run("samples", "", "v2", "--limit", "1", "--json")
        let document = try JSONValue(text: run.stdout)
        #expect(document["samples"]?.array?.count == 1 && document["total"]?.integer == 3, "\(run)")
        let all = try bench.run("samples", "", "v2", "--limit", "0", "--json")
        #expect(try JSONValue(text: all.stdout)["samples"]?.array?.count == 3, "\(all)")
    }

    @Test func `no match is exit 0, and a note for people`() throws {
        let run = try bench.run("samples", "nothing", "v2")
        #expect(run.status == .exited(0) && run.output.isEmpty, "\(run)")
        #expect(run.stderr == "relwh: no sample of acme/flowers@v2 matches\n", "\(run)")
        #expect(try bench.run("samples", "nothing", "v2", "-q").isClean)
        #expect(try bench.run("samples", "nothing", "v2", "--json").isClean)
        #expect(try bench.run("samples", "nothing", "v2", "--count").stdout == "0\n")
    }

    @Test func `what the release does not say is said`() throws {
        let run = try bench.run("samples", "labeled-by:ada", "v2", "--json")
        #expect(run.status == .exited(0), "\(run)")
        #expect(
            run.stderr == "relwh: the release does not say who labeled samples; labeled-by matches nothing\n",
            "\(run)")
    }

    @Test func `a mistake is exit 2, with a caret below it`() throws {
        let run = try bench.run("samples", "花 ground-truth.rose:>0", "v2")
        #expect(run.isRefusal(2), "\(run)")
        #expect(
            run.stderr == """
                relwh: error: expected a category of acme/flowers@v2, found 'rose'
                  花 ground-truth.rose:>0
                                  ^
                  Did you mean:
                    rose, wild

                """, "\(run)")
    }

    private static let refused: [(arguments: [String], status: Int32)] = [
        (["samples", "(a"], 2), (["samples"], 2), (["samples", "a", "v9"], 3), (["samples", "@v9"], 3),
        (["samples", "a", "--limit", "-1"], 2), (["samples", "a", "--count", "--limit", "1"], 2),
        (["samples", "a", "b:c"], 3),
    ]

    @Test(arguments: refused)
    func `what cannot be done is refused`(arguments: [String], status: Int32) throws {
        let run = try Tool.run(arguments, in: bench.folder)
        #expect(run.isRefusal(status), "\(run)")
    }

    @Test func `several datasets need a word`() throws {
        let other = Bench.release("v1").replacing("flowers", with: "trees")
        try bench.folder.write(other, to: "trees.json")
        #expect(try bench.run("import", "-q", "trees.json").status == .exited(0))
        let run = try bench.run("samples", "jpg")
        #expect(run.isRefusal(3) && run.stderr.contains("acme/trees@latest"), "\(run)")
        #expect(try bench.run("samples", "jpg @trees@latest", "--count").stdout == "2\n")
    }

    @Test func `a file is searched without a warehouse`() throws {
        let run = try bench.run("samples", "n:=1 ground-truth.1:>0", "v2.json", "--db", "none.db", "--count")
        #expect(run.isClean && run.stdout == "1\n", "\(run)")
        #expect(!bench.folder.exists("none.db"))
    }

    @Test func `a reader that leaves is no trouble`() throws {
        let run = try bench.run("samples", "", "v2", "-f", "csv", script: "\"$@\" | head -1")
        #expect(run.isClean && run.stdout.hasPrefix("position,"), "\(run)")
    }

    @Test(arguments: [
        ("samples n:0 type:bbox v2", #"put the query in quotes: relwh samples "n:0 type:bbox" v2"#),
        ("samples n:0 status:LABELED type:bbox", #"relwh samples "n:0 status:LABELED type:bbox""#),
        ("samples n:\"0\" NOT jpg v2", #"relwh samples 'n:"0" NOT jpg' v2"#),
    ])
    func `a query without quotes is told to have them`(command: String, hint: String) throws {
        let run = try Tool.run(command.split(separator: " ").map(String.init), in: bench.folder)
        #expect(run.isRefusal(2) && run.stderr.contains(hint), "\(run)")
    }

    @Test func `two words without quotes are told to have them, too`() throws {
        let run = try bench.run("samples", "n:0", "type:bbox")
        #expect(run.isRefusal(3), "\(run)")
        #expect(run.stderr.contains(#"put the query in quotes: relwh samples "n:0 type:bbox""#), "\(run)")
    }

    @Test func `a query that is the name of a release is told so`() throws {
        let run = try bench.run("samples", "flowers@v1", "-f", "csv")
        #expect(run.status == .exited(0))
        #expect(run.stderr.contains(#"relwh samples "" acme/flowers@v1"#), "\(run)")
        #expect(try bench.run("samples", "0.jpg", "--count").isClean)
    }

    @Test func `a name that nothing has is a warning`() throws {
        let run = try bench.run("samples", "status:LABELD", "v2", "--count")
        #expect(run.status == .exited(0) && run.stdout == "0\n")
        #expect(
            run.stderr
                == "relwh: warning: nothing in acme/flowers@v2 has the status LABELD; did you mean LABELED?\n",
            "\(run)")
        #expect(try bench.run("samples", "status:LABELD", "v2", "--count", "--quiet").isClean)
        let area = try bench.run("samples", "area>5", "v2", "--count").stderr
        #expect(
            area == "relwh: warning: area>5 was searched in names; a comparison needs a colon: area:>5\n",
            "\(area)"
        )
    }

    @Test func `columns and their order are chosen`() throws {
        let options = ["v2", "--columns", "sample,metadata.n", "--sort", "metadata.n:desc", "--limit", "2"]
        let csv = try Tool.run(["samples", "", "-f", "csv"] + options, in: bench.folder)
        #expect(csv.isClean && csv.stdout == "sample,metadata.n\n2.jpg,2\n1.jpg,1\n", "\(csv)")
        let lines = try Tool.run(["samples", "", "-f", "ndjson"] + options, in: bench.folder)
        #expect(
            lines.stdout == """
                {"sample":"2.jpg","metadata.n":2}
                {"sample":"1.jpg","metadata.n":1}

                """, "\(lines)")
        let document = try JSONValue(
            text: Tool.run(["samples", "", "--json"] + options, in: bench.folder).stdout)
        #expect(document["samples"]?.array?.first?["metadata.n"] == .number("2"))
        #expect(document["total"] == .number("3"))
        let typo = try bench.run("samples", "", "v2", "--columns", "smaple")
        #expect(typo.isRefusal(3) && typo.stderr.contains("Did you mean:\n    sample\n"), "\(typo)")
        #expect(try bench.run("samples", "", "v2", "--count", "--sort", "sample").isRefusal(2))
    }

    @Test func `samples are found by findings`() throws {
        try bench.folder.write(
            Bench.release("v3").replacing("\"category_id\":1", with: "\"category_id\":7"), to: "v3.json")
        let found = try bench.run("samples", "finding:annotation.category.undefined", "v3.json", "--count")
        #expect(found.isClean && found.stdout == "2\n", "\(found)")
        let typo = try bench.run("samples", "finding:lable.empty", "v3.json")
        #expect(typo.isRefusal(2) && typo.stderr.contains("label.empty"), "\(typo)")
    }
}
