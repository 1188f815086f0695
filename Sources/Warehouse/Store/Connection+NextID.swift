import SQLite

extension Connection {
    /// The id behind a table's last: ours count from 1, and leave room for whatever one release may bring.
    ///
    /// - Throws: ``WarehouseError`` of the kind `unusable` for a table whose last id nobody of ours has given.
    func nextID(of table: String) throws -> Int64 {
        let last = try first("SELECT max(id) FROM \(table)") { $0.int64(at: 0) } ?? 0
        guard last < 1 << 62 else { throw WarehouseError.noIDsLeft(in: table) }
        return max(last, 0) + 1
    }
}

extension WarehouseError {
    static func noIDsLeft(in table: String) -> WarehouseError {
        WarehouseError(
            kind: .unusable, message: "there are no ids left in the table \(table)",
            hint: "the file is damaged: restore a backup, or import its releases into a new warehouse")
    }
}
