import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

@Suite struct PerSampleStatisticTests {
    private let stills = SmallRelease.document(samples: [
        SmallRelease.sample(
            1, metadata: "{\"city\":\"Ulm\"}",
            SmallRelease.still([
                SmallRelease.box(1), SmallRelease.box(1, id: 2), SmallRelease.box(2, id: 3),
            ])),
        SmallRelease.sample(2, SmallRelease.still([])),
        SmallRelease.sample(3, "null"),
        SmallRelease.sample(4, nil),
        SmallRelease.sample(5, SmallRelease.still([SmallRelease.box(2)], status: "REVIEWED")),
    ])

    @Test func `an empty label counts nothing, a null or missing one does not count`() throws {
        let report = try Shelf().statistic("per-sample", of: stills)
        let rows = try report.rows()
        let samples = try #require(rows.only(["unit": "sample"]))
        #expect(samples.count("count") == 3)
        #expect(samples["samples"] == "all")
        #expect(samples.count("annotations") == 4)
        #expect(isClose(samples.number("mean"), 4.0 / 3))
        #expect(isClose(samples.number("std"), (14.0 / 9).squareRoot()))
        #expect(samples.number("min") == 0)
        #expect(samples.number("median") == 1)
        #expect(samples.number("max") == 3)
        let frames = try #require(rows.only(["unit": "frame"]))
        #expect(frames.count("count") == 3)
        #expect(frames.number("mean") == samples.number("mean"))
        // One bin a number: 0, 1, 2 and 3.
        let bins = try report.rows("histogram").rows.filter { $0["measure"] == "sample" }
        #expect(bins.map { $0.count("count") } == [1, 1, 0, 1])
        #expect(bins.map { $0.number("from") } == [0, 1, 2, 3])
        #expect(bins.last?.number("to") == 4)
        let few = try Shelf().statistic("per-sample", of: stills) { $0.bins = 2 }.rows("histogram")
        let wide = few.rows.filter { $0["measure"] == "sample" }
        #expect(wide.map { $0.number("from") } == [0, 2] && wide.map { $0.count("count") } == [2, 1])
    }

    @Test func `of a class, only samples that have one count`() throws {
        for change in [{ $0.groups = [.category] }, { $0.categories = ["car"] }]
            as [(
                inout StatisticOptions
            ) -> Void]
        {
            let rows = try Shelf().statistic("per-sample", of: stills, change).rows().rows
            let row = try #require(
                rows.first { ($0["category"] ?? "car") == "car" && $0["unit"] == "sample" })
            #expect(row.count("count") == 1)
            #expect(row["samples"] == "with annotations")
            #expect(row.number("mean") == 2)
        }
    }

    @Test func `frames are the view's rows, images are labels of stills`() throws {
        let bodies = [
            #"{"annotations":[\#(SmallRelease.box(1)),\#(SmallRelease.box(1))]}"#, #"{"annotations":[]}"#,
            "{}",
            "null", #"{"image_attributes":{"weather":"fog"}}"#, #"{"format_version":"0.1"}"#,
        ]
        let samples = bodies.enumerated().map {
            SmallRelease.sample($0, "{\"label_status\":\"LABELED\",\"attributes\":\($1)}")
        }
        // A sequence that was skipped is no image.
        let sequence = """
            {"uuid":"q","name":"q","attributes":{"frames":[{"image":{"url":"a"}}]},"metadata":{},
             "labels":{"ground-truth":{"label_status":"SKIPPED","attributes":{}}}}
            """
        let shelf = try Shelf()
        let ref = try shelf.load(SmallRelease.document(samples: samples + [sequence])).ref
        let perSample = try shelf.warehouse.statistics(.named("per-sample"), of: ref).rows()
        #expect(perSample["count"] == ["7", "2"])
        #expect(try shelf.lines("SELECT count(*) FROM frames") == ["2"])
        #expect(try shelf.warehouse.overview(of: [ref])[0].labelsets[0].frames == 2)
        let attributes = try shelf.warehouse.statistics(.named("attributes"), of: ref).rows("summary")
        #expect(attributes.only(["scope": "image", "attribute": "weather"])?.count("objects") == 6)
    }

    @Test func `labels are told apart and filtered by status and metadata`() throws {
        let byStatus = try Shelf().statistic("per-sample", of: stills) { $0.groups = [.status] }.rows()
        #expect(byStatus.only(["status": "LABELED", "unit": "sample"])?.number("mean") == 1.5)
        #expect(byStatus.only(["status": "REVIEWED", "unit": "sample"])?.number("mean") == 1)
        let none = try #require(byStatus.only(["status": "no label", "unit": "sample"]))
        #expect(none.count("count") == 0)
        #expect(none["mean"] == nil)
        let byCity = try Shelf().statistic("per-sample", of: stills) { $0.groups = [.metadata("city")] }
            .rows()
        #expect(byCity.only(["metadata.city": "Ulm", "unit": "sample"])?.number("mean") == 3)
        #expect(byCity.only(["metadata.city": nil, "unit": "sample"])?.count("count") == 2)
        let reviewed = try Shelf().statistic("per-sample", of: stills) { $0.statuses = ["reviewed"] }.rows()
        #expect(reviewed["count"] == ["1", "1"])
        let condition = try Shelf().statistic("per-sample", of: stills) { $0.condition = "annotation_id > 1" }
            .rows()
        #expect(condition.only(["unit": "sample"])?.count("annotations") == 2)
    }

    @Test func `a sequence is a sample of many frames, also one without a list`() throws {
        let document = SmallRelease.document(
            "image-vector-sequence",
            samples: [
                SmallRelease.sample(
                    1,
                    SmallRelease.sequence([
                        [SmallRelease.box(1), SmallRelease.box(2, id: 2)], nil, [], [SmallRelease.box(1)],
                    ]))
            ])
        let rows = try Shelf().statistic("per-sample", of: document).rows()
        #expect(rows.only(["unit": "sample"])?.number("mean") == 3)
        let frames = try #require(rows.only(["unit": "frame"]))
        #expect(frames.count("count") == 4)
        #expect(frames.number("mean") == 0.75)
        let byClass = try Shelf().statistic("per-sample", of: document) { $0.groups = [.category] }.rows()
        #expect(byClass.only(["category": "car", "unit": "frame"])?.count("count") == 2)
    }

    @Test func `each sensor has frames of its own`() throws {
        let document = SmallRelease.document(
            "multisensor-sequence",
            samples: [
                SmallRelease.sample(
                    1,
                    SmallRelease.sensors([
                        ("left", [[SmallRelease.box(1), SmallRelease.box(2, id: 2)], []]),
                        ("right", [[SmallRelease.box(1)]]),
                    ]))
            ])
        let all = try Shelf().statistic("per-sample", of: document).rows()
        #expect(all.only(["unit": "sample"])?.number("mean") == 3)
        #expect(all.only(["unit": "frame"])?.number("mean") == 1)
        let left = try Shelf().statistic("per-sample", of: document) { $0.sensors = ["left"] }.rows()
        #expect(left.only(["unit": "sample"])?.number("mean") == 2)
        #expect(left.only(["unit": "frame"])?.count("count") == 1)
        let bySensor = try Shelf().statistic("per-sample", of: document) { $0.groups = [.sensor] }.rows()
        #expect(bySensor["sensor"] == ["left", "left", "right", "right"])
        #expect(bySensor["mean"] == ["2.0", "2.0", "1.0", "1.0"])
    }

    @Test(arguments: ReleaseGenerator.taskTypes)
    func `samples and frames have as many as a naive count says`(taskType: String) throws {
        for seed in (0..<3).map({ SeededRandom.chosenSeed &+ $0 }) {
            var generator = ReleaseGenerator(seed: seed, oddity: 0)
            let document = generator.release(of: taskType, samples: 8)
            let naive = NaiveRelease(document: document)
            var expected: [String: [Double]] = [:]
            for row in naive.labels {
                guard let count = row["annotations"]?.number else { continue }
                expected[NaiveRelease.key(row, "labelset") + "|sample", default: []].append(count)
            }
            for row in naive.frames {
                expected[NaiveRelease.key(row, "labelset") + "|frame", default: []].append(
                    row["annotations"]?.number ?? 0)
            }
            let all = try Shelf().statistic("per-sample", of: document).rows()
            expect(all, expected, "seed \(seed)") { $0.key("labelset", "unit") }

            expected = [:]
            let groups = Dictionary(grouping: naive.annotations) {
                NaiveRelease.key($0, "labelset", "category_id")
            }
            for (group, rows) in groups {
                expected["\(group)|sample"] = Dictionary(grouping: rows) {
                    NaiveRelease.key($0, "sample_uuid")
                }.values.map { Double($0.count) }
                expected["\(group)|frame"] = Dictionary(grouping: rows) {
                    NaiveRelease.key($0, "sample_uuid", "sensor", "frame")
                }.values.map { Double($0.count) }
            }
            let byClass = try Shelf().statistic("per-sample", of: document) { $0.groups = [.category] }.rows()
            #expect(byClass.rows.count == expected.count, "seed \(seed)")
            expect(byClass, expected, "seed \(seed)") { $0.key("labelset", "category_id", "unit") }
        }
    }

    private func expect(
        _ found: FigureRows, _ expected: [String: [Double]], _ note: String, key: (FigureRows.Row) -> String
    ) {
        for name in expected.keys {
            #expect(found.rows.contains { key($0) == name }, "\(note) \(name)")
        }
        for row in found.rows {
            let values = expected[key(row)] ?? []
            #expect(row.count("count") == values.count, "\(note) \(key(row))")
            let figures = NaiveDistribution(values).figures
            for column in ["mean", "std", "min", "p5", "p25", "median", "p75", "p95", "max"] {
                #expect(isClose(row.number(column), figures[column]), "\(note) \(key(row)) \(column)")
            }
        }
    }
}
