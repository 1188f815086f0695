import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

@Suite struct AttributesStatisticTests {
    // MARK: By hand

    private static let cars = Documents.parsed(
        """
        {"name":"v1","dataset":{"name":"d","owner":"acme","task_type":"vector","task_attributes":{
            "categories":[
                {"id":1,"name":"car",
                 "attributes":[
                    {"name":"colour","input_type":"select","values":["red","blue","black"]},
                    {"name":"doors","input_type":"number"},
                    {"name":"tags","input_type":"multiselect","values":["old","wet"]}],
                 "link_attributes":[{"name":"kind","input_type":"text"}]},
                {"id":2,"name":"bus","attributes":[{"name":"line","input_type":"text"}]}],
            "image_attributes":[{"name":"weather","input_type":"select","values":["sun","rain"]}]},
         "labelsets":[{"name":"gt"},{"name":"model"}],
         "samples":[
            {"uuid":"a","labels":{"gt":{"label_status":"LABELED","attributes":{
                "image_attributes":{"weather":"sun"},
                "annotations":[
                    {"id":1,"category_id":1,"attributes":{"colour":"red","doors":"5","tags":["old","wet"]}},
                    {"id":2,"category_id":1,"attributes":{"colour":"red","doors":3,"tags":"[\\"wet\\"]"}},
                    {"id":3,"category_id":1,"attributes":{"colour":null,"height":1.5}},
                    {"id":4,"category_id":1}],
                "links":[{"from_id":1,"to_id":2,"attributes":{"kind":"tows"}},{"from_id":9,"to_id":1}]}},
              "model":{"label_status":"PRELABELED","attributes":{"annotations":[
                    {"id":1,"category_id":1,"attributes":{"colour":"pink"}}]}}}},
            {"uuid":"b","labels":{"gt":{"label_status":"REVIEWED","attributes":{"annotations":[
                    {"id":1,"category_id":1,"attributes":{"colour":"blue"}}]}},"model":null}}]}}
        """)

    @Test func `values are counted by labelset, scope, category and attribute`() throws {
        let found = try Shelf().statistic("attributes", of: Self.cars).rows()
        let lines = found.rows.map { row in
            ["labelset", "scope", "category", "attribute", "value", "count", "share"]
                .map { row[$0] ?? "-" }.joined(separator: " ")
        }
        #expect(
            lines == [
                "gt object car colour red 2 0.4",
                "gt object car tags wet 2 0.4",
                "gt object car colour blue 1 0.2",
                "gt object car doors 3 1 0.2",
                "gt object car doors 5 1 0.2",
                "gt object car tags old 1 0.2",
                "gt object car height 1.5 1 0.2",
                "gt image - weather sun 1 0.5",
                "gt link car kind tows 1 1.0",
                "model object car colour pink 1 1.0",
            ])
    }

    @Test func `values of different types are different values`() throws {
        let boxes = ["true", "\"true\"", "1", "\"1\"", "\"yes\""].map {
            SmallRelease.box(1, attributes: "{\"k\":\($0)}")
        }
        let document = SmallRelease.document(samples: [SmallRelease.sample(1, SmallRelease.still(boxes))])
        let rows = try Shelf().statistic("attributes", of: document).rows()
        #expect(rows["count"] == ["1", "1", "1", "1", "1"])
        let found = Set(rows.rows.compactMap { $0.cells["value"] })
        #expect(found == [.flag(true), .text("true"), .count(1), .text("1"), .text("yes")])
        let classes = try Shelf().statistic("classes", of: document) { $0.groups = [.attribute("k")] }.rows()
        #expect(classes["annotations"].count { $0 == "1" } == 5)
    }

    @Test func `tracks of two sensors of one name are two`() throws {
        let frames = ["1", "2"].map { value in
            SmallRelease.box(1).replacing("\"id\":1", with: "\"id\":1,\"track_id\":1")
                .replacing("\"attributes\":{}", with: "\"attributes\":{\"k\":\(value)}")
        }
        let label = SmallRelease.sensors([("camera", [[frames[0]]]), ("camera", [[frames[1]]])])
        let document = SmallRelease.document(
            "multisensor-sequence", samples: [SmallRelease.sample(1, label)])
        let shelf = try Shelf()
        let ref = try shelf.load(document).ref
        let tracks = try shelf.warehouse.statistics(.named("tracks"), of: ref).rows()
        let attributes = try shelf.warehouse.statistics(.named("attributes"), of: ref).rows("tracks")
        #expect(tracks["tracks"] == ["2"] && attributes["tracks"] == ["2"] && attributes["changing"] == ["0"])
    }

    @Test func `the summary tells what is missing, undefined and unused`() throws {
        let found = try Shelf().statistic("attributes", of: Self.cars).rows("summary")
        let colour = try #require(
            found.only(["labelset": "gt", "scope": "object", "category": "car", "attribute": "colour"]))
        #expect(colour.count("objects") == 5 && colour.count("set") == 3 && colour.count("missing") == 2)
        #expect(colour.count("distinct_values") == 2 && colour.count("undefined_values") == 0)
        #expect(colour["unused_values"] == "[\"black\"]" && colour["mean"] == nil)
        let pink = try #require(found.only(["labelset": "model", "attribute": "colour"]))
        #expect(pink.count("undefined_values") == 1)
        #expect(pink["unused_values"] == "[\"red\",\"blue\",\"black\"]")
        let doors = try #require(found.only(["labelset": "gt", "attribute": "doors"]))
        #expect(doors.number("min") == 3 && doors.number("mean") == 4 && doors.number("max") == 5)
        #expect(doors["undefined_values"] == nil)
        let height = try #require(found.only(["labelset": "gt", "attribute": "height"]))
        #expect(height["is_defined"] == "false" && height.number("mean") == 1.5)
        let line = try #require(found.only(["labelset": "gt", "attribute": "line"]))
        #expect(line["is_defined"] == "true" && line.count("objects") == 0 && line.count("set") == 0)
        let weather = try #require(found.only(["labelset": "gt", "attribute": "weather"]))
        #expect(weather.count("objects") == 2 && weather.count("set") == 1)
        let kind = try #require(found.only(["labelset": "gt", "attribute": "kind"]))
        #expect(kind.count("objects") == 1 && kind["scope"] == "link")
    }

    @Test func `filters and groups choose what is counted`() throws {
        let reviewed = try Shelf().statistic("attributes", of: Self.cars) { $0.statuses = ["REVIEWED"] }
            .rows()
        #expect(reviewed["value"] == ["blue"])
        let buses = try Shelf().statistic("attributes", of: Self.cars) { $0.categories = ["bus"] }
        #expect(buses.tables[0].rows.isEmpty)
        #expect(
            try buses.rows("summary").only(["labelset": "gt", "scope": "object"])?["attribute"] == "line")
        let second = try Shelf().statistic("attributes", of: Self.cars) { $0.condition = "annotation_id = 2" }
            .rows()
        // The label stays, and with it its image; of its links none begins at what is left.
        #expect(
            second["value"] == ["3", "red", "wet", "sun"] || second["value"] == ["red", "3", "wet", "sun"])
        let byStatus = try Shelf().statistic("attributes", of: Self.cars) { $0.groups = [.status] }.rows()
        #expect(byStatus.only(["status": "REVIEWED"])?["value"] == "blue")
        #expect(byStatus.only(["status": "LABELED", "value": "red"])?.number("share") == 0.5)
        let top = try Shelf().statistic("attributes", of: Self.cars) { $0.top = 1 }
        #expect(try top.rows()["value"] == ["red", "pink"] && top.tables[0].omittedRows == 8)
    }

    private static let drive = Documents.parsed(
        """
        {"name":"v1","dataset":{"name":"d","owner":"acme","task_type":"pointcloud-cuboid-sequence",
         "task_attributes":{"categories":[{"id":1,"name":"car","attributes":[
            {"name":"make","input_type":"text","is_track_level":true},
            {"name":"parked","input_type":"checkbox","is_track_level":false},
            {"name":"plate","input_type":"text","is_track_level":true}]}]},
         "labelsets":[{"name":"gt"}],
         "samples":[{"uuid":"a","labels":{"gt":{"label_status":"LABELED","attributes":{"frames":[
            {"image_attributes":{"fog":true},"annotations":[
                {"id":1,"track_id":7,"category_id":1,"type":"cuboid","attributes":{"make":"A","parked":true}},
                {"id":2,"track_id":8,"category_id":1,"type":"cuboid","attributes":{"make":"B"}}]},
            {"image_attributes":{"fog":false},"annotations":[
                {"id":1,"track_id":7,"category_id":1,"type":"cuboid","attributes":{"make":"A","parked":false}},
                {"id":2,"track_id":8,"category_id":1,"type":"cuboid"},
                {"id":3,"category_id":1,"type":"cuboid","attributes":{"make":"C"}}]},
            {"annotations":[]}],
            "links":[{"from_id":8,"to_id":7,"attributes":{"near":1}}]}}}}]}}
        """)

    @Test func `tracks tell where an attribute changes`() throws {
        let report = try Shelf().statistic("attributes", of: Self.drive)
        let tracks = try report.rows("tracks")
        #expect(tracks["attribute"] == ["make", "parked", "plate"])
        #expect(tracks["tracks"] == ["2", "1", "0"] && tracks["changing"] == ["0", "1", "0"])
        #expect(tracks["share"] == ["0.0", "1.0", nil] && tracks["partly_set"] == ["1", "0", "0"])
        #expect(tracks["is_track_level"] == ["true", "false", "true"])
        let fog = try #require(try report.rows("summary").only(["attribute": "fog"]))
        #expect(fog.count("objects") == 3 && fog.count("set") == 2 && fog["is_defined"] == "false")
        // The link names a track.
        #expect(try report.rows("summary").only(["scope": "link"])?["category"] == "car")
    }

    @Test func `a release without attributes or tracks says so`() throws {
        let document = Documents.boxes().withSamples([
            Documents.parsed(Documents.sample(0)).changing("labels") { _ in .object([]) }
        ])
        let report = try Shelf().statistic("attributes", of: document)
        #expect(report.tables.map(\.unknown) == ["needs attributes", "needs attributes", "needs tracks"])
    }

    // MARK: By a naive count

    @Test(arguments: ReleaseGenerator.taskTypes)
    func `attributes are counted as a naive reading counts`(taskType: String) throws {
        let seed = SeededRandom.chosenSeed
        for round in 0..<4 as Range<UInt64> {
            let note = "RELWH_SEED=\(seed), round \(round)"
            var random = SeededRandom(seed: seed &+ round)
            var generator = ReleaseGenerator(seed: seed &+ round, oddity: 0)
            let document = generator.release(of: taskType, samples: 8).dressed(&random)
            let shelf = try Shelf()
            let ref = try shelf.load(document).ref
            for naive in [
                NaiveAttributes(document: document), NaiveAttributes(document: document, category: 2),
                NaiveAttributes(document: document, status: "REVIEWED"),
            ] {
                var options = StatisticOptions()
                if let category = naive.category { options.condition = "category_id = \(category)" }
                if let status = naive.status { options.statuses = [status] }
                let report = try shelf.warehouse.statistics(.named("attributes"), of: ref, options: options)
                try compare(report, naive, "\(note), \(naive.category ?? -1), \(naive.status ?? "")")
            }
        }
    }

    private func compare(_ report: StatisticReport, _ naive: NaiveAttributes, _ note: String) throws {
        func key(_ row: FigureRows.Row) -> String {
            "\(row["labelset"] ?? "")|\(row["scope"] ?? "")|\(row["category_id"] ?? "nil")|\(exactly(row["attribute"] ?? ""))"
        }
        let counts = try report.rows().rows.map {
            ("\(key($0))|\(spelled($0.cells["value"]))", $0.count("count") ?? -1)
        }
        #expect(Set(counts.map(\.0)).count == counts.count, "\(note)")
        #expect(Dictionary(counts) { $0 + $1 } == naive.counts, "\(note)")
        let summary = try report.rows("summary").rows
        let sets = naive.sets
        let found = Set(summary.filter { ($0.count("set") ?? 0) > 0 }.map(key))
        #expect(found == Set(sets.filter { $0.value.set > 0 }.keys), "\(note)")
        for row in summary {
            guard let known = sets[key(row)] else { continue }
            #expect(
                row.count("objects") == known.things && row.count("set") == known.set, "\(note) \(key(row))")
            #expect(row.count("missing") == known.things - known.set, "\(note) \(key(row))")
            #expect(row.count("distinct_values") == known.distinct, "\(note) \(key(row))")
            #expect(row.count("undefined_values") == known.undefined, "\(note) \(key(row))")
        }
        let tracks = try report.rows("tracks").rows.filter { ($0.count("tracks") ?? 0) > 0 }.map { row in
            (
                "\(row["labelset"] ?? "")|\(row["category_id"] ?? "nil")|\(exactly(row["attribute"] ?? ""))",
                ["tracks", "changing", "partly_set"].map { row.count($0) ?? -1 }
            )
        }
        #expect(Dictionary(tracks) { first, _ in first } == naive.tracks, "\(note)")
    }

    private static let groupings: [[Grouping]] = [[.status], [.sensor], [.metadata("weather"), .sensor]]

    @Test(arguments: ReleaseGenerator.taskTypes, groupings)
    func `groups add up to the whole`(taskType: String, groups: [Grouping]) throws {
        let seed = SeededRandom.chosenSeed
        var random = SeededRandom(seed: seed)
        var generator = ReleaseGenerator(seed: seed, oddity: 0)
        let shelf = try Shelf()
        let document = generator.release(of: taskType, samples: 10).dressed(&random)
        // A sample with a list is in several groups.
        let samples = document["dataset"]?["samples"]?.array ?? []
        guard samples.allSatisfy({ $0["metadata"]?["weather"]?.array == nil }) else { return }
        let ref = try shelf.load(document).ref
        func counts(_ groups: [Grouping]?, _ table: String, _ figures: [String]) throws -> [String: [Int]] {
            var options = StatisticOptions()
            options.groups = groups
            let report = try shelf.warehouse.statistics(.named("attributes"), of: ref, options: options)
            var sums: [String: [Int]] = [:]
            for row in try report.rows(table).rows {
                let key = ["labelset", "scope", "category_id", "attribute", "value"].map {
                    spelled(row.cells[$0])
                }
                let own = figures.map { row.count($0) ?? 0 }
                sums[key.joined(separator: "|"), default: figures.map { _ in 0 }] =
                    zip(sums[key.joined(separator: "|")] ?? figures.map { _ in 0 }, own).map { $0 + $1 }
            }
            return sums.filter { $0.value.contains { $0 > 0 } }
        }
        let note = "RELWH_SEED=\(seed)"
        guard let grouped = try ifKnown({ try counts(groups, "attributes", ["count"]) }) else { return }
        #expect(try counts(nil, "attributes", ["count"]) == grouped, "\(note)")
        #expect(try counts(nil, "summary", ["set"]) == counts(groups, "summary", ["set"]), "\(note)")
        let tracks = ["tracks", "changing", "partly_set"]
        #expect(try counts(nil, "tracks", tracks) == counts(groups, "tracks", tracks), "\(note)")
    }

    @Test(arguments: ReleaseGenerator.taskTypes)
    func `odd documents are counted without an error`(taskType: String) throws {
        let seed = SeededRandom.chosenSeed
        for round in 0..<4 as Range<UInt64> {
            var generator = ReleaseGenerator(seed: seed &+ round, oddity: 0.3)
            let shelf = try Shelf()
            let ref = try shelf.load(generator.release(of: taskType, samples: 5)).ref
            for groups in [nil, [.category], [.sensor, .metadata("weather")], [.attribute("a"), .status]]
                as [[Grouping]?]
            {
                var options = StatisticOptions()
                options.groups = groups
                let report = try ifKnown {
                    try shelf.warehouse.statistics(.named("attributes"), of: ref, options: options)
                }
                for table in report?.tables ?? [] {
                    #expect(
                        table.rows.allSatisfy { $0.count == table.columns.count },
                        "RELWH_SEED=\(seed) \(round)")
                    #expect(
                        Set(table.rows.map { table.key(of: $0).map(ExactFigure.init) }).count
                            == table.rows.count,
                        "RELWH_SEED=\(seed) \(round) \(table.name)")
                }
            }
        }
    }
}
