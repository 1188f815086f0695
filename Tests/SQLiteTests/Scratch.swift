import Foundation
import SQLite

/// A folder that goes with its owner.
final class Scratch {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("sqlite-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    /// The path of a file in it, which need not exist.
    func path(_ name: String) -> String {
        folder.appendingPathComponent(name).path
    }

    /// A connection to a file in it.
    func connect(_ name: String = "test.db", access: Connection.Access = .create) throws -> Connection {
        try Connection(path: path(name), access: access)
    }

    func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: folder.appendingPathComponent(name))
    }

    func exists(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: path(name))
    }

    func size(of name: String) throws -> Int {
        try Data(contentsOf: folder.appendingPathComponent(name)).count
    }
}

/// A database in memory with a script run.
func memory(_ script: String = "") throws -> Connection {
    let connection = try Connection(path: ":memory:")
    try connection.execute(script)
    return connection
}

extension Connection {
    /// All rows of a query.
    func rows(_ sql: String, _ parameters: Value...) throws -> [[Value]] {
        var rows: [[Value]] = []
        try query(sql, parameters: parameters) { row in
            rows.append((0..<row.columnCount).map { row.value(at: $0) })
        }
        return rows
    }

    /// The first column of the first row; nil if there is no row.
    func value(_ sql: String, _ parameters: Value...) throws -> Value? {
        try rows(sql, parameters).first?.first
    }

    func rows(_ sql: String, _ parameters: [Value]) throws -> [[Value]] {
        var rows: [[Value]] = []
        try query(sql, parameters: parameters) { row in
            rows.append((0..<row.columnCount).map { row.value(at: $0) })
        }
        return rows
    }

    /// Schema and rows of every table: what must be the same before and after a failure.
    func dump() throws -> [[Value]] {
        var dump = try rows("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name")
        for table in try rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name") {
            guard case .text(let name) = table[0] else { continue }
            dump += try rows("SELECT '\(name)', * FROM \"\(name)\"")
        }
        return dump
    }
}
