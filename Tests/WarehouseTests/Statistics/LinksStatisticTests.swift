import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

@Suite struct LinksStatisticTests {
    /// A car (1) and two vans (2, 3): two links from the car, one of a van to itself, one to nothing, one without an end.
    private static let still = Documents.sample(
        label: """
            {"annotations":[{"id":1,"category_id":1,"type":"bbox","points":[[0,0],[1,1]]},
                            {"id":2,"category_id":2,"type":"bbox","points":[[0,0],[1,1]]},
                            {"id":3,"category_id":2,"type":"bbox","points":[[0,0],[1,1]]}],
             "links":[{"from_id":1,"to_id":2},{"from_id":1,"to_id":3},{"from_id":2,"to_id":2},
                      {"from_id":3,"to_id":99},{"from_id":"x","to_id":1}]}
            """)

    @Test func `links are counted by the categories they join`() throws {
        let report = try Shelf().statistic("links", of: Documents.release("vector", Self.still))
        let rows = try report.rows()
        #expect(rows["from_category"] == ["car", "van", "van", nil])
        #expect(rows["to_category"] == ["van", "van", nil, "car"])
        #expect(rows["links"] == ["2", "1", "1", "1"])
        #expect(rows["share"] == ["0.4", "0.2", "0.2", "0.2"])
        let degree = try #require(try report.rows("degree").rows.first)
        #expect(degree.count("labels") == 1)
        #expect(degree.count("links") == 5)
        #expect(degree.count("objects") == 3)
        #expect(isClose(degree.number("out_degree_mean"), 4.0 / 3))
        #expect(degree.count("out_degree_max") == 2)
        #expect(isClose(degree.number("in_degree_mean"), 4.0 / 3))
        #expect(degree.count("in_degree_max") == 2)
        #expect(degree.count("dangling") == 2)
        #expect(degree.count("self_links") == 1)
    }

    @Test func `a filter keeps the links that touch what is left`() throws {
        let document = Documents.release("vector", Self.still)
        let cars = try Shelf().statistic("links", of: document) { $0.categories = ["car"] }.rows()
        #expect(cars["links"] == ["2", "1"])
        #expect(cars["to_category"] == ["van", "car"])
        let grouped = try Shelf().statistic("links", of: document) { $0.groups = [.status, .category] }.rows()
        #expect(grouped.rows.count == 4)
        #expect(grouped["status"].allSatisfy { $0 == "LABELED" })
        let none = try Shelf().statistic("links", of: document) { $0.condition = "label_status = 'SKIPPED'" }
        #expect(none.tables.allSatisfy { $0.rows.isEmpty && $0.unknown == nil })
        #expect(
            try Shelf().statistic("links", of: Documents.boxes()).tables.map(\.unknown) == [
                "needs links", "needs links",
            ])
    }

    @Test func `numbers name tracks of any sensor before annotations`() throws {
        let label = """
            {"sensors":[{"name":"camera","task_type":"image-vector-sequence","attributes":{"frames":[
                            {"annotations":[{"id":7,"track_id":1,"category_id":1}]},
                            {"annotations":[{"id":1,"track_id":2,"category_id":2}]}]}},
                        {"name":"lidar","task_type":"pointcloud-cuboid-sequence","attributes":{"frames":[
                            {"annotations":[{"id":4,"track_id":2,"category_id":1},{"id":5,"category_id":1}]}]}}],
             "links":[{"from_id":1,"to_id":2},{"from_id":5,"to_id":7}]}
            """
        let document = Documents.release("multisensor-sequence", Documents.sample(label: label))
        let rows = try Shelf().statistic("links", of: document).rows()
        #expect(rows["from_category"] == ["car", "car"])
        #expect(rows["to_category"] == ["car", "van"])
        let lidar = try Shelf().statistic("links", of: document) { $0.sensors = ["lidar"] }
        #expect(try lidar.rows("degree")["links"] == ["2"])
        let camera = try Shelf().statistic("links", of: document) { $0.sensors = ["camera"] }
        #expect(try camera.rows("degree")["links"] == ["2"])
    }

    @Test func `links are what a naive reading says`() throws {
        let base = SeededRandom.chosenSeed
        for (offset, task) in SpaceTasks.all.enumerated() {
            let seed = base &+ UInt64(offset)
            var generator = ReleaseGenerator(seed: seed, oddity: 0)
            let document = generator.release(of: task, samples: 20)
            let report = try Shelf().statistic("links", of: document)
            var pairs: [String: Int] = [:]
            var dangling: [String: Int] = [:]
            for sample in document.samples {
                for label in sample["labels"]?.members ?? [] {
                    let alone = document.withSamples([
                        sample.with("labels", .object([label]))
                    ])
                    let annotations = NaiveSequence.all(in: alone).flatMap {
                        $0.annotations.map(\.annotation)
                    }
                    func object(_ id: JSONValue?) -> JSONValue? {
                        annotations.first { $0["track_id"]?.integer == id?.integer }
                            ?? annotations.first { $0["id"]?.integer == id?.integer }
                    }
                    for link in label.value["attributes"]?["links"]?.array ?? [] {
                        let ends = [object(link["from_id"]), object(link["to_id"])]
                        let names = ends.map { $0?["category_id"]?.integer.map { "\($0)" } ?? "" }
                        pairs["\(label.key)|\(names[0])|\(names[1])", default: 0] += 1
                        if ends.contains(nil) { dangling[label.key, default: 0] += 1 }
                    }
                }
            }
            var found: [String: Int] = [:]
            for row in try report.rows().rows {
                let key = ["labelset", "from_category_id", "to_category_id"].map { row[$0] ?? "" }
                found[key.joined(separator: "|")] = row.count("links")
            }
            #expect(found == pairs, "seed \(seed) \(task)")
            for row in try report.rows("degree").rows {
                #expect(row.count("dangling") == dangling[row["labelset"] ?? ""] ?? 0, "seed \(seed) \(task)")
            }
        }
    }
}
