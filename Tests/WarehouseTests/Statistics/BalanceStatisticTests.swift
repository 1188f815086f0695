import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite struct BalanceStatisticTests {
    /// Three cars and a bus in two samples, no dog, and a box of no class.
    private let document = SmallRelease.document(samples: [
        SmallRelease.sample(
            1,
            SmallRelease.still([
                SmallRelease.box(1), SmallRelease.box(1, id: 2), SmallRelease.box(2, id: 3),
                SmallRelease.box(nil, id: 4),
            ])),
        SmallRelease.sample(2, SmallRelease.still([SmallRelease.box(1)], status: "REVIEWED")),
    ])

    @Test func `three of one class and one of another are as uneven as can be calculated by hand`() throws {
        let report = try Shelf().statistic("balance", of: document)
        let row = try #require(try report.rows().rows.first)
        #expect(row.count("classes_used") == 2)
        #expect(row.count("classes_defined") == 3)
        #expect(row.count("annotations") == 4)
        #expect(row.count("unclassified") == 1)
        #expect(row.number("imbalance_ratio") == 3)
        // −¾·log₂ ¾ − ¼·log₂ ¼ = 2 − ¾·log₂ 3
        #expect(isClose(row.number("entropy"), 2 - 0.75 * log2(3)))
        #expect(isClose(row.number("evenness"), 2 - 0.75 * log2(3)))
        // (−1·1 + 1·3) / (2·4)
        #expect(isClose(row.number("gini"), 0.25))
        #expect(row.count("top_k") == 5)
        #expect(row.number("top_k_share") == 1)
        #expect(row.count("rare") == 2)
        let frequencies = try report.rows("frequency")
        #expect(frequencies["category"] == ["car", "bus", "dog"])
        #expect(frequencies["frequency"] == ["rare", "rare", "unused"])
        #expect(frequencies["samples"] == ["2", "1", "0"])
    }

    @Test func `classes that are defined and not used are counted`() throws {
        let report = try Shelf().statistic("balance", of: document)
        #expect(try report.rows()["unused"] == ["1"])
        // Gini's coefficient is no share of anything.
        #expect(report.tables[0].columns.first { $0.name == "gini" }?.unit == nil)
        let cars = try Shelf().statistic("balance", of: document) { $0.categories = ["car", "dog"] }.rows()
        #expect(cars["unused"] == ["1"])
    }

    @Test func `top is the number of greatest classes, which are the ones listed`() throws {
        let report = try Shelf().statistic("balance", of: document) { $0.top = 1 }
        let row = try #require(try report.rows().rows.first)
        #expect(row.count("top_k") == 1)
        #expect(row.number("top_k_share") == 0.75)
        #expect(try report.rows("frequency")["category"] == ["car"])
        #expect(report.tables[1].omittedRows == 2)
    }

    @Test func `groups and filters leave what they name`() throws {
        let byStatus = try Shelf().statistic("balance", of: document) { $0.groups = [.status] }.rows()
        #expect(byStatus["status"] == ["LABELED", "REVIEWED"])
        #expect(byStatus["imbalance_ratio"] == ["2.0", "1.0"])
        let single = try #require(byStatus.only(["status": "REVIEWED"]))
        #expect(single.number("entropy") == 0)
        #expect(single["evenness"] == nil)
        #expect(single.number("gini") == 0)
        let cars = try Shelf().statistic("balance", of: document) { $0.categories = ["car"] }.rows()
        #expect(cars["classes_used"] == ["1"])
        #expect(cars["classes_defined"] == ["1"])
    }

    @Test func `without annotations there is no balance`() throws {
        let empty = SmallRelease.document(samples: [SmallRelease.sample(1, SmallRelease.still([]))])
        let row = try #require(try Shelf().statistic("balance", of: empty).rows().rows.first)
        #expect(row.count("classes_used") == 0)
        for column in ["imbalance_ratio", "entropy", "evenness", "gini", "top_k_share"] {
            #expect(row[column] == nil, "\(column)")
        }
    }

    @Test func `classes are rare up to 10 samples and frequent beyond 100`() {
        #expect(
            [0, 1, 10, 11, 100, 101].map { BalanceStatistic.Frequency(samples: $0) }
                == [.unused, .rare, .rare, .common, .common, .frequent])
    }

    @Test(arguments: ReleaseGenerator.taskTypes)
    func `the figures are those of a naive calculation`(taskType: String) throws {
        for seed in (0..<2).map({ SeededRandom.chosenSeed &+ $0 }) {
            var generator = ReleaseGenerator(seed: seed, oddity: 0)
            let document = generator.release(of: taskType, samples: 6)
            let groups = Dictionary(grouping: NaiveRelease(document: document).annotations) {
                NaiveRelease.key($0, "labelset")
            }
            for row in try Shelf().statistic("balance", of: document).rows().rows {
                let annotations = groups[row.key("labelset")] ?? []
                let counts = Dictionary(grouping: annotations) { NaiveRelease.key($0, "category_id") }
                    .filter { $0.key != "-" }.values.map { Double($0.count) }
                #expect(row.count("classes_used") == counts.count, "seed \(seed)")
                let total = counts.reduce(0, +)
                guard total > 0 else { continue }
                let entropy = counts.map { -$0 / total * log2($0 / total) }.reduce(0, +)
                #expect(isClose(row.number("entropy"), entropy), "seed \(seed)")
                // The mean difference of all pairs over twice the mean.
                let n = Double(counts.count)
                let differences = counts.flatMap { one in counts.map { (one - $0).magnitude } }.reduce(0, +)
                #expect(isClose(row.number("gini"), differences / (2 * n * total)), "seed \(seed)")
                #expect(
                    isClose(row.number("imbalance_ratio"), (counts.max() ?? 0) / (counts.min() ?? 0)),
                    "seed \(seed)")
            }
        }
    }
}
