import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

/// Category numbers that mean one class in the older release and another in the newer.
@Suite struct CategoryMeaningTests {
    private static func release(_ name: String, _ categories: [String], labels: [String]) -> JSONValue {
        SmallRelease.document(
            categories: categories,
            samples: labels.enumerated().map { SmallRelease.sample($0.offset + 1, $0.element) }
        ).named(name).with("created_at", .string("2024-01-0\(name.last ?? "1")"))
    }

    /// A car, a bus and a car; and a dog.
    private static let labels = [
        SmallRelease.still([
            SmallRelease.box(1, 0, id: 1), SmallRelease.box(2, 20, id: 2), SmallRelease.box(1, 40, id: 3),
        ]), SmallRelease.still([SmallRelease.box(3, 0, id: 1)]),
    ]
    private static let old = release("r1", ["car", "bus", "dog"], labels: labels)
    /// The names of two classes were swapped; not a byte of the labels changed.
    private static let swapped = release("r2", ["bus", "car", "dog"], labels: labels)

    private static let lines = [
        "annotation modified u1 ground-truth #1 category", "annotation modified u1 ground-truth #2 category",
        "annotation modified u1 ground-truth #3 category",
    ]

    @Test(arguments: [false, true], [false, true])
    func `labels of equal content are recategorized where names were swapped`(
        isApart: Bool, isReversed: Bool
    ) throws {
        let bench = try DiffBench(Self.old, Self.swapped, isApart: isApart)
        let outcome = try bench.diff(isReversed: isReversed)
        #expect(outcome.changes.filter { $0.level == .annotation }.map(\.line) == Self.lines)
        #expect(outcome.summary.categories == .init(renumbered: 2))
        #expect(outcome.summary.labels == .init(modified: 1, unchanged: 1))
        #expect(outcome.summary.annotations == .init(modified: 3, unchanged: 1, recategorized: 3))
        #expect(outcome.summary.samples.unchanged == 2)
        let change = try #require(outcome.changes.first { $0.level == .annotation })
        #expect(change.matchedBy == .id && change.fromPosition == 0 && change.toPosition == 0)
        #expect(
            change.fields
                == [
                    isReversed
                        ? FieldChange("category", from: "bus", to: "car")
                        : FieldChange("category", from: "car", to: "bus")
                ])
    }

    @Test func `filters and levels hold for them too`() throws {
        let bench = try DiffBench(Self.old, Self.swapped)
        let dogs = try bench.diff(.with { $0.categories = ["dog"] }).summary
        #expect(dogs.isEmpty && dogs.annotations.unchanged == 1)
        let cars = try bench.diff(.with { $0.categories = ["car"] }).summary
        #expect(cars.annotations == .init(modified: 3, recategorized: 3))
        let labels = try bench.diff(.with { $0.level = .label })
        #expect(labels.changes.last?.line == "label modified u1 ground-truth annotations")
        #expect(labels.summary.labels == .init(modified: 1, unchanged: 1))
        #expect(try bench.diff(.with { $0.level = .sample }).summary.samples.unchanged == 2)
        #expect(try bench.diff(.with { $0.statuses = ["REVIEWED"] }).summary.labels == .init())
        #expect(try bench.diff(.with { $0.ignoredFields = ["category"] }).summary.labels.modified == 0)
    }

    @Test func `other changes of the same label count beside`() throws {
        let moved = SmallRelease.still([
            SmallRelease.box(1, 0, id: 1), SmallRelease.box(2, 21, id: 2), SmallRelease.box(2, 40, id: 3),
        ])
        let new = Self.release("r2", ["bus", "car", "dog"], labels: [moved, Self.labels[1]])
        let outcome = try DiffBench(Self.old, new).diff()
        #expect(
            outcome.changes.filter { $0.level == .annotation }.map(\.line) == [
                "annotation modified u1 ground-truth #1 category",
                "annotation modified u1 ground-truth #2 category,geometry",
            ])
        #expect(
            outcome.summary.annotations
                == .init(modified: 2, unchanged: 2, recategorized: 2, geometryChanged: 1))
    }

    @Test func `annotations that share an id are each paired with themselves`() throws {
        let twins = SmallRelease.still([SmallRelease.box(1, id: 7), SmallRelease.box(2, id: 7)])
        let outcome = try DiffBench(
            Self.release("r1", ["car", "bus"], labels: [twins]),
            Self.release("r2", ["bus", "car"], labels: [twins])
        ).diff()
        #expect(outcome.summary.annotations == .init(modified: 2, recategorized: 2))
    }

    @Test func `renumbered throughout, or merged into one name, annotations keep their class`() throws {
        func label(_ categories: Int...) -> String {
            SmallRelease.still(
                categories.enumerated().map {
                    SmallRelease.box($0.element, Double($0.offset) * 20, id: $0.offset + 1)
                })
        }
        let renumbered = try DiffBench(
            Self.release("r1", ["car", "bus"], labels: [label(1, 2, 1)]),
            Self.release("r2", ["bike", "car", "bus"], labels: [label(2, 3, 2)])
        ).diff().summary
        #expect(renumbered.categories == .init(added: 1, renumbered: 2))
        #expect(renumbered.annotations == .init(unchanged: 3) && renumbered.labels == .init(unchanged: 1))

        let merged = try DiffBench(
            Self.release("r1", ["Player A", "Player B"], labels: [label(1, 2, 1)]),
            Self.release("r2", ["Player"], labels: [label(1, 1, 1)])
        ).diff().summary
        #expect(merged.categories == .init(removed: 1, renamed: 1))
        #expect(merged.annotations == .init(modified: 1, unchanged: 2, recategorized: 1))
    }

    @Test func `a number that one side does not list means nothing else`() throws {
        let label = SmallRelease.still([SmallRelease.box(2)])
        let gone = try DiffBench(
            Self.release("r1", ["car", "bus"], labels: [label]), Self.release("r2", ["car"], labels: [label])
        ).diff().summary
        #expect(gone.categories == .init(removed: 1) && gone.annotations == .init(unchanged: 1))
    }

    // MARK: Histories

    @Test func `log, changelog and history say so as well`() throws {
        let shelf = try Shelf()
        for document in [Self.old, Self.swapped, Self.swapped.named("r3")] { try shelf.load(document) }
        let log = try shelf.warehouse.log()
        #expect(log.map { $0.changes?.labels.modified } == [0, 1, nil])
        #expect(log[1].changes?.labelsets.map(\.labels.modified) == [1])

        let changes = try shelf.warehouse.changelog()[1].changes
        #expect(changes?.summary.annotations.recategorized == 3)
        #expect(changes?.annotations.map { "\($0.category ?? "") \($0.modified)" } == ["bus 2", "car 1"])

        let history = try shelf.warehouse.history(of: "u1")
        #expect(history.entries.map(\.kind) == [.added, .modified, .unchanged])
        #expect(history.entries[1].changes.map(\.line) == Self.lines)
        #expect(
            try shelf.warehouse.history(of: "u2").entries.map(\.kind) == [.added, .unchanged, .unchanged])
    }

    @Test func `the tables of a diff have a row for each`() throws {
        let shelf = try Shelf()
        for document in [Self.old, Self.swapped] { try shelf.load(document) }
        let sides = ["acme/small@r1", "acme/small@r2"].map {
            DiffSide(warehouse: shelf.warehouse, ref: $0)
        }
        try shelf.warehouse.materializeDiff(from: sides[0], to: sides[1])
        var rows: [String] = []
        try shelf.warehouse.query(
            "SELECT annotation_id, from_category, to_category, from_category_id FROM annotation_changes"
        ) { row in rows.append(row.map(\.line).joined(separator: " ")) }
        #expect(rows == ["1 'car' 'bus' 1", "2 'bus' 'car' 2", "3 'car' 'bus' 1"])
    }

    @Test func `labels are opened by their counts, without a look at annotations`() throws {
        let shelf = try Shelf()
        try shelf.load(Documents.boxes())
        var plan: [String] = []
        try shelf.connection.query(
            "EXPLAIN QUERY PLAN " + ReleaseComparison.recategorizedSQL,
            parameters: [.integer(1), .integer(2), .text("[1]")]
        ) { plan.append($0.text(3)) }
        #expect(!plan.contains { $0.contains("AUTOMATIC") || $0.hasPrefix("SCAN n") }, "\(plan)")
    }
}
