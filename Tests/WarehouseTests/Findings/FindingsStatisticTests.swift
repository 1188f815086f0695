import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

/// The statistic `findings`: all, new and fixed findings of each release.
@Suite struct FindingsStatisticTests {
    private static func release(_ name: String, _ categories: [Int], known: [String]) -> JSONValue {
        let samples = categories.enumerated().map { index, category in
            SmallRelease.sample(index, SmallRelease.still([SmallRelease.box(category)]))
        }
        return SmallRelease.document(categories: known, samples: samples).with("name", .string(name))
    }

    @Test func `new and fixed findings are next to all findings of a release`() throws {
        let shelf = try Shelf()
        let known = ["car", "bus"]
        try shelf.load(Self.release("r1", [1, 7, 8], known: known))
        try shelf.load(Self.release("r2", [9, 2, 8, 7], known: known))
        try shelf.load(Self.release("r3", [9, 2, 8, 7], known: (1...8).map { "c\($0)" }))
        let rule = Figure.text("annotation.category.undefined")
        let rows = try ["r1", "r2", "r3"].map { name in
            try shelf.warehouse.statistics(.named("findings"), of: name).tables[0].rows.filter {
                $0[1] == rule
            }
        }
        let head = [Figure.text("ground-truth"), rule, .text("error")]
        #expect(rows[0] == [head + [.count(2), .count(2), .none, .none]])
        // Another category is another finding, in another sample, too.
        #expect(rows[1] == [head + [.count(3), .count(3), .count(2), .count(1)]])
        #expect(rows[2] == [head + [.count(1), .count(1), .count(0), .count(2)]])
        for (figure, values) in [
            ("findings", [2, 3, 1]), ("brought", [nil, 2, 0]), ("cured", [nil, 1, 2]),
        ] {
            let series = try shelf.warehouse.trend(.named("findings"), figure: figure)
            let one = try #require(series.series.first { $0.key.contains(rule) })
            #expect(one.values == values.map { $0.map { .count($0) } ?? Figure.none })
        }
    }

    @Test func `filters leave out findings; what it cannot tell apart is refused`() throws {
        let shelf = try Shelf()
        try shelf.load(Self.release("r1", [1, 7, 8], known: ["car"]))
        func count(_ change: (inout StatisticOptions) -> Void) throws -> Int {
            var options = StatisticOptions()
            change(&options)
            let rows = try shelf.warehouse.statistics(.named("findings"), of: "r1", options: options).tables[
                0
            ].rows
            return rows.reduce(0) {
                $0 + ($1[1] == .text("annotation.category.undefined") ? Int($1[3].number ?? 0) : 0)
            }
        }
        #expect(try count { _ in } == 2)
        #expect(try count { $0.categories = ["7"] } == 1)
        #expect(try count { $0.statuses = ["reviewed"] } == 0)
        #expect(try count { $0.labelsets = ["ground-truth"] } == 2)
        #expect(throws: WarehouseError.self) { try count { $0.labelsets = ["nobody's"] } }
        #expect(throws: WarehouseError.self) { try count { $0.condition = "TRUE" } }
        #expect(throws: WarehouseError.self) { try count { $0.groups = [.sensor] } }
    }

    @Test func `by difference it counts what validating each release finds`() throws {
        let seed = SeededRandom.chosenSeed
        for (number, taskType) in ["vector", "multisensor-sequence", "segmentation-bitmap"].enumerated() {
            let seed = seed &+ UInt64(number)
            var generator = ReleaseGenerator(seed: seed, oddity: 0.1)
            var mutator = ReleaseMutator(seed: seed, oddity: 0.1)
            let shelf = try Shelf()
            var document = generator.release(of: taskType, samples: 8).named("r0")
                .with("created_at", .string("2024-01-01"))
            var findings: [[Finding]] = []
            for release in 0..<6 {
                if release == 3 {
                    // Another taxonomy: what was undefined is defined.
                    document = document.changing("dataset", "task_attributes", "categories") { list in
                        .array((list.array ?? []) + [Documents.parsed(#"{"id":6,"name":"late"}"#)])
                    }
                }
                let ref = try shelf.load(document).ref
                findings.append(try perSample(shelf, ref))
                document = mutator.successor(of: document, named: "r\(release + 1)")
            }
            let tables = try shelf.warehouse.trendTables()
            for (release, table) in tables.enumerated() {
                let note: Comment = "seed \(seed), \(taskType), r\(release)"
                #expect(sum(table, "findings") == findings[release].count, note)
                #expect(sum(table, "occurrences") == findings[release].reduce(0) { $0 + $1.count }, note)
                guard release > 0 else { continue }
                let (brought, cured) = difference(findings[release - 1], findings[release])
                #expect(sum(table, "brought") == brought, note)
                #expect(sum(table, "cured") == cured, note)
                // By itself, without what was counted before.
                let alone = try shelf.warehouse.statistics(.named("findings"), of: "r\(release)").tables[0]
                for figure in ["findings", "occurrences", "brought", "cured"] {
                    #expect(sum(alone, figure) == sum(table, figure), note)
                }
            }
        }
    }

    /// All findings but for those that only the whole release can tell.
    private func perSample(_ shelf: Shelf, _ ref: String) throws -> [Finding] {
        let whole = RuleCatalogue.families.filter { $0 is any ReleaseRules.Type }.flatMap { $0.rules }.map(
            \.id)
        var options = ValidationOptions()
        options.rules = try RuleSelection([], except: whole)
        var found: [Finding] = []
        _ = try shelf.warehouse.validate(ref, options: options) { found.append($0) }
        return found
    }

    private func difference(_ old: [Finding], _ new: [Finding]) -> (brought: Int, cured: Int) {
        var left: [String: Int] = [:]
        for finding in new { left[finding.fingerprint, default: 0] += 1 }
        for finding in old { left[finding.fingerprint, default: 0] -= 1 }
        return (left.values.filter { $0 > 0 }.reduce(0, +), -left.values.filter { $0 < 0 }.reduce(0, +))
    }

    private func sum(_ table: FigureTable, _ column: String) -> Int {
        guard let index = table.index(of: column) else { return -1 }
        return table.rows.reduce(0) { $0 + Int($1[index].number ?? 0) }
    }
}

extension Warehouse {
    /// The tables of the statistic `findings` over the only dataset, oldest release first.
    fileprivate func trendTables() throws -> [FigureTable] {
        try reading(nil) {
            try tables(of: .named("findings"), releases().reversed(), StatisticOptions()).compactMap(\.first)
        }
    }
}
