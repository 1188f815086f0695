import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

/// Removing a release frees what no other holds, and nothing else.
@Suite struct RemovalTests {
    let seed = SeededRandom.chosenSeed

    @Test func `what was shared stays, what was not goes`() throws {
        let shelf = try Shelf()
        let first = Documents.boxes("v1", samples: 4)
        try shelf.load(first)
        let next = first.changingSample(0) { _ in Documents.parsed(Documents.sample(0, category: 2)) }
            .changingSample(1) { $0.with("name", "renamed") }
        try shelf.load(next.named("v2"))
        let report = try shelf.warehouse.remove("flowers@v2")
        #expect(report == RemovalReport(ref: "acme/flowers@v2", samples: 1, labels: 1, annotations: 1))
        let never = try Shelf()
        try never.load(first)
        #expect(try contents(shelf) == contents(never))
        #expect(try JSONMeaning(text: shelf.export("v1")) == JSONMeaning(first))
    }

    @Test func `several go together, or none does`() throws {
        let shelf = try Shelf()
        for name in ["v1", "v2", "v3"] { try shelf.load(Documents.boxes(name, samples: 2)) }
        try shelf.load(Documents.boxes("w1", dataset: "trees", samples: 1))
        let before = try Dump(shelf)
        #expect(throws: WarehouseError.self) { _ = try shelf.warehouse.remove(["v1", "v2", "v9"]) }
        #expect(try Dump(shelf) == before)
        let dry = try shelf.warehouse.remove(["v1", "v3", "v2", "flowers@v1"], dryRun: true)
        #expect(try Dump(shelf) == before)
        let reports = try shelf.warehouse.remove(["v1", "v3", "v2", "flowers@v1"])
        #expect(reports == dry && reports.map(\.ref) == ["v1", "v3", "v2"].map { "acme/flowers@\($0)" })
        // What only they shared is counted with the last.
        #expect(reports.map(\.samples) == [0, 0, 2] || reports.map(\.samples).reduce(0, +) <= 2)
        #expect(try shelf.warehouse.releases().map(\.ref) == ["acme/trees@w1"])
        #expect(try shelf.warehouse.check(quick: false).isSound)
    }

    @Test func `the last release leaves an empty warehouse`() throws {
        let shelf = try Shelf()
        try shelf.load(Documents.boxes())
        _ = try shelf.warehouse.remove("v1")
        for table in try shelf.lines("SELECT name FROM sqlite_schema WHERE type = 'table'") {
            let name = table.filter { $0 != "'" }
            if ["labelset", "attribute_set", "content_key"].contains(name) { continue }
            #expect(try shelf.count(name) == 0, "\(name)")
        }
        #expect(try shelf.load(Documents.boxes()).status == .imported)
    }

    @Test func `of a history, any release can go, and its neighbours are unharmed`() throws {
        for round in 0..<24 as Range<UInt64> {
            let note = "RELWH_SEED=\(seed), round \(round)"
            var generator = ReleaseGenerator(seed: seed &+ round, oddity: 0.1)
            var mutator = ReleaseMutator(seed: seed &+ round, oddity: 0.1)
            var releases = [generator.release(samples: 4).named("r0")]
            for index in 1..<4 {
                releases.append(mutator.successor(of: releases[index - 1], named: "r\(index)"))
            }
            let shelf = try Shelf()
            let refs = try releases.map { try shelf.load($0).ref }
            let victim = Int(round % 4)
            let removal = try shelf.warehouse.remove(refs[victim])
            let never = try Shelf()
            for (index, release) in releases.enumerated() where index != victim { try never.load(release) }
            let (one, two) = (try contents(shelf), try contents(never))
            #expect(one == two, "\(note)\n\(Views.difference(two, one))")
            for (index, release) in releases.enumerated() where index != victim {
                let text = try shelf.export(refs[index])
                #expect(
                    JSONMeaning.difference(JSONMeaning(release), try JSONMeaning(text: text)) == nil,
                    "\(note)")
            }
            try Recount.check(shelf, note)
            #expect(try shelf.lines("PRAGMA foreign_key_check").isEmpty)
            // What was freed is what is new when the release comes again.
            let again = try shelf.load(releases[victim])
            #expect(
                again.labels.new == removal.labels && again.annotations.new == removal.annotations, "\(note)")
            #expect(again.samples.new == removal.samples, "\(note)")
        }
    }

    @Test func `what is not there cannot be removed`() throws {
        let shelf = try Shelf()
        try shelf.load(Documents.boxes())
        let dump = try Dump(shelf)
        #expect { try shelf.warehouse.remove("nosuch") } throws: {
            ($0 as? WarehouseError)?.kind == .notFound
        }
        #expect(try Dump(shelf) == dump)
    }

    /// All that a warehouse holds, without its ids: the views, and the number of rows of each table but of the words
    /// that releases share, which stay.
    private func contents(_ shelf: Shelf) throws -> [String] {
        let views = try shelf.warehouse.releases().map(\.ref).sorted()
            .flatMap { try Views.lines(of: $0, in: shelf) }
        let tables = try shelf.lines("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
            .map { $0.filter { $0 != "'" } }
            .filter { !["labelset", "attribute_set"].contains($0) }
        return views + (try tables.map { "\($0): \(try shelf.count($0))" })
    }
}
