import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite struct OutliersStatisticTests {
    /// Squares of 1, 2, 4, 8 and 1024, all about one point, and one without area.
    private let document = SmallRelease.document(samples: [
        SmallRelease.sample(
            1,
            SmallRelease.still(
                [1.0, 2, 4, 8, 1024, 0].enumerated().map { index, side in
                    SmallRelease.box(1, -side / 2, -side / 2, side / 2, side / 2, id: index + 1)
                }))
    ])

    @Test func `areas are compared by their logarithms`() throws {
        let report = try Shelf().statistic("outliers", of: document)
        let area = try #require(try report.rows().only(["measure": "area"]))
        // Logarithms to base 2: 0, 2, 4, 6 and 20; median 4, MAD 2.
        #expect(area.count("n") == 5)
        #expect(area.count("left_out") == 1)
        #expect(isClose(area.number("median"), 16))
        #expect(isClose(area.number("mad"), 2 * log(2)))
        #expect(isClose(area.number("high"), exp2(4 + 3.5 * 2 / 0.6745)))
        #expect(isClose(area.number("low"), exp2(4 - 3.5 * 2 / 0.6745)))
        #expect(area.count("outliers") == 1)
        #expect(area.number("share") == 0.2)
        #expect(area["unit"] == "px²")
        // All are squares about one point: nothing to tell them apart by.
        for measure in ["aspect", "position"] {
            let row = try #require(try report.rows().only(["measure": measure]))
            #expect(row.number("mad") == 0)
            #expect(row["outliers"] == nil)
            #expect(row["high"] == nil)
        }
        let named = try report.rows("annotations")
        #expect(named["annotation_id"] == ["5"])
        #expect(named["sample_uuid"] == ["u1"])
        #expect(named.rows[0].number("value") == 1_048_576)
        #expect(isClose(named.rows[0].number("score"), 0.6745 * 16 / 2))
    }

    @Test func `a box far from where its class is found is an outlier, one in the middle is not`() throws {
        // Centres on a line: at distances 0, 10, 20, 30, 40 from the median, and one at 500.
        let centres = [-40.0, -30, -20, -10, 0, 10, 20, 30, 40, 500, -5]
        let document = SmallRelease.document(samples: [
            SmallRelease.sample(
                1,
                SmallRelease.still(
                    centres.enumerated().map { SmallRelease.box(1, $1 - 1, -1, $1 + 1, 1, id: $0 + 1) }))
        ])
        let report = try Shelf().statistic("outliers", of: document)
        let position = try #require(try report.rows().only(["measure": "position"]))
        #expect(position.count("outliers") == 1)
        #expect(position["low"] == nil)
        #expect(try report.rows("annotations")["annotation_id"] == ["10"])
        #expect(try report.rows("annotations")["value"] == ["500.0"])
    }

    @Test func `cuboids are compared by volume`() throws {
        let cuboids = [1.0, 2, 3, 4, 1000, -1].enumerated().map { index, size in
            """
            {"id":\(index),"category_id":2,"type":"cuboid","position":{"x":0,"y":0,"z":0},
             "dimensions":{"x":\(size),"y":1,"z":1},"yaw":0}
            """
        }
        let document = SmallRelease.document(
            "pointcloud-cuboid", samples: [SmallRelease.sample(1, SmallRelease.still(cuboids))])
        let report = try Shelf().statistic("outliers", of: document)
        #expect(try report.rows()["measure"] == ["volume"])
        let row = try #require(try report.rows().rows.first)
        #expect(row["category"] == "bus")
        #expect(row.count("n") == 5)
        #expect(row.count("left_out") == 1)
        #expect(isClose(row.number("median"), 3))
        #expect(try report.rows("annotations")["annotation_id"] == ["4"])
    }

    @Test func `top names fewer, and filters leave what they name`() throws {
        let top = try Shelf().statistic("outliers", of: document) { $0.top = 0 }
        #expect(try top.rows("annotations").rows.isEmpty)
        #expect(top.tables[1].omittedRows == 1)
        #expect(try top.rows().rows.isEmpty && top.tables[0].omittedRows == 3)
        let one = try Shelf().statistic("outliers", of: document) { $0.top = 1 }
        #expect(try one.rows()["outliers"] == ["1"])
        let small = try Shelf().statistic("outliers", of: document) { $0.condition = "annotation_id < 5" }
        #expect(try small.rows().only(["measure": "area"])?.count("outliers") == 0)
        let byStatus = try Shelf().statistic("outliers", of: document) { $0.groups = [.status] }.rows()
        #expect(byStatus.only(["measure": "area", "status": "LABELED", "category": "car"]) != nil)
    }

    @Test func `the weightiest are kept whatever the order`() {
        var random = SeededRandom(seed: SeededRandom.chosenSeed)
        let weights = (0..<1000).map { _ in Double(random.int(0...300)) }
        for limit in [-1, 0, 1, 7, 100, 5000] {
            var foremost = Foremost<Int>(limit: limit)
            for (index, weight) in weights.enumerated() { foremost.add(index, weight: weight) }
            let expected = weights.indices.sorted {
                weights[$0] != weights[$1] ? weights[$0] > weights[$1] : $0 < $1
            }.prefix(max(0, limit))
            #expect(foremost.elements() == Array(expected), "seed \(random.seed)")
            #expect(foremost.omitted == 1000 - expected.count)
        }
    }

    @Test(arguments: [
        "bboxes", "vector", "image-vector-sequence", "keypoints", "pointcloud-cuboid",
        "pointcloud-cuboid-sequence", "multisensor-sequence", "segmentation-bitmap",
    ])
    func `outliers are those of a naive calculation`(taskType: String) throws {
        for seed in (0..<3).map({ SeededRandom.chosenSeed &+ $0 }) {
            var generator = ReleaseGenerator(seed: seed, oddity: 0)
            let document = generator.release(of: taskType, samples: 25)
            let report = try Shelf().statistic("outliers", of: document)
            let groups = Dictionary(grouping: NaiveRelease(document: document).annotations) {
                NaiveRelease.key($0, "labelset", "category_id")
            }
            var expected: [String: (n: Int, outliers: Int?)] = [:]
            for (group, rows) in groups {
                for (measure, values) in Self.values(of: rows) where !values.isEmpty {
                    let isLogarithmic = measure != "position"
                    expected["\(group)|\(measure)"] = (
                        values.count,
                        Self.outliers(isLogarithmic ? values.map { log($0) } : values, !isLogarithmic)
                    )
                }
            }
            let found = try report.rows().rows.filter { $0.count("n") != 0 }
            #expect(found.count == expected.count, "seed \(seed)")
            for row in found {
                let key = row.key("labelset", "category_id", "measure")
                #expect(row.count("n") == expected[key]?.n, "seed \(seed) \(key)")
                #expect(row.count("outliers") == expected[key]?.outliers, "seed \(seed) \(key)")
            }
            let total = expected.values.reduce(0) { $0 + ($1.outliers ?? 0) }
            #expect(try report.rows("annotations").rows.count == total, "seed \(seed)")
        }
    }

    private static func values(of rows: [NaiveRelease.Row]) -> [String: [Double]] {
        var values: [String: [Double]] = [:]
        var centres: [SIMD2<Double>] = []
        for row in rows {
            let type = NaiveRelease.key(row, "type")
            if type.hasPrefix("cuboid") {
                let sizes = ["size_x", "size_y", "size_z"].map { row[$0]?.number ?? 0 }
                if sizes.allSatisfy({ $0 > 0 }) { values["volume", default: []].append(sizes.reduce(1, *)) }
                continue
            }
            guard ["bbox", "polygon", "polyline", "point"].contains(type), row["z_min"]?.number == nil,
                let left = row["x_min"]?.number, let top = row["y_min"]?.number,
                let right = row["x_max"]?.number, let bottom = row["y_max"]?.number
            else { continue }
            centres.append(SIMD2((left + right) / 2, (top + bottom) / 2))
            guard type == "bbox" || type == "polygon" else { continue }
            if let area = row["area"]?.number, area > 0 { values["area", default: []].append(area) }
            if right > left, bottom > top {
                values["aspect", default: []].append((right - left) / (bottom - top))
            }
        }
        let x = NaiveDistribution(centres.map(\.x))
        let y = NaiveDistribution(centres.map(\.y))
        if !centres.isEmpty {
            let middle = SIMD2(x.quantile(0.5), y.quantile(0.5))
            values["position"] = centres.map { centre in
                ((centre - middle) * (centre - middle)).sum().squareRoot()
            }
        }
        return values
    }

    /// nil where half of the numbers are equal.
    private static func outliers(_ values: [Double], _ isOneSided: Bool) -> Int? {
        let median = NaiveDistribution(values).quantile(0.5)
        let deviation = NaiveDistribution(values.map { ($0 - median).magnitude }).quantile(0.5)
        guard deviation > 1e-9 * max(1, median.magnitude) else { return nil }
        return values.count {
            let score = 0.6745 * ($0 - median) / deviation
            return score > 3.5 || !isOneSided && score < -3.5
        }
    }
}
