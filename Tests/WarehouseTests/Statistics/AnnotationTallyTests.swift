import SQLite
import TestSupport
import Testing

@testable import Warehouse

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Two threads that share a scan find what one finds, in the same order.
@Suite struct AnnotationTallyTests {
    /// The ids of each group, in the order in which they came.
    private struct Sequence: AnnotationTally {
        var ids = PerGroup<[Int64]>([])

        mutating func add(_ annotation: ScannedAnnotation, _ row: borrowing Row) {
            ids[annotation.group].append(annotation.id)
        }

        mutating func append(_ other: Sequence, groups: [Int]) {
            for (group, own) in zip(groups, other.ids.elements) { ids[group] += own }
        }
    }

    private func rows(
        _ shelf: Shelf, _ ref: String, _ options: StatisticOptions, leastToShare: Int
    ) throws -> [String] {
        try shelf.warehouse.reading(nil) {
            var taxonomies: [Int64: Taxonomy] = [:]
            let selection = try Selection(
                shelf.warehouse, shelf.warehouse.resolve(ref), .named("boxes"), options, &taxonomies)
            let (groups, found) = try selection.tally(
                AnnotationColumns(), groupedBy: selection.groupings(orByItself: [.category]),
                into: Sequence(), leastToShare: leastToShare)
            return groups.inOrder.map { "\(groups.keys[$0]) \(found.ids[$0])" }
        }
    }

    @Test(arguments: [
        [], [Grouping.category, .status], [.attribute("occluded"), .sensor], [.metadata("city")],
    ])
    func `whatever the groups are`(groups: [Grouping]) throws {
        let seed = SeededRandom.chosenSeed
        for type in ["vector", "multisensor-sequence", "segmentation-bitmap"] {
            let shelf = try Shelf(file: "w.db")
            var generator = ReleaseGenerator(seed: seed, oddity: 0.1)
            let ref = try shelf.load(generator.release(of: type, samples: 12)).ref
            var options = StatisticOptions()
            options.groups = groups
            let alone = try rows(shelf, ref, options, leastToShare: .max)
            #expect(try rows(shelf, ref, options, leastToShare: 0) == alone, "seed \(seed), \(type)")
            options.condition = "annotation_id % 2 = 0"
            let filtered = try rows(shelf, ref, options, leastToShare: .max)
            #expect(try rows(shelf, ref, options, leastToShare: 0) == filtered, "seed \(seed), \(type)")
        }
    }

    @Test func `a file that cannot be opened a second time is read by one thread`() throws {
        let shelf = try Shelf(file: "w.db")
        let ref = try shelf.load(Documents.boxes("v1", samples: 20)).ref
        let alone = try rows(shelf, ref, StatisticOptions(), leastToShare: .max)
        #expect(rename(shelf.folder("w.db"), shelf.folder("elsewhere.db")) == 0)
        #expect(try rows(shelf, ref, StatisticOptions(), leastToShare: 0) == alone)
    }

    @Test func `things are worked out in their order, each once`() {
        for count in [0, 1, 2, 1000] {
            #expect(ConcurrentMap.of(Array(0..<count)) { $0 * 2 } == (0..<count).map { $0 * 2 })
        }
    }
}
