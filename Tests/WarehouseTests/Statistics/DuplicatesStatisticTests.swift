import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

@Suite struct DuplicatesStatisticTests {
    private let document = SmallRelease.document(samples: [
        SmallRelease.sample(
            1, name: "a.jpg", url: "https://e.org/x.jpg?sig=1", metadata: "{\"city\":\"Ulm\"}",
            SmallRelease.still([
                SmallRelease.box(1, 0, 0, 10, 10, id: 1), SmallRelease.box(1, 0, 0, 10, 9.5, id: 2),
                SmallRelease.box(1, 0, 0.5, 10, 9.5, id: 3), SmallRelease.box(2, 0, 0, 10, 10, id: 4),
                SmallRelease.box(1, 20, 0, 30, 10, id: 5, attributes: "{\"c\":\"red\"}"),
                SmallRelease.box(nil, 0, 0, 10, 10, id: 6),
                SmallRelease.box(1, 5, 5, 5, 9, id: 7),
            ])),
        SmallRelease.sample(2, name: "b.jpg", url: "https://e.org/x.jpg?sig=2", SmallRelease.still([])),
        SmallRelease.sample(3, name: "a.jpg", url: "", "null"),
        SmallRelease.sample(4, name: "", url: "", "null"),
    ])

    @Test func `samples share names and assets, but not the signature of an address`() throws {
        let report = try Shelf().statistic("duplicates", of: document)
        let rows = try report.rows()
        #expect(rows["kind"] == ["sample uuid", "sample name", "sample asset", "box"])
        #expect(rows["labelset"] == [nil, nil, nil, "ground-truth"])
        #expect(rows["groups"] == ["0", "1", "1", "1"])
        #expect(rows["members"] == ["0", "2", "2", "3"])
        #expect(rows["compared"] == ["4", "3", "2", "5"])
        #expect(rows["left_out"] == ["0", "1", "2", "2"])
        let samples = try report.rows("samples")
        #expect(samples["value"] == ["a.jpg", "a.jpg", "https://e.org/x.jpg", "https://e.org/x.jpg"])
        #expect(samples["sample_uuid"] == ["u1", "u3", "u1", "u2"])
        #expect(samples["position"] == ["0", "2", "0", "1"])
    }

    @Test func `boxes of one class and frame that nearly agree are named, the most alike first`() throws {
        let rows = try Shelf().statistic("duplicates", of: document).rows("boxes")
        #expect(rows["annotation_id_1"] == ["1", "2", "1"])
        #expect(rows["annotation_id_2"] == ["2", "3", "3"])
        #expect(isClose(rows.rows[0].number("iou"), 0.95))
        #expect(isClose(rows.rows[1].number("iou"), 90.0 / 95))
        #expect(isClose(rows.rows[2].number("iou"), 0.9))
        #expect(rows["sample_uuid"] == ["u1", "u1", "u1"])
        #expect(rows["category"] == ["car", "car", "car"])
        let strict = try Shelf().statistic("duplicates", of: document) { $0.overlap = 0.95 }.rows("boxes")
        #expect(strict.rows.count == 1)
        let top = try Shelf().statistic("duplicates", of: document) { $0.top = 1 }
        #expect(try top.rows("boxes").rows.count == 1)
        #expect(top.tables[2].omittedRows == 2)
    }

    @Test func `where there is no box, nothing is known of boxes drawn twice`() throws {
        let polygon = SmallRelease.shape("polygon", 1, "[[0,0],[4,0],[4,4]]")
        let shapes = SmallRelease.document(samples: [SmallRelease.sample(1, SmallRelease.still([polygon]))])
        let row = try #require(try Shelf().statistic("duplicates", of: shapes).rows().only(["kind": "box"]))
        #expect(row["groups"]?.hasPrefix("unknown (needs annotations of type bbox") == true)
        #expect(row["groups"]?.contains("geometry.duplicate") == true)
        #expect(row["compared"] == "0")
        let nothing = SmallRelease.document(samples: [SmallRelease.sample(1, SmallRelease.still([]))])
        let none = try #require(try Shelf().statistic("duplicates", of: nothing).rows().only(["kind": "box"]))
        #expect(none["groups"] == "0")
    }

    @Test func `frames and sensors are apart`() throws {
        let sequence = SmallRelease.document(
            "image-vector-sequence",
            samples: [
                SmallRelease.sample(
                    1,
                    SmallRelease.sequence([
                        [SmallRelease.box(1)], [SmallRelease.box(1), SmallRelease.box(1, id: 2)],
                    ]))
            ])
        let rows = try Shelf().statistic("duplicates", of: sequence).rows("boxes")
        #expect(rows["frame"] == ["1"])
        #expect(rows["iou"] == ["1.0"])
        let sensors = SmallRelease.document(
            "multisensor-sequence",
            samples: [
                SmallRelease.sample(
                    1,
                    SmallRelease.sensors([
                        ("left", [[SmallRelease.box(1)]]),
                        ("right", [[SmallRelease.box(1), SmallRelease.box(1, id: 2)]]),
                    ]))
            ])
        let bySensor = try Shelf().statistic("duplicates", of: sensors).rows("boxes")
        #expect(bySensor["sensor"] == ["right"])
    }

    @Test func `filters and groups leave what they name`() throws {
        let byCity = try Shelf().statistic("duplicates", of: document) { $0.groups = [.metadata("city")] }
            .rows()
        #expect(byCity.only(["metadata.city": "Ulm", "kind": "sample name"])?.count("members") == 0)
        #expect(byCity.only(["metadata.city": "Ulm", "kind": "box"])?.count("members") == 3)
        let labeled = try Shelf().statistic("duplicates", of: document) { $0.statuses = ["LABELED"] }.rows()
        #expect(labeled.only(["kind": "sample name"])?.count("compared") == 2)
        #expect(labeled.only(["kind": "sample asset"])?.count("groups") == 1)
        let buses = try Shelf().statistic("duplicates", of: document) { $0.categories = ["bus"] }.rows()
        #expect(buses.only(["kind": "box"])?.count("compared") == 1)
        let byColour = try Shelf().statistic("duplicates", of: document) { $0.groups = [.attribute("c")] }
        #expect(try byColour.rows("boxes").rows.count == 3)
    }

    @Test(
        arguments: ["bboxes", "vector", "image-vector-sequence", "multisensor-sequence"], [0.0, 0.05, 0.4])
    func `pairs are those that a naive comparison finds`(taskType: String, overlap: Double) throws {
        for seed in (0..<3).map({ SeededRandom.chosenSeed &+ $0 }) {
            var generator = ReleaseGenerator(seed: seed, oddity: 0)
            let document = generator.release(of: taskType, samples: 12)
            let report = try Shelf().statistic("duplicates", of: document) { $0.overlap = overlap }
            let frames = Dictionary(
                grouping: NaiveRelease(document: document).annotations.filter {
                    NaiveRelease.key($0, "type") == "bbox" && $0["category_id"]?.whole != nil
                }
            ) { NaiveRelease.key($0, "labelset", "sample_uuid", "sensor", "frame", "category_id") }
            var expected: Set<String> = []
            for (name, boxes) in frames {
                for (index, one) in boxes.enumerated() {
                    for other in boxes[(index + 1)...] where Self.overlap(one, other) >= max(overlap, 1e-300)
                    {
                        let ids = [one, other].map { NaiveRelease.key($0, "position") }
                        expected.insert("\(name)|\(ids.joined(separator: "|"))")
                    }
                }
            }
            let found = try report.rows("boxes").rows.map {
                $0.key(
                    "labelset", "sample_uuid", "sensor", "frame", "category_id", "position_1", "position_2")
            }
            #expect(found.count == expected.count, "seed \(seed)")
            #expect(Set(found) == expected, "seed \(seed)")
        }
    }

    private static func overlap(_ one: NaiveRelease.Row, _ other: NaiveRelease.Row) -> Double {
        func side(_ row: NaiveRelease.Row, _ name: String) -> Double { row[name]?.number ?? 0 }
        let width =
            min(side(one, "x_max"), side(other, "x_max")) - max(side(one, "x_min"), side(other, "x_min"))
        let height =
            min(side(one, "y_max"), side(other, "y_max")) - max(side(one, "y_min"), side(other, "y_min"))
        let shared = max(0, width) * max(0, height)
        return shared / (side(one, "area") + side(other, "area") - shared)
    }

    @Test func `a crowded frame is compared in the time of a sweep, with the sets of a naive search`() {
        let seed = SeededRandom.chosenSeed
        var random = SeededRandom(seed: seed)
        var twins = BoxTwins(overlap: 0.6)
        let boxes = (0..<400).map { position in
            let (x, y) = (Double(random.int(0...60)), Double(random.int(0...60)))
            return BoxTwins.Box(
                group: random.int(0...1), categoryID: Int64(random.int(0...1)), xMin: x, yMin: y,
                xMax: x + Double(random.int(5...12)), yMax: y + Double(random.int(5...12)),
                position: Int32(position))
        }
        var expected: Set<[Int32]> = []
        for one in boxes {
            for other in boxes where one.position < other.position {
                if one.group == other.group, one.categoryID == other.categoryID,
                    one.intersectionOverUnion(with: other) >= 0.6
                {
                    expected.insert([one.position, other.position])
                }
            }
        }
        // Sets: neighbours take the least number that they know, until nothing changes.
        var least = Array(Int32(0)..<400)
        var isChanged = true
        while isChanged {
            isChanged = false
            for pair in expected {
                let both = min(least[Int(pair[0])], least[Int(pair[1])])
                for position in pair where least[Int(position)] != both {
                    least[Int(position)] = both
                    isChanged = true
                }
            }
        }
        let sets = Dictionary(grouping: least) { $0 }.values.map(\.count).filter { $0 > 1 }
        for box in boxes { twins.add(box) }
        var found: Set<[Int32]> = []
        var members: [Int] = []
        twins.finishFrame {
            found.insert([$0.position, $1.position])
            #expect($2 >= 0.6)
        } set: {
            members.append($1)
        }
        #expect(found == expected, "seed \(seed)")
        #expect(members.sorted() == sets.sorted(), "seed \(seed)")
    }
}
