import ReleaseFormat
import SQLite
import TestSupport
import Testing

@testable import Warehouse

/// One writes, others read.
@Suite struct ConcurrencyTests {
    @Test func `a reader sees what was last committed, while an import runs`() throws {
        let shelf = try Shelf(file: "w.db")
        try shelf.load(Documents.boxes("v1", samples: 3))
        let reader = try Warehouse(path: shelf.folder("w.db"), access: .read, busyTimeout: .zero)
        let first = try Views.lines(of: "acme/flowers@v1", in: shelf)
        var looks = 0
        let next = Window.withSamplesBehind(Documents.boxes("v2", samples: 40).text)
        try shelf.load(next, ImportOptions(batchCapacity: 256)) { _ in
            looks += 1
            do {
                #expect(try reader.releases().map(\.release) == ["v1"])
                #expect(try reader.connection.lines("SELECT count(*) FROM annotations") == ["3"])
                let another = try Warehouse(path: shelf.folder("w.db"), access: .read, busyTimeout: .zero)
                #expect(try another.releases().count == 1)
            } catch {
                Issue.record("\(error)")
            }
        }
        #expect(looks > 3)
        #expect(try reader.releases().count == 2)
        #expect(try reader.connection.lines("SELECT count(*) FROM annotations") == ["43"])
        #expect(try Views.lines(of: "acme/flowers@v1", in: shelf) == first)
    }

    @Test(arguments: [false, true])
    func `a reader beside the first import is told so, and does not wait`(isSpilling: Bool) throws {
        let shelf = try Shelf(file: "w.db")
        // Where pages are written before the end, nobody can even look at the file.
        if isSpilling { try shelf.connection.execute("PRAGMA cache_size = 4") }
        var looks = 0
        let document = Window.withSamplesBehind(Documents.boxes("v1", samples: 200).text)
        try shelf.load(document, ImportOptions(batchCapacity: 1024)) { _ in
            looks += 1
            guard looks % 10 == 1 else { return }
            let start = ContinuousClock.now
            #expect {
                _ = try Warehouse(path: shelf.folder("w.db"), access: .read, busyTimeout: .seconds(60))
            } throws: { error in
                guard let error = error as? WarehouseError else { return false }
                return error.kind == .unusable && error.message.contains("is being created")
            }
            #expect(ContinuousClock.now - start < .seconds(30))
        }
        #expect(looks > 30)
        #expect(try Warehouse(path: shelf.folder("w.db"), access: .read).releases().count == 1)
    }

    @Test func `a reader that nobody waits for does not make the first import fail`() throws {
        let shelf = try Shelf(file: "w.db", busyTimeout: .zero)
        let path = shelf.folder("w.db")
        // A reader that came with the commit: the log cannot be switched on under it.
        try shelf.load(Documents.boxes("v1"))
        try shelf.connection.execute("PRAGMA journal_mode = DELETE")
        let reader = try Connection(path: path)
        let seen = try reader.transaction(.deferred) {
            let first = try reader.lines("SELECT count(*) FROM release")
            shelf.warehouse.settleAfterImport()
            return first + (try reader.lines("SELECT count(*) FROM release"))
        }
        #expect(seen == ["1", "1"])
        try reader.close()
        #expect(try shelf.load(Documents.boxes("v2")).status == .imported)
        #expect(try shelf.lines("PRAGMA journal_mode") == ["'wal'"])
    }

    @Test func `an export is of one moment, whatever happens beside it`() throws {
        let shelf = try Shelf(file: "w.db")
        let document = Documents.boxes("v1", samples: 3)
        try shelf.load(document)
        let reader = try Warehouse(path: shelf.folder("w.db"), access: .read)
        let release = try reader.resolve("v1")
        var seen = 0
        try reader.forEachSample(of: release) { _ in
            if seen == 0 { _ = try shelf.warehouse.remove("v1") }
            seen += 1
        }
        #expect(seen == 3)
        #expect(try reader.releases().isEmpty)
    }

    @Test func `a second writer waits, and then says what it waited for`() throws {
        let shelf = try Shelf(file: "w.db")
        try shelf.load(Documents.boxes("v1"))
        let second = try Warehouse(
            path: shelf.folder("w.db"), access: .write, busyTimeout: .milliseconds(200))
        let file = try shelf.folder.write(Documents.boxes("v2").text, to: "v2.json")
        let clock = ContinuousClock()
        try shelf.connection.transaction(.immediate) {
            let start = clock.now
            #expect {
                try second.importRelease(from: .file(file))
            } throws: {
                guard let error = $0 as? WarehouseError else { return false }
                return error.kind == .unusable && error.message.contains("locked: another process is writing")
                    && error.message.contains("w.db")
            }
            #expect(clock.now - start >= .milliseconds(200))
        }
        #expect(try second.importRelease(from: .file(file)).status == .imported)
        #expect(try shelf.warehouse.releases().count == 2)
    }

    @Test func `a second writer that waits long enough gets its turn`() async throws {
        let folder = try ScratchFolder()
        let first = try Shelf(file: "w.db")
        try first.load(Documents.boxes("v0"))
        let path = first.folder("w.db")
        try await withThrowingTaskGroup(of: ImportReport.Status.self) { group in
            for index in 1...3 {
                let file = try folder.write(
                    Documents.boxes("v\(index)", samples: 20 + index).text, to: "\(index).json")
                group.addTask {
                    let warehouse = try Warehouse(path: path, access: .write, busyTimeout: .seconds(30))
                    return try warehouse.importRelease(from: .file(file)).status
                }
            }
            for try await status in group { #expect(status == .imported) }
        }
        #expect(try first.warehouse.releases().count == 4)
        try Recount.check(first)
        #expect(try first.lines("PRAGMA integrity_check") == ["'ok'"])
    }

    @Test func `first imports of a new warehouse, at once, all arrive`() async throws {
        let folder = try ScratchFolder()
        let path = folder("w.db")
        try await withThrowingTaskGroup(of: ImportReport.Status.self) { group in
            for index in 1...3 {
                let file = try folder.write(
                    Documents.boxes("v\(index)", samples: index).text, to: "\(index).json")
                group.addTask {
                    let warehouse = try Warehouse(path: path, access: .write, busyTimeout: .seconds(30))
                    return try warehouse.importRelease(from: .file(file)).status
                }
            }
            for try await status in group { #expect(status == .imported) }
        }
        #expect(try Warehouse(path: path, access: .read).releases().count == 3)
    }
}
