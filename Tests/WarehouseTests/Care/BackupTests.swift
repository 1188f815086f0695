import ReleaseFormat
import SQLite
import Schema
import TestSupport
import Testing

@testable import Warehouse

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A backup is the warehouse of one moment, in one file, and never takes another file's place unasked.
@Suite struct BackupTests {
    private func refusal(_ kind: WarehouseError.Kind, _ body: () throws -> Void) -> Bool {
        do {
            try body()
            return false
        } catch {
            return (error as? WarehouseError)?.kind == kind
        }
    }

    @Test func `a backup holds all that the warehouse holds, and is told by its digest`() throws {
        let shelf = try Shelf(file: "w.db")
        for path in Fixtures.releases { _ = try shelf.warehouse.importRelease(from: .file(path)) }
        let target = shelf.folder("b.db")
        let report = try shelf.warehouse.backup(to: target)
        let bytes = try FileBytes.read(target)
        #expect(report.bytes == bytes.count && report.pages * 16384 == bytes.count)
        #expect(report.sha256 == Self.sha256(bytes))
        #expect(!shelf.folder.exists("b.db-wal") && !shelf.folder.exists("b.db-shm"))
        let copy = try Warehouse(path: target, access: .read)
        #expect(try copy.check().isSound)
        #expect(try Dump(copy.connection) == Dump(shelf))
        try copy.close()
        // Reading it has not changed it.
        #expect(try FileBytes.read(target) == bytes)
    }

    @Test func `the same warehouse gives the same bytes, another one others`() throws {
        let shelf = try Shelf(file: "w.db")
        try shelf.load(Documents.boxes("v1", samples: 40))
        let one = try shelf.warehouse.backup(to: shelf.folder("1.db"))
        let other = try Warehouse(path: shelf.folder("w.db"), access: .read)
            .backup(to: shelf.folder("2.db"))
        #expect(one.sha256 == other.sha256)
        try shelf.load(Documents.boxes("v2", samples: 41))
        #expect(try shelf.warehouse.backup(to: shelf.folder("3.db")).sha256 != one.sha256)
    }

    @Test func `a restored backup is a warehouse to go on with`() throws {
        let shelf = try Shelf(file: "w.db")
        try shelf.load(Documents.boxes("v1", samples: 4))
        _ = try shelf.warehouse.backup(to: shelf.folder("b.db"))
        let restored = try Warehouse(path: shelf.folder("b.db"), access: .write)
        let file = try shelf.folder.write(Documents.boxes("v2", samples: 5).text, to: "v2.json")
        #expect(try restored.importRelease(from: .file(file)).samples.new == 1)
        #expect(try restored.check().isSound)
        #expect(try shelf.warehouse.releases().count == 1)
    }

    @Test func `what is committed while it is made is not in it`() throws {
        let shelf = try Shelf(file: "w.db")
        try shelf.load(Documents.boxes("v1", samples: 8000))
        let reader = try Warehouse(path: shelf.folder("w.db"), access: .read)
        var steps = 0
        var failure: (any Error)?
        _ = try reader.backup(to: shelf.folder("b.db")) { _ in
            steps += 1
            guard steps == 1 else { return }
            do { try shelf.load(Documents.boxes("v2", samples: 50)) } catch { failure = error }
        }
        #expect(failure == nil && steps > 1)
        let copy = try Warehouse(path: shelf.folder("b.db"), access: .read)
        #expect(try copy.releases().map(\.release) == ["v1"])
        #expect(try copy.check().isSound)
        #expect(try shelf.warehouse.releases().count == 2)
    }

    @Test func `while an import writes, the warehouse is backed up as it was before`() throws {
        let shelf = try Shelf(file: "w.db")
        try shelf.load(Documents.boxes("v1", samples: 3))
        let before = try shelf.warehouse.backup(to: shelf.folder("before.db"))
        var digests: Set<String> = []
        let next = Window.withSamplesBehind(Documents.boxes("v2", samples: 40).text)
        try shelf.load(next, ImportOptions(batchCapacity: 256)) { _ in
            let report = try? Warehouse.backup(
                path: shelf.folder("w.db"), to: shelf.folder("b.db"), overwrite: true)
            digests.insert(report?.sha256 ?? "none")
        }
        #expect(digests == [before.sha256])
    }

    @Test func `a file that is there stays, unless it is to be overwritten`() throws {
        let shelf = try Shelf(file: "w.db")
        try shelf.load(Documents.boxes("v1"))
        let target = try shelf.folder.write("mine", to: "b.db")
        #expect(refusal(.target) { _ = try shelf.warehouse.backup(to: target) })
        #expect(try shelf.folder.text(of: "b.db") == "mine")
        _ = try shelf.warehouse.backup(to: target, overwrite: true)
        #expect(try Warehouse(path: target, access: .read).check().isSound)
    }

    @Test func `the warehouse itself is no place for its backup, by whatever name`() throws {
        let shelf = try Shelf(file: "w.db")
        try shelf.load(Documents.boxes("v1"))
        let folder = shelf.folder
        symlink("w.db", folder("soft.db"))
        link(folder("w.db"), folder("hard.db"))
        let dump = try Dump(shelf)
        for name in ["w.db", "soft.db", "hard.db", "./w.db", "w.db-wal", "w.db-shm", "w.db-journal"] {
            #expect(
                refusal(.target) { _ = try shelf.warehouse.backup(to: folder(name), overwrite: true) },
                "\(name)")
        }
        #expect(try Dump(shelf) == dump)
        #expect(try folder.names().filter { $0.hasSuffix(".tmp") } == [])
    }

    @Test func `a log that is left beside a target would change the backup, and is refused`() throws {
        let shelf = try Shelf(file: "w.db")
        try shelf.load(Documents.boxes("v1"))
        try shelf.folder.write("left over", to: "b.db-wal")
        #expect(refusal(.target) { _ = try shelf.warehouse.backup(to: shelf.folder("b.db")) })
        #expect(!shelf.folder.exists("b.db"))
    }

    @Test func `where no backup can be written, it says so and leaves nothing`() throws {
        let shelf = try Shelf(file: "w.db")
        try shelf.load(Documents.boxes("v1"))
        try shelf.folder.makeFolder("folder")
        #expect(refusal(.notFound) { _ = try shelf.warehouse.backup(to: shelf.folder("none/b.db")) })
        #expect(
            refusal(.target) { _ = try shelf.warehouse.backup(to: shelf.folder("folder"), overwrite: true) })
        #expect(
            refusal(.notFound) {
                _ = try Warehouse.backup(path: shelf.folder("none.db"), to: shelf.folder("b.db"))
            })
        let plain = try shelf.folder.write("no database", to: "plain.txt")
        #expect(refusal(.unusable) { _ = try Warehouse.backup(path: plain, to: shelf.folder("b.db")) })
        let names = try shelf.folder.names()
        #expect(!names.contains { $0.hasSuffix(".tmp") || $0 == "b.db" })
    }

    @Test func `a backup that is given up leaves nothing`() throws {
        let shelf = try Shelf(file: "w.db")
        try shelf.load(Documents.boxes("v1", samples: 8000))
        let cancellation = Cancellation()
        #expect(
            refusal(.interrupted) {
                _ = try shelf.warehouse.backup(to: shelf.folder("b.db"), cancellation: cancellation) { _ in
                    cancellation.cancel()
                }
            })
        let names = try shelf.folder.names()
        #expect(!names.contains { $0.hasSuffix(".tmp") || $0 == "b.db" })
    }

    @Test func `a damaged warehouse takes no backup's place`() throws {
        let shelf = try Shelf(file: "w.db")
        try shelf.load(Documents.boxes("v1", samples: 3000))
        _ = try shelf.warehouse.backup(to: shelf.folder("b.db"))
        let good = try FileBytes.read(shelf.folder("b.db"))
        try shelf.warehouse.close()
        var bytes = try FileBytes.read(shelf.folder("w.db"))
        let root = try #require(
            try Connection(path: shelf.folder("b.db"), immutableURI: true)
                .first("SELECT rootpage FROM sqlite_schema WHERE name = 'annotation'") {
                    Int($0.int64(at: 0))
                })
        for index in 0..<4096 { bytes[(root - 1) * 16384 + index] = 0x5A }
        try FileBytes.write(bytes, to: shelf.folder("w.db"))
        #expect(
            refusal(.unusable) {
                _ = try Warehouse.backup(
                    path: shelf.folder("w.db"), to: shelf.folder("b.db"), overwrite: true)
            })
        #expect(try FileBytes.read(shelf.folder("b.db")) == good)
    }

    @Test func `a warehouse of an older version is backed up as it is`() throws {
        let folder = try ScratchFolder()
        let old = try Connection(path: folder("old.db"), access: .create)
        try Migrator(old, migrations: Array(Migration.all.prefix(2))).migrate()
        try old.close()
        _ = try Warehouse.backup(path: folder("old.db"), to: folder("b.db"))
        let copy = try Connection(path: folder("b.db"), access: .readOnly)
        #expect(try Migrator(copy).state() == .warehouse(version: 2))
    }

    @Test func `a whole SHA-256 is the one that everybody tells`() {
        #expect(
            Self.sha256(Array("abc".utf8))
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    private static func sha256(_ bytes: [UInt8]) -> String {
        var hash = Digest.Hash()
        bytes.withUnsafeBytes { hash.update($0) }
        return hash.finishWhole()
    }
}
