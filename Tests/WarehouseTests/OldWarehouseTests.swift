import SQLite
import Schema
import TestSupport
import Testing

@testable import ReleaseFormat
@testable import Warehouse

/// Warehouses that earlier versions wrote: `Fixtures/warehouses`.
@Suite struct OldWarehouseTests {
    private static let names = [
        "street-scenes-v1", "street-scenes-v2", "street-scenes-v3", "multisensor-sequence",
        "image-vector-sequence",
        "labels-null-and-skipped",
    ]

    @Test(arguments: 2...5)
    func `an older warehouse becomes what an import writes today`(version: Int) throws {
        let folder = try ScratchFolder()
        let path = try folder.write(Fixtures.unpacked("warehouses/v\(version).db.zst"), to: "old.db")
        #expect(try Migrator(Connection(path: path)).state() == .warehouse(version: version))
        let old = try Warehouse(path: path, access: .write)
        let today = try Shelf()
        for name in Self.names {
            let source = ReleaseSource.file(Fixtures.path("releases/\(name).json"))
            _ = try today.warehouse.importRelease(from: source)
            #expect(try old.importRelease(from: source).status == .unchanged)
        }
        let (migrated, written) = (try Dump(old.connection), try Dump(today))
        #expect(migrated == written, "\(migrated.difference(from: written))")
    }

    @Test func `vertices of what is no list of points are forgotten`() throws {
        let lists = ["[[0,0],[4,0],[4,4]]", "[1,2,3,4,5,6]", "[[1,\"2\"],[3,4]]", "[]", "[[7,8]]"]
        let shapes = lists.map { SmallRelease.shape("point", nil, $0) }
        let shelf = try Shelf()
        try shelf.load(SmallRelease.document(samples: [SmallRelease.sample(1, SmallRelease.still(shapes))]))
        let written = try Dump(shelf)
        try shelf.connection.execute(
            "UPDATE annotation SET vertices = 6 WHERE x_min IS NULL AND vertices IS NULL")
        try shelf.connection.setUserVersion(4)
        #expect(try Migrator(shelf.connection).migrate() == 4)
        let migrated = try Dump(shelf)
        #expect(migrated == written, "\(migrated.difference(from: written))")
        #expect(
            try shelf.lines("SELECT vertices FROM annotations ORDER BY position")
                == ["3", "NULL", "NULL", "0", "1"])
        // Annotations without a category are counted too.
        #expect(
            try shelf.lines("SELECT category_id, category, annotations, samples FROM category_totals")
                == ["NULL|NULL|5|1"])
        #expect(try shelf.lines("SELECT category_id, annotations FROM category_counts") == ["NULL|5"])
    }

    @Test func `one that is only read asks to be brought up to date`() throws {
        let folder = try ScratchFolder()
        let path = try folder.write(Fixtures.unpacked("warehouses/v2.db.zst"), to: "old.db")
        #expect { try Warehouse(path: path, access: .read) } throws: {
            ($0 as? WarehouseError)?.remedy == .migrate(path: path)
        }
    }
}
