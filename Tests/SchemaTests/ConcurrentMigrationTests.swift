import SQLite
import Synchronization
import TestSupport
import Testing

@testable import Schema

@Suite struct ConcurrentMigrationTests {
    @Test(arguments: 0..<4)
    func `two connections migrate at once: one does, the other finds nothing left to do`(_: Int) async throws
    {
        let folder = try ScratchFolder()
        let path = folder("w.db")
        let before = await withTaskGroup(of: Result<Int, any Error>.self) { group in
            for _ in 0..<2 {
                group.addTask {
                    Result {
                        let connection = try Connection(path: path, access: .create)
                        connection.setBusyTimeout(milliseconds: 60_000)
                        return try Migrator(connection).migrate()
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        let versions = try before.map { try $0.get() }
        #expect(versions.contains(0))
        #expect(versions.allSatisfy { $0 == 0 || $0 == Migrator.newestVersion })
        let connection = try folder.connect(access: .readOnly)
        #expect(throws: Never.self) { try Migrator(connection).check() }
        #expect(try connection.lines("PRAGMA integrity_check") == ["ok"])
    }

    /// One reading of the file's header and one of its tables, with a commit in between, do not fit together.
    @Test func `who looks while another makes the file a warehouse does not take it for a foreign one`()
        throws
    {
        let folder = try ScratchFolder()
        let looking = try Connection(path: folder("w.db"), access: .create)
        let making = try Connection(path: folder("w.db"), access: .create)
        var attempts = 0
        looking.setAuthorizer { request in
            if case .read(let table, _) = request.action, table.hasPrefix("sqlite_"), attempts == 0 {
                attempts += 1
                _ = try? Migrator(making).migrate()
            }
            return .allow
        }
        #expect(try Migrator(looking).state() == .empty)
        #expect(attempts == 1)
        looking.setAuthorizer(nil)
        try Migrator(making).migrate()
        #expect(try Migrator(looking).state() == .warehouse(version: Migrator.newestVersion))
    }
}
