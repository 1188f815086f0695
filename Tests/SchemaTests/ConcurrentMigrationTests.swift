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
                        connection.setBusyTimeout(milliseconds: 10_000)
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
}
