import ReleaseFormat
import SQLite

/// The ids of labelsets by their names.
struct Labelsets {
    private let connection: Connection
    private var known: [(name: [UInt8], id: Int64)] = []

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// The id of a labelset, which gets one when it has none yet.
    mutating func id(of name: UnsafeRawBufferPointer) throws -> Int64 {
        for entry in known where entry.name.elementsEqual(name) { return entry.id }
        let id = try id(named: String(decoding: name, as: UTF8.self))
        // The one used last is looked at first: samples name theirs in the same order.
        if known.count < 64 { known.append((Array(name), id)) }
        return id
    }

    func id(named name: String) throws -> Int64 {
        if let id = try connection.first("SELECT id FROM labelset WHERE name = ?", Value(name), transform: { $0.int64(at: 0) }) {
            return id
        }
        try connection.run("INSERT INTO labelset (name) VALUES (?)", Value(name))
        return connection.lastInsertedRowID
    }
}
