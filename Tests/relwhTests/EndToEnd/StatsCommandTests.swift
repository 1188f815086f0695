import ReleaseFormat
import TestSupport
import Testing

/// `relwh stats` and `relwh list stats`.
@Suite struct StatsCommandTests {
    private let bench: Bench

    init() throws {
        bench = try Bench()
        let files = (1...3).map { Repository.path("Fixtures/releases/street-scenes-v\($0).json") }
        let run = try Tool.run(["import", "--quiet"] + files, in: bench.folder)
        try #require(run.status == .exited(0), "\(run)")
    }

    private static let overview = """
        acme/street-scenes@v3  vector  2025-05-14 16:20
        trams; pedestrians are called persons
        5 samples, 2 labelsets

        ground-truth: 4 labels, 11 annotations, no label: 1 sample
        annotations over 3 releases _#+ 1 fewer than v2
        status: LABELED 2, REVIEWED 2
        types: bbox 8, polyline 2, point 1
        category      annotations  share                            samples
        ------------  -----------  -----  ------------------------  -------
        person                  4  36.4%  ########################        2
        car                     3  27.3%  ##################              2
        lane marking            2  18.2%  ############                    2
        cyclist                 1   9.1%  ######                          1
        tram                    1   9.1%  ######                          1
        never used: crosswalk

        detector-7: 1 label, 1 annotation, no label: 4 samples
        annotations over 3 releases  #_ 1 fewer than v2
        status: PRELABELED 1
        types: bbox 1
        category  annotations  share                            samples
        --------  -----------  -----  ------------------------  -------
        car                 1   100%  ########################        1
        never used: person, cyclist, lane marking, crosswalk, tram

        """

    @Test func `without a word it tells what matters about the latest release`() throws {
        let run = try bench.run("stats", environment: ["LC_ALL": "C"])
        #expect(run.isClean && run.stdout == Self.overview, "\(run)")
        #expect(
            try bench.run("stats", "overview", "street-scenes@latest", environment: ["LC_ALL": "C"]).stdout
                == run.stdout)
        let unicode = try bench.run("stats", environment: ["LC_ALL": "C.UTF-8"]).stdout
        #expect(unicode.contains("person                  4  36.4%  ████████████████████████        2\n"))
        #expect(unicode.contains("over 3 releases ▁█▆ 1 fewer"))
    }

    @Test func `JSON is the contract's document`() throws {
        let document = try JSONValue(text: try bench.run("stats", "street-scenes@v1", "--json").stdout)
        #expect(document["schema"] == "relwh.stats/1")
        let release = try #require(document["releases"]?.array?.first)
        #expect(release.members?.map(\.key) == ["ref", "task_type", "samples", "labelsets"])
        #expect(
            release.text == """
                {"ref":"acme/street-scenes@v1","task_type":"vector","samples":4,"labelsets":[{"labelset":"ground-truth",\
                "labels":3,"unlabeled":1,"annotations":9,"frames":3,"by_status":{"LABELED":2,"REVIEWED":1},\
                "by_type":{"bbox":7,"polygon":1,"polyline":1},"by_category":[\
                {"category_id":1,"category":"car","annotations":3,"samples":2},\
                {"category_id":2,"category":"pedestrian","annotations":3,"samples":2},\
                {"category_id":3,"category":"cyclist","annotations":1,"samples":1},\
                {"category_id":4,"category":"lane marking","annotations":1,"samples":1},\
                {"category_id":5,"category":"crosswalk","annotations":1,"samples":1}]}]}
                """)
    }

    @Test func `several statistics of several releases stand in one document`() throws {
        let run = try bench.run("stats", "overview", "types", "v1", "v2", "--json")
        let releases = try #require(try JSONValue(text: run.stdout)["releases"]?.array)
        #expect(releases.map { $0["ref"]?.string } == ["acme/street-scenes@v1", "acme/street-scenes@v2"])
        #expect(releases[1]["labelsets"]?.array?.count == 2)
        #expect(
            releases[0]["types"]?.text == """
                {"unit":"annotations","types":[{"labelset":"ground-truth","type":"bbox","annotations":7,"share":0.7777777777777778},\
                {"labelset":"ground-truth","type":"polygon","annotations":1,"share":0.1111111111111111},\
                {"labelset":"ground-truth","type":"polyline","annotations":1,"share":0.1111111111111111}]}
                """)
        let lines = try bench.run("stats", "types", "v1", "v2", "-f", "ndjson").stdout.split(separator: "\n")
        #expect(lines.count == 2 && lines.allSatisfy { $0.hasPrefix(#"{"schema":"relwh.stats/1","ref":"#) })
    }

    @Test func `releases stand side by side`() throws {
        let run = try bench.run("stats", "types", "v1", "v3", environment: ["LC_ALL": "C"])
        #expect(
            run.isClean
                && run.stdout == """
                    types  annotations
                    labelset / type          v1  v3  change       %
                    -----------------------  --  --  ------  ------
                    ground-truth / bbox       7   8      +1  +14.3%
                    ground-truth / polyline   1   2      +1   +100%
                    ground-truth / point      -   1       -       -
                    ground-truth / polygon    1   -       -       -
                    detector-7 / bbox         -   1       -       -

                    """,
            "\(run)")
        let other = try bench.run("stats", "classes", "v1", "v3", "--figure", "samples", "--category", "car")
        #expect(other.stdout.contains("classes  samples\n"), "\(other)")
    }

    @Test func `the line of earlier releases has the filters of the figures beside it`() throws {
        func lines(_ arguments: String...) throws -> [Substring] {
            let run = try Tool.run(
                ["stats", "v3"] + arguments, environment: ["LC_ALL": "C"], in: bench.folder)
            #expect(run.isClean, "\(run)")
            return run.stdout.split(separator: "\n").filter { $0.hasPrefix("annotations over 3 releases ") }
        }
        let detector = try lines("--labelset", "detector-7")
        #expect(detector.count == 1 && detector[0].hasSuffix("1 fewer than v2"))
        // Cars: 3, 3 and 3; and of the detector 2 and 1.
        let cars = try lines("--category", "car")
        #expect(cars.count == 2 && cars[0].hasSuffix("as many as v2") && cars[1].hasSuffix("1 fewer than v2"))
        // Persons were called pedestrians.
        let persons = try lines("--category", "person", "--labelset", "ground-truth")
        #expect(persons.count == 1 && persons[0].hasSuffix("as many as v2"))
        let named = try lines("--category", "person", "--labelset", "ground-truth", "--by-name")
        #expect(named.count == 1 && named[0].hasSuffix("4 more than v2"))
        // What was counted at import does not answer these.
        #expect(try lines("--status", "LABELED").isEmpty)
        #expect(try lines("--where", "area > 0").isEmpty)
    }

    @Test func `releases side by side follow renames, unless by name`() throws {
        let run = try bench.run(
            "stats", "classes", "v2", "v3", "--labelset", "ground-truth", environment: ["LC_ALL": "C"])
        #expect(
            run.isClean
                && run.stdout == """
                    only labelset ground-truth

                    classes  annotations
                    category      v2  v3  change       %
                    ------------  --  --  ------  ------
                    person         4   4       0      0%
                    car            3   3       0      0%
                    lane marking   2   2       0      0%
                    cyclist        2   1      -1  -50.0%
                    tram           -   1       -       -
                    crosswalk      1   0      -1   -100%
                    person: renamed from pedestrian

                    """,
            "\(run)")
        let filtered = try bench.run(
            "stats", "classes", "v2", "v3", "--labelset", "ground-truth", "--category", "person",
            environment: ["LC_ALL": "C"])
        #expect(filtered.stdout.contains("person     4   4       0  0%\n"), "\(filtered)")
        let named = try bench.run(
            "stats", "classes", "v2", "v3", "--labelset", "ground-truth", "--by-name",
            environment: ["LC_ALL": "C"])
        #expect(named.stdout.contains("\npedestrian     4   -       -       -\n"), "\(named)")
        #expect(!named.stdout.contains("renamed"))
        // Newest first, the names are those of the older one.
        let back = try bench.run("stats", "classes", "v3", "v2", "--labelset", "ground-truth")
        #expect(back.stdout.contains("pedestrian: renamed from person"), "\(back)")
    }

    @Test func `what a filter names need not be in all releases`() throws {
        let run = try bench.run("stats", "v1", "v3", "--category", "tram", "--json")
        let releases = try JSONValue(text: run.stdout)["releases"]?.array
        #expect(run.isClean && releases?.map { $0["samples"]?.integer } == [0, 1], "\(run)")
        #expect(try bench.run("stats", "v1", "v2", "--category", "tram", "--json").isRefusal(3))
    }

    @Test func `a release file is answered and leaves nothing behind`() throws {
        let empty = try ScratchFolder()
        let file = Repository.path("Fixtures/releases/street-scenes-v1.json")
        let run = try Tool.run(["stats", "types", file, "-f", "csv"], in: empty)
        #expect(
            run.isClean
                && run.stdout == """
                    ref,labelset,type,annotations,share
                    acme/street-scenes@v1,ground-truth,bbox,7,0.7777777777777778
                    acme/street-scenes@v1,ground-truth,polygon,1,0.1111111111111111
                    acme/street-scenes@v1,ground-truth,polyline,1,0.1111111111111111

                    """,
            "\(run)")
        #expect(try empty.names().isEmpty)
        // Beside releases of the warehouse, too.
        let both = try bench.run("stats", "types", file, "v3", "-f", "tsv", "--table", "types")
        #expect(
            both.isClean && both.stdout.contains("acme/street-scenes@v3\tdetector-7\tbbox\t1\t1.0\n"),
            "\(both)")
    }

    @Test func `rows of several releases have the figure side by side, too`() throws {
        let run = try bench.run("stats", "types", "v1", "v3", "-f", "csv")
        #expect(
            run.isClean
                && run.stdout == """
                    labelset,type,acme/street-scenes@v1,acme/street-scenes@v3,delta,change
                    ground-truth,bbox,7,8,1,0.14285714285714285
                    ground-truth,polyline,1,2,1,1.0
                    ground-truth,point,,1,,
                    ground-truth,polygon,1,,,
                    detector-7,bbox,,1,,

                    """,
            "\(run)")
        let markdown = try bench.run("stats", "types", "v1", "v3", "-f", "markdown").stdout
        #expect(markdown.contains("| ground-truth | bbox | 7 | 8 | +1 | +14.3% |\n"), "\(markdown)")
    }

    @Test func `Markdown is rounded as the table is`() throws {
        let run = try bench.run("stats", "types", "v1", "-f", "markdown")
        #expect(run.stdout.contains("| ground-truth | bbox | 7 | 77.8% |\n"), "\(run)")
    }

    @Test func `one figure of one release is shown by itself`() throws {
        let run = try bench.run(
            "stats", "boxes", "v3", "--figure", "area_p95", "--labelset", "ground-truth", "--category", "car",
            "-f", "csv")
        let lines = run.stdout.split(separator: "\n")
        #expect(lines.first == "ref,labelset,category_id,category,area_p95" && lines.count == 2, "\(run)")
        let json = try JSONValue(
            text: try bench.run("stats", "boxes", "v3", "--figure", "boxes", "--json").stdout)
        let row = json["releases"]?.array?.first?["boxes"]?["boxes"]?.array?.first
        #expect(row?.members?.map(\.key) == ["labelset", "category_id", "category", "boxes"])
    }

    @Test func `what was left out is counted and named, after the table`() throws {
        let run = try bench.run("stats", "boxes", "v3", script: "exec \"$@\" 2>&1")
        #expect(!run.stdout.contains("histogram\n"), "\(run)")
        #expect(
            run.stdout.hasSuffix(
                "relwh: boxes has more: 28 columns (-f csv), the table histogram (--table histogram)\n"),
            "\(run)")
        let histogram = try bench.run("stats", "boxes", "v3", "--table", "histogram", "--top", "1")
        #expect(histogram.isClean && histogram.stdout.contains("boxes: histogram"), "\(histogram)")
        #expect(!histogram.stdout.contains("person"), "\(histogram)")
        #expect(try bench.run("stats", "classes", "v3").isClean)
    }

    @Test func `a class has its share of all classes, whichever are asked for`() throws {
        let all = try bench.run("stats", "classes", "v3", "-f", "csv").stdout.split(separator: "\n")
        let cars = try bench.run("stats", "classes", "v3", "--category", "car", "-f", "csv").stdout
            .split(separator: "\n")
        #expect(cars.count == 3 && cars.dropFirst().allSatisfy { all.contains($0) }, "\(cars)")
    }

    @Test func `samples of several releases are found by what they share`() throws {
        let file = Repository.path("Fixtures/releases/street-scenes-v1.json")
        for first in ["v1", file] {
            let run = try bench.run("stats", "leakage", first, "v3", "-f", "csv", "--table", "samples")
            #expect(run.isClean && run.stdout.contains(",sample uuid,"), "\(run)")
        }
        let run = try bench.run("stats", "leakage", "v1", "v3", "--json")
        let document = try JSONValue(text: run.stdout)
        #expect(document["schema"] == "relwh.stats/1" && document["releases"]?.array?.count == 2)
        let row = try #require(document["leakage"]?["leakage"]?.array?.first)
        #expect(row["ref_1"] == "acme/street-scenes@v1" && row["ref_2"] == "acme/street-scenes@v3")
        #expect(document["leakage"]?["samples"]?.array?.isEmpty == false)
        let text = try bench.run("stats", "leakage", "v1", "v3")
        #expect(text.stdout.contains("sample asset") && text.stderr.contains("--table samples"), "\(text)")
    }

    @Test func `values that differ look different`() throws {
        let attributes = [#"true"#, #""true""#, "1", #""1""#, #""yes""#, #""""#, "null", #""null""#, "1.5"]
        let boxes = attributes.enumerated().map { place, value in
            """
            {"id":\(place),"category_id":1,"type":"bbox","points":[[0,0],[5,5]],"attributes":{"is_lit":\(value)}}
            """
        }
        let document = """
            {"name":"v1","dataset":{"name":"lamps","task_attributes":{"categories":[{"id":1,"name":"lamp"}]},
            "labelsets":[{"name":"gt"}],"samples":[{"uuid":"a","name":"1.jpg","labels":{"gt":
            {"label_status":"LABELED","attributes":{"annotations":[\(boxes.joined(separator: ","))]}}}}]}}
            """
        try bench.folder.write(document, to: "lamps.json")
        let spelled = ["true", #""true""#, "1", #""1""#, "yes", #""""#, #""null""#, "1.5"]
        for format in ["table", "csv", "tsv", "markdown"] {
            let byValue = try bench.run(
                "stats", "attributes", "lamps.json", "--table", "attributes", "-f", format)
            let groups = try bench.run(
                "stats", "classes", "lamps.json", "--by", "attribute.is_lit", "-f", format)
            #expect(groups.stdout.contains("attribute.is_lit"), "\(groups)")
            for text in [byValue.stdout, groups.stdout] {
                for value in spelled {
                    let field =
                        format == "csv" && value.hasPrefix("\"")
                        ? "\"" + value.replacing("\"", with: "\"\"") + "\"" : value
                    let cells = text.split { " ,|\t\n".contains($0) }.map(String.init)
                    #expect(cells.contains(field), "\(format) \(value) \(text)")
                }
            }
            #expect(
                groups.stdout.split(separator: "\n").contains {
                    $0.contains("null") && !$0.contains("\"null")
                })
        }
    }

    @Test func `keys of documents are in snake case, and lists are lists`() throws {
        let release = try JSONValue(
            text: try bench.run("stats", "per-sample", "attributes", "v3", "--json").stdout)["releases"]?
            .array?.first
        #expect(release?["per_sample"]?["per_sample"]?.array?.isEmpty == false)
        let summary = try #require(release?["attributes"]?["summary"]?.array)
        #expect(summary.allSatisfy { $0["unused_values"] == .null || $0["unused_values"]?.array != nil })
    }

    @Test func `filters and groups narrow and part the figures`() throws {
        func rows(_ arguments: String...) throws -> [Substring] {
            let run = try Tool.run(["stats"] + arguments + ["v3", "-f", "csv"], in: bench.folder)
            #expect(run.isClean, "\(run)")
            return run.stdout.split(separator: "\n").dropFirst().map {
                $0.dropFirst("acme/street-scenes@v3,".count)
            }
        }
        #expect(
            try rows("types", "--labelset", "ground-truth", "--where", "area > 10000") == [
                "ground-truth,bbox,4,1.0"
            ])
        #expect(
            try rows("classes", "--category", "car", "--by", "status") == [
                "ground-truth,LABELED,1,car,1,0.25,1,true",
                "ground-truth,REVIEWED,1,car,2,0.2857142857142857,1,true",
                "detector-7,PRELABELED,1,car,1,1.0,1,true",
            ])
        #expect(try rows("classes", "--top", "1", "--status", "reviewed").count == 2)
        #expect(
            try rows("status", "--by", "metadata.city", "--labelset", "ground-truth").first
                == "ground-truth,Antwerp,REVIEWED,1,1.0")
    }

    @Test(
        arguments: [
            (["stats", "boxs"], 3, "there is no statistic and no release boxs"),
            (["stats", "classes", "v9"], 3, "there is no release v9"),
            (["stats", "classes", "v1", "--category", "truck"], 3, "has no category truck"),
            (["stats", "classes", "v1", "--labelset", "other"], 3, "has no labelset other"),
            (["stats", "classes", "--by", "colour"], 2, "cannot group by 'colour'"),
            (["stats", "--by", "status"], 2, "the overview cannot be grouped"),
            (["stats", "classes", "v1", "--figure", "areas"], 2, "classes has no figure 'areas'"),
            (["stats", "cooccurrence", "v1", "v2"], 2, "choose one with --figure"),
            (["stats", "leakage", "v1"], 2, "name two or more"),
            (["stats", "leakage", "v1", "v2", "--status", "LABELED"], 2, "no filters"),
            (["stats", "leakage", "classes", "v1", "v2"], 2, "cannot be combined"),
            (["stats", "classes", "--where", "areaa > 1"], 6, "areaa > 1\n  ^"),
            (["stats", "classes", "--where", "1) OR (1"], 6, "parentheses or quotes do not match"),
            (["stats", "classes", "--where", "load_extension('x')"], 6, "not authorized"),
            (["stats", "classes", "--bins", "0"], 2, "'--bins <n>': it needs a whole number from 1"),
            (["stats", "classes", "v1", "--table", "other"], 2, "it has: classes"),
            (["stats", "classes", "types", "-f", "csv"], 2, "writes one statistic"),
        ])
    func `what cannot be is said, and how to mend it`(arguments: [String], status: Int32, words: String)
        throws
    {
        let run = try Tool.run(arguments, in: bench.folder)
        #expect(run.status == .exited(status) && run.stdout.isEmpty && run.stderr.contains(words), "\(run)")
    }

    @Test func `an empty or missing warehouse has no latest release`() throws {
        let empty = try ScratchFolder()
        #expect(try Tool.run(["stats"], in: empty).status == .exited(3))
        #expect(try empty.names().isEmpty)
    }

    @Test func `the catalogue is listed`() throws {
        let run = try bench.run("list", "stats", "--json")
        let list = try #require(try JSONValue(text: run.stdout)["stats"]?.array)
        #expect(list.count == 22 && list.first?["name"] == "overview")
        for entry in list {
            let name = try #require(entry["name"]?.string)
            #expect(
                entry["description"]?.string?.isEmpty == false && entry["needs"]?.string?.isEmpty == false)
            #expect(try Repository.text(of: "Documentation/statistics/\(name).md").hasPrefix("## \(name)\n"))
            // One release has nothing to leak to.
            let refs = name == "leakage" ? ["v1", "v3"] : ["v3"]
            #expect(try Tool.run(["stats", name, "--json"] + refs, in: bench.folder).isClean, "\(name)")
            #expect(
                try Tool.run(["stats", name] + refs, in: bench.folder).status == .exited(0), "\(name)")
            #expect(try bench.run("stats", name, "v1", "v3", "--figure", "none").isRefusal(2), "\(name)")
        }
        #expect(try bench.run("list", "stats", "x").isRefusal(2))
    }
}
