import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

@Suite struct ShapesStatisticTests {
    private let document = SmallRelease.document(samples: [
        SmallRelease.sample(
            1,
            SmallRelease.still([
                SmallRelease.shape("polygon", 1, "[[0,0],[4,0],[4,4],[0,4]]"),
                // An L in a square of 16: its hull cuts one corner of 2 by 2 in half.
                SmallRelease.shape("polygon", 1, "[[0,0],[4,0],[4,2],[2,2],[2,4],[0,4]]", id: 2),
                SmallRelease.shape("polygon", 1, "[[0,0],[2,2],[4,4]]", id: 3),
                SmallRelease.shape("polygon", 1, "[]", id: 4),
                SmallRelease.shape("polyline", 1, "[[0,0],[3,4],[3,5]]", id: 5),
                SmallRelease.shape("point", 2, "[[7,8]]", id: 6),
                SmallRelease.box(2, id: 7),
            ])),
        SmallRelease.sample(
            2,
            SmallRelease.still(
                [SmallRelease.shape("polyline", 1, "[[0,0,0],[1,2,2]]")], status: "REVIEWED")),
    ])

    @Test func `keypoints that objects of a frame lack are counted`() throws {
        func points(_ categories: Int...) -> String {
            SmallRelease.still(
                categories.enumerated().map { SmallRelease.shape("point", $1, "[[1,\($0)]]", id: $0 + 1) })
        }
        let samples = [
            SmallRelease.sample(1, points(1, 2, 1)), SmallRelease.sample(2, points(1)),
            SmallRelease.sample(3, points()), SmallRelease.sample(4, nil),
        ]
        let document = SmallRelease.document(
            "keypoints", categories: ["nose", "eye", "ear"], samples: samples)
        func lines(_ change: (inout StatisticOptions) -> Void = { _ in }) throws -> [String] {
            try Shelf().statistic("shapes", of: document, change).rows("keypoints").rows.map { row in
                ["category", "points", "objects", "missing"].map { row[$0] ?? "-" }.joined(separator: " ")
            }
        }
        #expect(try lines() == ["nose 3 3 0", "eye 1 3 2", "ear 0 3 3"])
        // Filters choose rows; which objects there are, all points of a frame say.
        #expect(try lines { $0.categories = ["eye"] } == ["eye 1 2 1"])
        #expect(try lines { $0.statuses = ["REVIEWED"] } == [])
        let others = SmallRelease.document("vector", samples: samples)
        #expect(try Shelf().statistic("shapes", of: others).rows("keypoints").rows.isEmpty)
    }

    @Test func `points that cannot be read have no vertices`() throws {
        let lists = ["[[0,0],[4,0],[4,4]]", "[1,2,3,4,5,6]", "[[1,\"2\"],[3,4]]", "[]", "\"0,0\""]
        let document = SmallRelease.document(samples: [
            SmallRelease.sample(1, SmallRelease.still(lists.map { SmallRelease.shape("polygon", 1, $0) }))
        ])
        let shelf = try Shelf()
        let report = try shelf.statistic("shapes", of: document)
        #expect(
            try shelf.lines("SELECT vertices, area IS NULL FROM annotations ORDER BY position")
                == ["3|0", "NULL|1", "NULL|1", "0|1", "NULL|1"])
        let row = try #require(try report.rows().only(["dimensions": nil]))
        #expect(row.count("shapes") == 4 && row.count("without_points") == 4)
        #expect(row.number("vertices_max") == 0)
    }

    @Test func `vertices, areas, lengths and convexities are as drawn`() throws {
        let rows = try Shelf().statistic("shapes", of: document).rows()
        let polygons = try #require(rows.only(["type": "polygon", "dimensions": "2"]))
        #expect(polygons["category"] == "car")
        #expect(polygons.count("shapes") == 3)
        #expect(polygons.number("vertices_median") == 4)
        #expect(polygons.number("vertices_max") == 6)
        #expect(isClose(polygons.number("area_mean"), (16.0 + 12 + 0) / 3))
        #expect(isClose(polygons.number("convexity_mean"), (1 + 12.0 / 14) / 2))
        #expect(polygons.count("without_area") == 0)
        // The line of three points has a hull without area.
        #expect(polygons.count("without_convexity") == 1)
        #expect(polygons["length_mean"] == nil)
        #expect(polygons["without_length"] == nil)
        let nothing = try #require(rows.only(["type": "polygon", "dimensions": nil]))
        #expect(nothing.count("without_points") == 1)
        #expect(nothing.number("vertices_max") == 0)
        #expect(nothing["area_mean"] == nil)
        #expect(nothing.count("without_area") == 1)
        #expect(nothing.count("without_convexity") == 1)
        let lines = try #require(rows.only(["type": "polyline", "dimensions": "2"]))
        #expect(lines.number("length_mean") == 6)
        #expect(lines["length_3d_mean"] == nil)
        let solid = try #require(rows.only(["type": "polyline", "dimensions": "3"]))
        #expect(solid.number("length_3d_mean") == 3)
        #expect(solid["length_mean"] == nil)
        let point = try #require(rows.only(["type": "point"]))
        #expect(point.number("vertices_mean") == 1)
        #expect(rows.rows.count == 5)
    }

    @Test func `filters and groups leave what they name`() throws {
        let byStatus = try Shelf().statistic("shapes", of: document) {
            $0.groups = [.status]
            $0.categories = ["car"]
        }.rows()
        #expect(byStatus.only(["status": "REVIEWED"])?.count("shapes") == 1)
        #expect(byStatus.rows.allSatisfy { $0["type"] != "point" })
        let condition = try Shelf().statistic("shapes", of: document) { $0.condition = "vertices = 4" }.rows()
        #expect(condition.rows.count == 1)
    }

    @Test(arguments: [
        ("[[0,0],[1,0],[0,1]]", 0.5),
        ("[[-1.5,2.25],[3e0,2.25],[3,4.5E+0],[-1.5,4.5]]", 10.125),
        ("[[0.12345678901234567,0],[10.123456789012345678,0],[0.12345678901234567,10]]", 50),
        ("[[0,0],[1,1],[2,2]]", 0),
        ("[[0,0],[4,0],[4,4],[0,4],[2,2],[2,2],[1,3]]", 16),
        ("[[5,5]]", 0),
        ("[]", 0),
    ])
    func `the hull of points as text has its area`(text: String, area: Double) {
        var outline = PlanePoints()
        let isRead = Array(text.utf8).withUnsafeBytes { outline.read($0) }
        #expect(isRead)
        #expect(isClose(outline.convexHullArea(), area))
    }

    @Test(arguments: [
        "", "[", "]", "[[1]]", "[[1,2,3]]", "[[1,2]", "[[1,2],]", "[1,2]", "[[a,b]]", "[[1,2][3,4]]", "{}",
        "[[,]]", "[[1,]]", "[[1,2", "[[1,2],3]", "[[]]",
    ])
    func `what is no list of points is not read`(text: String) {
        var outline = PlanePoints()
        let isRead = Array(text.utf8).withUnsafeBytes { outline.read($0) }
        #expect(!isRead)
    }

    @Test func `coordinates are read as Swift reads them`() {
        var random = SeededRandom(seed: SeededRandom.chosenSeed)
        for _ in 0..<2000 {
            let value = Double(bitPattern: random.next())
            let number =
                random.chance(0.5) && value.isFinite ? value : Double.random(in: -5000...5000, using: &random)
            var outline = PlanePoints()
            let isRead = Array("[[\(number),7]]".utf8).withUnsafeBytes { outline.read($0) }
            #expect(isRead && outline.points == [SIMD2(number, 7)], "seed \(random.seed): \(number)")
        }
    }

    @Test(arguments: [
        "vector", "image-vector-sequence", "keypoints", "pointcloud-vector", "multisensor-sequence",
    ])
    func `shapes are as a naive reading says`(taskType: String) throws {
        for seed in (0..<3).map({ SeededRandom.chosenSeed &+ $0 }) {
            var generator = ReleaseGenerator(seed: seed, oddity: 0)
            let document = generator.release(of: taskType, samples: 8)
            let found = try Shelf().statistic("shapes", of: document).rows()
            var groups: [String: [NaiveRelease.Row]] = [:]
            for row in NaiveRelease(document: document).annotations {
                let type = NaiveRelease.key(row, "type")
                guard ["polygon", "polyline", "point"].contains(type) else { continue }
                let isFlat = row["z_min"]?.number == nil
                let dimensions = row["x_min"]?.number == nil ? "-" : isFlat ? "2" : "3"
                groups[
                    NaiveRelease.key(row, "labelset", "category_id", "type") + "|\(dimensions)", default: []
                ].append(row)
            }
            #expect(found.rows.count == groups.count, "seed \(seed)")
            for row in found.rows {
                let key = row.key("labelset", "category_id", "type", "dimensions")
                let shapes = try #require(groups[key], "seed \(seed) \(key)")
                #expect(row.count("shapes") == shapes.count, "seed \(seed)")
                expect(row, "vertices", shapes.compactMap { $0["vertices"]?.number }, seed)
                let isFlat = key.hasSuffix("|2")
                if row["type"] == "polyline", !key.hasSuffix("-") {
                    expect(
                        row, isFlat ? "length" : "length_3d", shapes.compactMap { $0["length"]?.number }, seed
                    )
                }
                guard row["type"] == "polygon", isFlat else { continue }
                expect(row, "area", shapes.compactMap { $0["area"]?.number }, seed)
                let convexities = shapes.compactMap { shape -> Double? in
                    let hull = Self.hullArea(of: Self.points(of: shape))
                    return hull > 0 ? (shape["area"]?.number ?? 0) / hull : nil
                }
                expect(row, "convexity", convexities, seed)
                #expect(row.count("without_convexity") == shapes.count - convexities.count, "seed \(seed)")
            }
        }
    }

    private func expect(_ row: FigureRows.Row, _ measure: String, _ values: [Double], _ seed: UInt64) {
        for (name, value) in NaiveDistribution(values).figures {
            #expect(
                isClose(row.number("\(measure)_\(name)"), value, relative: 1e-7),
                "seed \(seed) \(measure)_\(name)")
        }
    }

    private static func points(of row: NaiveRelease.Row) -> [SIMD2<Double>] {
        guard case .json(.array(let points)) = row["points"] else { return [] }
        return points.compactMap { point in
            guard case .array(let coordinates) = point, coordinates.count == 2 else { return nil }
            return SIMD2(number(coordinates[0]), number(coordinates[1]))
        }
    }

    private static func number(_ meaning: JSONMeaning) -> Double {
        switch meaning {
        case .real(let number): number
        case .whole(let isNegative, let digits, let zeros):
            (Double("\(digits)e\(zeros)") ?? 0) * (isNegative ? -1 : 1)
        default: .nan
        }
    }

    /// Jarvis's march: from point to point, always the one that leaves all others on one side.
    private static func hullArea(of points: [SIMD2<Double>]) -> Double {
        guard var current = points.min(by: { ($0.x, $0.y) < ($1.x, $1.y) }) else { return 0 }
        let first = current
        var doubled = 0.0
        for _ in points {
            var next = current
            for point in points where point != current {
                let turn =
                    (next.x - current.x) * (point.y - current.y) - (next.y - current.y)
                    * (point.x - current.x)
                let isFarther =
                    turn == 0
                    && (point - current).x.magnitude + (point - current).y.magnitude
                        > (next - current).x.magnitude + (next - current).y.magnitude
                if next == current || turn < 0 || isFarther { next = point }
            }
            doubled += (current.x - first.x) * (next.y - first.y) - (next.x - first.x) * (current.y - first.y)
            current = next
            if current == first { break }
        }
        return doubled.magnitude / 2
    }
}
