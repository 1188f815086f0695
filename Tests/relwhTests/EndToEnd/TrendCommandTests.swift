import ReleaseFormat
import TestSupport
import Testing

/// `relwh trend`: a statistic over the history of a dataset.
@Suite struct TrendCommandTests {
    private let bench: Bench

    init() throws {
        bench = try Bench()
        // The order of import is not that of creation.
        for number in [2, 3, 1] {
            let run = try bench.run(
                "import", "--quiet", Repository.path("Fixtures/releases/street-scenes-v\(number).json"))
            try #require(run.status == .exited(0), "\(run)")
        }
    }

    @Test func `a row a release, oldest first, with what is more or less`() throws {
        let run = try bench.run("trend", "types", "street-scenes", environment: ["LC_ALL": "C.UTF-8"])
        #expect(
            run.isClean
                && run.stdout == """
                    types  annotations  ground-truth
                    release  created           bbox             polyline            point     polygon
                    ───────  ────────────────  ────  ─────────  ────────  ────────  ─────  ─  ───────  ─
                    v1       2025-03-14 16:20     7                    1                -           1
                    v2       2025-04-14 16:20     8  +1 +14.3%         2  +1 +100%      1           1  =
                    v3       2025-05-14 16:20     8          =         2         =      1  =        -
                                                ▁██                  ▁██               ▄▄          ▄▄

                    types  annotations  detector-7
                    release  created           bbox
                    ───────  ────────────────  ────  ─────────
                    v1       2025-03-14 16:20     -
                    v2       2025-04-14 16:20     2
                    v3       2025-05-14 16:20     1  -1 -50.0%
                                                 █▁

                    """,
            "\(run)")
        let ascii = try bench.run("trend", "types", environment: ["LC_ALL": "C"])
        #expect(ascii.stdout.utf8.allSatisfy { $0 < 0x80 })
    }

    @Test func `JSON has every release and figure`() throws {
        let run = try bench.run("trend", "classes", "acme/street-scenes", "--category", "car", "--json")
        #expect(
            try JSONValue(text: run.stdout).text == """
                {"schema":"relwh.trend/1","dataset":"acme/street-scenes","statistic":"classes","figure":"annotations",\
                "unit":null,"releases":[{"ref":"acme/street-scenes@v1","release":"v1",\
                "created_at":"2025-03-14 16:20:00.000111+00:00","figures":[{"labelset":"ground-truth","category_id":1,\
                "category":"car","annotations":3,"delta":null,"change":null}]},\
                {"ref":"acme/street-scenes@v2","release":"v2","created_at":"2025-04-14 16:20:00.000222+00:00",\
                "figures":[{"labelset":"ground-truth","category_id":1,"category":"car","annotations":3,"delta":0,\
                "change":0.0},{"labelset":"detector-7","category_id":1,"category":"car","annotations":2,"delta":null,\
                "change":null}]},{"ref":"acme/street-scenes@v3","release":"v3",\
                "created_at":"2025-05-14 16:20:00.000333+00:00","figures":[{"labelset":"ground-truth","category_id":1,\
                "category":"car","annotations":3,"delta":0,"change":0.0},{"labelset":"detector-7","category_id":1,\
                "category":"car","annotations":1,"delta":-1,"change":-0.5}]}]}
                """, "\(run)")
        #expect(try bench.run("trend", "classes", "-f", "ndjson").stdout.split(separator: "\n").count == 3)
    }

    @Test func `a category is followed through its names, unless by name`() throws {
        let arguments = ["trend", "classes", "--labelset", "ground-truth", "--category"]
        let run = try Tool.run(arguments + ["person"], environment: ["LC_ALL": "C"], in: bench.folder)
        #expect(
            run.isClean
                && run.stdout == """
                    only labelset ground-truth, category person

                    classes  annotations  ground-truth
                    release  created           person
                    -------  ----------------  ------  ---------
                    v1       2025-03-14 16:20       3
                    v2       2025-04-14 16:20       4  +1 +33.3%
                    v3       2025-05-14 16:20       4          =
                                                  _##
                    person: renamed from pedestrian

                    """,
            "\(run)")
        // By the old name, too: nothing else is called so now.
        let former = try Tool.run(
            arguments + ["pedestrian"], environment: ["LC_ALL": "C"], in: bench.folder)
        #expect(
            former.stdout.replacing("category pedestrian", with: "category person") == run.stdout, "\(former)"
        )
        let document = try JSONValue(
            text: try Tool.run(arguments + ["person", "--json"], in: bench.folder).stdout)
        let figures = (document["releases"]?.array ?? []).compactMap { $0["figures"]?.array?.first }
        #expect(figures.map { $0["category"]?.string } == ["person", "person", "person"])
        #expect(figures.map { $0["renamed_from"]?.string } == ["pedestrian", "pedestrian", nil])
        let rows = try Tool.run(arguments + ["person", "-f", "csv"], in: bench.folder).stdout
        #expect(
            rows.split(separator: "\n").map { $0.hasSuffix(",pedestrian") } == [false, true, true, false])
        let named = try Tool.run(arguments + ["person", "--by-name", "-f", "csv"], in: bench.folder).stdout
        #expect(named.split(separator: "\n").count == 2)
    }

    @Test func `rows are for spreadsheets`() throws {
        let run = try bench.run(
            "trend", "classes", "--category", "car", "--figure", "share", "--labelset", "ground-truth", "-f",
            "csv")
        let lines = run.stdout.split(separator: "\n")
        #expect(
            lines.first
                == "ref,release,created_at,labelset,category_id,category,share,delta,change,renamed_from")
        #expect(lines.count == 4 && lines[1].hasSuffix(",ground-truth,1,car,0.3333333333333333,,,"), "\(run)")
    }

    @Test(
        arguments: [
            (["trend"], 2, "statistic"), (["trend", "clases"], 3, "classes"),
            (["trend", "classes", "other"], 3, "there is no dataset other"),
            (["trend", "classes", "--figure", "none"], 3, "has no figure none"),
            (["trend", "classes", "--category", "truck"], 3, "has the category truck"),
        ])
    func `what cannot be is said`(arguments: [String], status: Int32, words: String) throws {
        let run = try Tool.run(arguments, in: bench.folder)
        #expect(run.status == .exited(status) && run.stdout.isEmpty && run.stderr.contains(words), "\(run)")
    }

    @Test func `of several datasets one must be named`() throws {
        _ = try bench.run("import", "--quiet", Repository.path("Fixtures/releases/vector.json"))
        let run = try bench.run("trend", "classes")
        #expect(run.status == .exited(3) && run.stderr.contains("acme/street-scenes"), "\(run)")
    }
}
