import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite struct CooccurrenceStatisticTests {
    /// Car and bus in two of four labels, car and dog in one, nothing in the last.
    private let document = SmallRelease.document(samples: [
        SmallRelease.sample(
            1,
            SmallRelease.still([
                SmallRelease.box(2), SmallRelease.box(1, id: 2), SmallRelease.box(1, id: 3),
            ])),
        SmallRelease.sample(
            2, SmallRelease.still([SmallRelease.box(1), SmallRelease.box(2), SmallRelease.box(nil)])),
        SmallRelease.sample(
            3,
            SmallRelease.still([SmallRelease.box(3), SmallRelease.box(1)], status: "REVIEWED")),
        SmallRelease.sample(4, SmallRelease.still([])),
        SmallRelease.sample(5, "null"),
        SmallRelease.sample(6, nil),
    ])

    @Test func `pairs are counted once a sample, the category listed first in front`() throws {
        let rows = try Shelf().statistic("cooccurrence", of: document).rows()
        #expect(rows["category_a"] == ["car", "car"])
        #expect(rows["category_b"] == ["bus", "dog"])
        #expect(rows["samples_both"] == ["2", "1"])
        #expect(rows["samples_a"] == ["3", "3"])
        #expect(rows["samples_b"] == ["2", "1"])
        #expect(rows["samples"] == ["4", "4"])
        #expect(rows["expected"] == ["1.5", "0.75"])
        #expect(isClose(rows.rows[0].number("jaccard"), 2.0 / 3))
        #expect(isClose(rows.rows[0].number("pmi"), log2(4.0 / 3)))
        #expect(isClose(rows.rows[1].number("pmi"), log2(4.0 / 3)))
    }

    @Test func `top keeps the most frequent pairs`() throws {
        let report = try Shelf().statistic("cooccurrence", of: document) { $0.top = 1 }
        #expect(try report.rows()["category_b"] == ["bus"])
        #expect(report.tables[0].omittedRows == 1)
    }

    @Test func `groups and filters leave what they name; a class is no group here`() throws {
        let byStatus = try Shelf().statistic("cooccurrence", of: document) {
            $0.groups = [.status, .category]
        }.rows()
        #expect(byStatus["status"] == ["LABELED", "REVIEWED"])
        #expect(byStatus["samples"] == ["3", "1"])
        // Of samples with a car or a bus only: three, and the dog is gone.
        let filtered = try Shelf().statistic("cooccurrence", of: document) {
            $0.categories = ["car", "bus"]
        }.rows()
        #expect(filtered["samples"] == ["3"])
        #expect(filtered["samples_both"] == ["2"])
        let condition = try Shelf().statistic("cooccurrence", of: document) {
            $0.condition = "annotation_id = 1"
        }.rows()
        #expect(condition["category_b"] == ["bus", "dog"])
        #expect(condition["samples_both"] == ["1", "1"])
    }

    @Test func `ids of any size are read from a label's counts`() {
        var ids: [Int64] = []
        let text = "{\"12\":3,\"-4\":1,\"0\":22,\"9223372036854775807\":1,\"-9223372036854775808\":5}"
        Array(text.utf8).withUnsafeBytes { bytes in
            CategoryCountsText.forEachID(bytes) { ids.append($0) }
        }
        #expect(ids == [12, -4, 0, .max, .min])
    }

    @Test func `hundreds of categories in a sample make all of their pairs, flat or not`() {
        for isFlat in [true, false] {
            var counts = PairCounts(isFlat: isFlat)
            var numbers: [Int32] = [2050, 3, 1, 2049, 0]
            counts.add(&numbers)
            numbers = [3, 2050]
            counts.add(&numbers)
            var found: [String: Int32] = [:]
            counts.forEachPair { found["\($0) \($1)"] = $2 }
            #expect(found.count == 10)
            #expect(found["3 2050"] == 2)
            #expect(found["0 1"] == 1)
            #expect(found["2049 2050"] == 1)
            #expect(counts.single[3] == 2)
            #expect(counts.sets == 2)
        }
    }

    @Test(arguments: ReleaseGenerator.taskTypes, [nil, "sensor", "all"])
    func `pairs are those of a naive count, from labels' counts or from annotations`(
        taskType: String, way: String?
    ) throws {
        let seed = SeededRandom.chosenSeed
        var generator = ReleaseGenerator(seed: seed, oddity: 0)
        let document = generator.release(of: taskType, samples: 10)
        let naive = NaiveRelease(document: document)
        let found = try Shelf().statistic("cooccurrence", of: document) { options in
            if way == "sensor" { options.groups = [.sensor] }
            if way == "all" { options.condition = "1" }
        }.rows()
        func group(_ row: NaiveRelease.Row) -> String {
            way == "sensor" ? NaiveRelease.key(row, "labelset", "sensor") : NaiveRelease.key(row, "labelset")
        }
        let groups = Dictionary(grouping: naive.annotations, by: group)
        var pairs = 0
        for (name, annotations) in groups {
            let samples = Dictionary(grouping: annotations) { NaiveRelease.key($0, "sample_uuid") }.values
                .map { Set($0.compactMap { $0["category_id"]?.whole }) }
            // Categories are listed by id, and that which is not defined is the greatest.
            for a in Int64(0)...6 {
                for b in (a + 1)..<8 {
                    let both = samples.count { $0.contains(a) && $0.contains(b) }
                    guard both > 0 else { continue }
                    pairs += 1
                    let row = try #require(
                        found.rows.first {
                            (way == "sensor" ? $0.key("labelset", "sensor") : $0.key("labelset")) == name
                                && $0["category_id_a"] == "\(a)" && $0["category_id_b"] == "\(b)"
                        }, "seed \(seed) \(name) \(a) \(b)")
                    let (one, other) = (samples.count { $0.contains(a) }, samples.count { $0.contains(b) })
                    var n = samples.count
                    if way == nil {
                        n = naive.labels.count {
                            $0["annotations"]?.number != nil && NaiveRelease.key($0, "labelset") == name
                        }
                    }
                    #expect(row.count("samples_both") == both, "seed \(seed)")
                    #expect(row.count("samples_a") == one, "seed \(seed)")
                    #expect(row.count("samples_b") == other, "seed \(seed)")
                    #expect(row.count("samples") == n, "seed \(seed)")
                    let pmi = log2(
                        Double(both) / Double(n) / (Double(one) / Double(n) * Double(other) / Double(n)))
                    #expect(isClose(row.number("pmi"), pmi), "seed \(seed)")
                }
            }
        }
        #expect(found.rows.count == pairs, "seed \(seed)")
    }
}
