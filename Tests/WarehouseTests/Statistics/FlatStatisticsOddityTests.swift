import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

/// Odd documents of every kind, asked in every way.
@Suite struct FlatStatisticsOddityTests {
    private static let names = [
        "per-sample", "balance", "cooccurrence", "shapes", "empty", "duplicates", "outliers",
    ]

    private static let ways: [@Sendable (inout StatisticOptions) -> Void] = [
        { _ in },
        { $0.groups = [.category, .sensor, .status] },
        { $0.groups = [.metadata("weather"), .attribute("a")] },
        { $0.sensors = ["camera"] },
        {
            $0.statuses = ["LABELED", "UNLABELED"]
            $0.bins = 0
            $0.top = -1
            $0.overlap = -1
        },
        {
            $0.groups = []
            $0.condition = "1"
            $0.bins = 3
            $0.top = 2
            $0.overlap = .nan
        },
    ]

    @Test(arguments: ["cooccurrence", "shapes", "outliers", "boxes"])
    func `a release without what is needed is told from one without findings`(name: String) throws {
        let nothing = SmallRelease.document(samples: [SmallRelease.sample(1, SmallRelease.still([]))])
        let report = try Shelf().statistic(name, of: nothing)
        let needs = try Statistic.named(name).needs
        #expect(report.tables.allSatisfy { $0.rows.isEmpty && $0.unknown == "needs \(needs)" })
        let shapes = [SmallRelease.shape("point", 1, "[[1,2]]"), SmallRelease.box(1)]
        let something = SmallRelease.document(samples: [SmallRelease.sample(1, SmallRelease.still(shapes))])
        let found = try Shelf().statistic(name, of: something)
        #expect(found.tables.allSatisfy { $0.unknown == nil })
    }

    @Test(arguments: ReleaseGenerator.taskTypes)
    func `odd documents are never refused, and every row has a cell for each column`(taskType: String) throws
    {
        let seed = SeededRandom.chosenSeed
        var generator = ReleaseGenerator(seed: seed, oddity: 0.3)
        for _ in 0..<2 {
            let document = generator.release(of: taskType, samples: 6)
            let shelf = try Shelf()
            let ref = try shelf.load(document).ref
            for name in Self.names {
                for change in Self.ways {
                    var options = StatisticOptions()
                    change(&options)
                    let found = try ifKnown {
                        try shelf.warehouse.statistics(.named(name), of: ref, options: options)
                    }
                    guard let report = found else { continue }
                    for table in report.tables {
                        #expect(
                            table.rows.allSatisfy { $0.count == table.columns.count },
                            "seed \(seed) \(name) \(table.name)")
                        let keys = table.rows.map { table.key(of: $0).map(ExactFigure.init) }
                        #expect(Set(keys).count == keys.count, "seed \(seed) \(name) \(table.name)")
                    }
                    #expect(
                        try shelf.warehouse.statistics(.named(name), of: ref, options: options) == report,
                        "seed \(seed) \(name)")
                }
            }
        }
    }
}
