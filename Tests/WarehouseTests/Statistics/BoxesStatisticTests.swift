import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

@Suite struct BoxesStatisticTests {
    @Test func `boxes are as large as a naive reading says`() throws {
        let seed = SeededRandom.chosenSeed
        let shelf = try Shelf()
        var generator = ReleaseGenerator(seed: seed, oddity: 0)
        let document = generator.release(of: "vector", samples: 12)
        let found = try shelf.statistic("boxes", of: document).rows()
        var naive: [String: [(width: Double, height: Double)]] = [:]
        for row in NaiveRelease(document: document).annotations where row["type"]?.string == "bbox" {
            guard let width = row["width"]?.number, let height = row["height"]?.number else { continue }
            let key = "\(row["labelset"]?.string ?? "")|\(row["category_id"]?.whole.map { "\($0)" } ?? "")"
            naive[key, default: []].append((width, height))
        }
        #expect(found.rows.count == naive.count, "seed \(seed)")
        for row in found.rows {
            let boxes = try #require(
                naive["\(row["labelset"] ?? "")|\(row["category_id"] ?? "")"], "seed \(seed)")
            let areas = boxes.map { $0.width * $0.height }.sorted()
            #expect(row.count("boxes") == boxes.count, "seed \(seed)")
            #expect(
                isClose(row.number("area_mean"), areas.reduce(0, +) / Double(areas.count)), "seed \(seed)")
            #expect(isClose(row.number("area_max"), areas.last), "seed \(seed)")
            #expect(row.count("small") == areas.count { $0 < 32 * 32 }, "seed \(seed)")
            #expect(row.count("large") == areas.count { $0 >= 96 * 96 }, "seed \(seed)")
        }
    }
}
