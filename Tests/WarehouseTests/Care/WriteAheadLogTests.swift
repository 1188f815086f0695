import ReleaseFormat
import SQLite
import TestSupport
import Testing

@testable import Warehouse

/// The log beside a warehouse is emptied whenever nobody needs it.
@Suite struct WriteAheadLogTests {
    private func logBytes(_ shelf: Shelf) throws -> Int {
        shelf.folder.exists("w.db-wal") ? try FileBytes.read(shelf.folder("w.db-wal")).count : 0
    }

    @Test func `many imports beside readers that idle leave a small log`() throws {
        let shelf = try Shelf(file: "w.db")
        try shelf.load(Documents.boxes("v0", samples: 20))
        let readers = try (0..<2).map { _ in try Warehouse(path: shelf.folder("w.db"), access: .read) }
        for index in 1...30 {
            try shelf.load(Documents.boxes("v\(index)", samples: 20 + index))
            for reader in readers { #expect(try reader.releases().count == index + 1) }
            #expect(try logBytes(shelf) == 0)
        }
        _ = try shelf.warehouse.remove("v7")
        #expect(try logBytes(shelf) == 0)
    }

    @Test func `a log that a reader needs stays, and goes with the next import`() throws {
        let shelf = try Shelf(file: "w.db", busyTimeout: .seconds(60))
        try shelf.load(Documents.boxes("v0", samples: 20))
        let reader = try Warehouse(path: shelf.folder("w.db"), access: .read)
        var seen = 0
        let clock = ContinuousClock()
        try reader.forEachSample(of: reader.resolve("v0")) { _ in
            if seen == 0 {
                let start = clock.now
                for index in 1...3 { try shelf.load(Documents.boxes("v\(index)", samples: 20 + index)) }
                // Nobody waits for the reader.
                #expect(clock.now - start < .seconds(30))
                #expect(try logBytes(shelf) > 0)
            }
            seen += 1
        }
        #expect(seen == 20)
        try shelf.load(Documents.boxes("v4", samples: 9))
        #expect(try logBytes(shelf) == 0)
    }
}
