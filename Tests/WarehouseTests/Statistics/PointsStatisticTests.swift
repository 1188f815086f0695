import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

@Suite struct PointsStatisticTests {
    /// Ten points in two frames: 3 of the first car, 1 of the van, 2 of the second car, 1 of nobody, 3 unlabelled.
    private static let document = Documents.release(
        "pointcloud-segmentation-sequence",
        Documents.sample(
            metadata: #"{"site":"north"}"#,
            label: """
                {"frames":[
                    {"annotations":[{"id":1,"category_id":1},{"id":2,"category_id":2}],"point_annotations":[1,1,0,1,2,0]},
                    {"annotations":[{"id":1,"category_id":1},{"id":7,"category_id":1}],"point_annotations":[1,1,5,0]},
                    {"annotations":[{"id":1,"category_id":1}]}]}
                """))

    @Test func `points are counted by what they name`() throws {
        let report = try Shelf().statistic("points", of: Self.document)
        let rows = try report.rows()
        #expect(rows["category"] == ["car", "van"])
        #expect(rows["annotations"] == ["3", "1"])
        #expect(rows["points"] == ["5", "1"])
        #expect(rows["share"] == ["0.5", "0.1"])
        #expect(rows.rows[0].number("points_max") == 3)
        #expect(rows.rows[0].number("points_min") == 0)
        let frames = try #require(try report.rows("frames").rows.first)
        #expect(frames.count("frames") == 2)
        #expect(frames.count("points") == 10)
        #expect(frames.count("labelled") == 6)
        #expect(frames.count("unlabeled") == 3)
        #expect(frames.number("unlabeled_share") == 0.3)
        #expect(frames.count("undefined") == 1)
        #expect(frames.count("shared") == 0)
        let vans = try Shelf().statistic("points", of: Self.document) {
            $0.categories = ["van"]
            $0.groups = [.metadata("site"), .category]
        }
        #expect(try vans.rows()["points"] == ["1"])
        #expect(try vans.rows("frames")["metadata.site"] == ["north"])
        // The van's label is kept whole.
        #expect(try vans.rows("frames")["labelled"] == ["6"])
        let skipped = try Shelf().statistic("points", of: Self.document) { $0.statuses = ["SKIPPED"] }
        #expect(skipped.tables[0].unknown == nil)
        #expect(skipped.tables[1].rows.isEmpty)
    }

    @Test func `numbers may be track ids, shared, or large`() throws {
        let label = """
            {"frames":[
                {"annotations":[{"id":1,"track_id":90071992547,"category_id":1},{"id":2,"track_id":-5,"category_id":1}],
                 "point_annotations":[90071992547,-5,-5,0]},
                {"annotations":[{"id":3,"category_id":1},{"id":3,"category_id":2}],"point_annotations":[3,3]},
                {"annotations":[],"point_annotations":[]}]}
            """
        let document = Documents.release("pointcloud-segmentation-sequence", Documents.sample(label: label))
        let report = try Shelf().statistic("points", of: document)
        let frames = try #require(try report.rows("frames").rows.first)
        #expect(frames.count("frames") == 3)
        #expect(frames.count("points") == 6)
        #expect(frames.count("labelled") == 5)
        #expect(frames.count("shared") == 2)
        #expect(frames.count("undefined") == 0)
        #expect(try report.rows()["points"] == ["5", "2"])
        #expect(
            try Shelf().statistic("points", of: Documents.boxes()).tables[1].unknown
                == "needs point_annotations")
    }

    @Test func `points are what a naive reading says`() throws {
        let base = SeededRandom.chosenSeed
        for offset in 0..<6 {
            let task = ["pointcloud-segmentation", "pointcloud-segmentation-sequence"][offset % 2]
            let seed = base &+ UInt64(offset)
            var generator = ReleaseGenerator(seed: seed, oddity: 0)
            let document = generator.release(of: task, samples: 8)
            let report = try Shelf().statistic("points", of: document)
            var all: [String: [Int64]] = [:]
            var owned: [String: Int] = [:]
            var labelled: [String: Int] = [:]
            for sequence in NaiveSequence.all(in: document) {
                for frame in sequence.frames {
                    guard let points = frame["point_annotations"]?.array?.compactMap(\.integer) else {
                        continue
                    }
                    all[sequence.labelset, default: []] += points
                    let annotations = frame["annotations"]?.array ?? []
                    let ids = annotations.compactMap { $0["id"]?.integer }
                    let tracks = annotations.compactMap { $0["track_id"]?.integer }
                    let used = Set(points).subtracting([0])
                    let byTrack = used.subtracting(tracks).count < used.subtracting(ids).count
                    let owners = annotations.map { annotation in
                        byTrack
                            ? annotation["track_id"]?.integer ?? annotation["id"]?.integer
                            : annotation["id"]?.integer
                    }
                    labelled[sequence.labelset, default: 0] += points.count { $0 != 0 && owners.contains($0) }
                    for (annotation, owner) in zip(annotations, owners) {
                        owned[groupKey(sequence.labelset, annotation), default: 0] +=
                            points.count { $0 == owner }
                    }
                }
            }
            for row in try report.rows().rows {
                #expect(row.count("points") == owned[row.groupKey], "seed \(seed)")
                let points = Double(all[row["labelset"] ?? ""]?.count ?? 0)
                let share = points == 0 ? nil : Double(owned[row.groupKey] ?? 0) / points
                #expect(isClose(row.number("share"), share), "seed \(seed)")
            }
            #expect(try report.rows().rows.count == owned.count, "seed \(seed)")
            for row in try report.rows("frames").rows {
                let points = try #require(all[row["labelset"] ?? ""], "seed \(seed)")
                #expect(row.count("points") == points.count, "seed \(seed)")
                #expect(row.count("unlabeled") == points.count { $0 == 0 }, "seed \(seed)")
                #expect(row.count("labelled") == labelled[row["labelset"] ?? ""], "seed \(seed)")
                #expect(
                    row.count("undefined")
                        == points.count { $0 != 0 } - (labelled[row["labelset"] ?? ""] ?? 0), "seed \(seed)")
            }
        }
    }
}
