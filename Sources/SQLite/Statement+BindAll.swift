import CSQLite

/// Binding every parameter at once, exactly: nothing may be missing, nothing left over.
extension Statement {
    /// Binds the values to the parameters in their order.
    ///
    /// - Throws: `SQLiteError` with ``Misuse/parameterCount(expected:given:)``, and then nothing is bound.
    public func bind(_ values: [Value]) throws(SQLiteError) {
        guard pointer != nil else { throw SQLiteError(.closed, sql: sql) }
        guard values.count == parameterCount else {
            throw SQLiteError(
                .parameterCount(expected: parameterCount, given: values.count), sql: sql)
        }
        for (offset, value) in values.enumerated() {
            bind(value, at: Int32(offset + 1))
        }
    }

    /// Binds the values to the parameters of their names, written with their prefix (`:`, `@`, `$`) or without.
    ///
    /// - Throws: `SQLiteError` with ``Misuse/parameterNames(missing:surplus:)``, and then nothing is bound.
    public func bind(named values: [String: Value]) throws(SQLiteError) {
        guard pointer != nil else { throw SQLiteError(.closed, sql: sql) }
        var assigned: [Int32: Value] = [:]
        var surplus: [String] = []
        for (name, value) in values {
            guard let index = parameterIndex(named: name), assigned.updateValue(value, forKey: index) == nil
            else {
                surplus.append(name)
                continue
            }
        }
        let indices = Int32(1)..<Int32(parameterCount + 1)
        let missing = indices.filter { assigned[$0] == nil }.map { parameterName(at: $0) ?? "?\($0)" }
        guard missing.isEmpty, surplus.isEmpty else {
            throw SQLiteError(.parameterNames(missing: missing, surplus: surplus.sorted()), sql: sql)
        }
        for (index, value) in assigned {
            bind(value, at: index)
        }
    }
}
