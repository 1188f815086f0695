import ReleaseFormat
import SQLite

/// The ids of labelsets by their names.
struct Labelsets {
    private let connection: Connection
    private var known = WordTable<Int64>()

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// The id of a labelset, which gets one when it has none yet.
    mutating func id(of name: UnsafeRawBufferPointer) throws -> Int64 {
        let connection = connection
        return try known.value(of: name) { bytes in
            try Self.id(named: String(decoding: bytes, as: UTF8.self), connection)
        }
    }

    func id(named name: String) throws -> Int64 {
        try Self.id(named: name, connection)
    }

    private static func id(named name: String, _ connection: Connection) throws -> Int64 {
        let known = try connection.first("SELECT id FROM labelset WHERE name = ?", Value(name)) {
            $0.int64(at: 0)
        }
        if let known { return known }
        try connection.run("INSERT INTO labelset (name) VALUES (?)", Value(name))
        return connection.lastInsertedRowID
    }
}
