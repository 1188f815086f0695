import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

/// Release notes, against their diffs and by hand.
@Suite struct ChangelogTests {
    let seed = SeededRandom.chosenSeed

    @Test func `the street scenes' notes are as one reads them off the files`() throws {
        let warehouse = try Warehouse.temporary()
        for version in [2, 3, 1] {
            _ = try warehouse.importRelease(
                from: .file(Fixtures.path("releases/street-scenes-v\(version).json")))
        }
        let entries = try warehouse.changelog()
        #expect(entries.map(\.release.release) == ["v3", "v2", "v1"])
        #expect(entries.map(\.previous?.release) == ["v2", "v1", nil])
        let third = try #require(entries[0].changes)
        #expect(third.summary.samples.added == 2 && third.summary.samples.removed == 1)
        #expect(
            third.annotations == [
                .init(category: "car", added: 1, removed: 2, modified: 1),
                .init(category: "person", removed: 1, modified: 1), .init(category: "crosswalk", removed: 1),
                .init(category: "tram", added: 1),
            ])
        #expect(third.categories.map(\.kind) == [.renamed, .added] && third.labelsets.isEmpty)
        #expect(third.fields.isEmpty)
        let second = try #require(entries[1].changes)
        #expect(
            second.summary.statusTransitions == [
                .init(labelset: "ground-truth", from: "LABELED", to: "REVIEWED", labels: 1)
            ])
        #expect(second.labelsets.map(\.labelset) == ["detector-7"])
        let first = try #require(entries[2].beginning)
        #expect(entries[2].changes == nil && entries[1].beginning == nil)
        #expect(first.labelsets.map(\.annotations) == [9] && first.categories.count == 5)

        #expect(try warehouse.changelog(limit: 1) == [entries[0]])
        #expect(try warehouse.changelog(since: "v1") == Array(entries.prefix(2)))
        #expect(try warehouse.changelog(since: "street-scenes@latest").isEmpty)
        #expect(try warehouse.changelog(dataset: "street-scenes", limit: 5) == entries)
    }

    @Test(arguments: ReleaseGenerator.taskTypes)
    func `categories sum up to the figures, and those are the diff's`(taskType: String) throws {
        for round in 0..<3 as Range<UInt64> {
            let note = "RELWH_SEED=\(seed), round \(round)"
            let shelf = try Shelf()
            var generator = ReleaseGenerator(seed: seed &+ round, oddity: 0.1)
            var mutator = ReleaseMutator(seed: seed &+ round, oddity: 0.1)
            let first = generator.release(of: taskType, samples: 5).named("r0").with(
                "created_at", "2024-01-01")
            let second = mutator.successor(of: first, named: "r1").with("created_at", "2024-01-01")
            let refs = [try shelf.load(first).ref, try shelf.load(second).ref]
            let entries = try shelf.warehouse.changelog()
            let changes = try #require(entries.first?.changes)
            let summary = try Warehouse.diff(
                from: DiffSide(warehouse: shelf.warehouse, ref: refs[0]),
                to: DiffSide(warehouse: shelf.warehouse, ref: refs[1])
            ) { _ in }
            #expect(changes.summary == summary, "\(note)")
            func sum(_ figure: (ChangelogEntry.Category) -> Int) -> Int {
                changes.annotations.reduce(0) { $0 + figure($1) }
            }
            #expect(sum(\.added) == summary.annotations.added, "\(note)")
            #expect(sum(\.removed) == summary.annotations.removed, "\(note)")
            #expect(sum(\.modified) == summary.annotations.modified, "\(note)")
            #expect(
                changes.annotations.map(\.total) == changes.annotations.map(\.total).sorted(by: >), "\(note)")
        }
    }

    @Test func `of several datasets one is named`() throws {
        let shelf = try Shelf()
        #expect(try shelf.warehouse.changelog().isEmpty)
        try shelf.load(Documents.boxes("v1"))
        try shelf.load(Documents.boxes("v1", dataset: "trees"))
        let error = #expect(throws: WarehouseError.self) { try shelf.warehouse.changelog() }
        #expect(error?.kind == .ambiguous && error?.candidates == ["acme/flowers", "acme/trees"])
        #expect(try shelf.warehouse.changelog(dataset: "trees").count == 1)
        let unknown = #expect(throws: WarehouseError.self) { try shelf.warehouse.changelog(dataset: "tree") }
        #expect(unknown?.kind == .notFound)
        let foreign = #expect(throws: WarehouseError.self) {
            try shelf.warehouse.changelog(dataset: "trees", since: "flowers@v1")
        }
        #expect(foreign?.kind == .notFound)
    }
}
