import SQLite
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

    @Test func `a warehouse of the second schema becomes what an import writes today`() throws {
        let folder = try ScratchFolder()
        let path = try folder.write(Fixtures.unpacked("warehouses/v2.db.zst"), to: "old.db")
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

    @Test func `one that is only read asks to be brought up to date`() throws {
        let folder = try ScratchFolder()
        let path = try folder.write(Fixtures.unpacked("warehouses/v2.db.zst"), to: "old.db")
        #expect { try Warehouse(path: path, access: .read) } throws: {
            ($0 as? WarehouseError)?.hint?.contains("relwh migrate") == true
        }
    }
}
