import ReleaseFormat
import SQLite

/// The ids of labelsets by their names.
struct Labelsets {
    private let connection: Connection
    private var known = WordTable<Int64>()

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// The id of a labelset, which is added if it is new.
    mutating func id(of name: UnsafeRawBufferPointer) throws -> Int64 {
        if let id = known[name] { return id }
        let id = try id(named: String(decoding: name, as: UTF8.self))
        known.remember(name, id)
        return id
    }

    func id(named name: String) throws -> Int64 {
        let known = try connection.first("SELECT id FROM labelset WHERE name = ?", Value(name)) {
            $0.int64(at: 0)
        }
        if let known { return known }
        try connection.run("INSERT INTO labelset (name) VALUES (?)", Value(name))
        return connection.lastInsertedRowID
    }
}
