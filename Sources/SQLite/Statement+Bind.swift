import CSQLite

/// Binding one value at a time; parameters are counted from one.
///
/// A bind that fails (no such parameter, a text too long, a statement on a row) is reported by the
/// next ``step()``, so that a hot loop has one place to look for errors.
///
/// <https://www.sqlite.org/c3ref/bind_blob.html>
extension Statement {
    /// Binds an integer.
    @inlinable @inline(__always)
    public func bind(_ value: Int64, at index: Int32) {
        note(sqlite3_bind_int64(pointer, index, value))
    }

    /// Binds an integer.
    @inlinable @inline(__always)
    public func bind(_ value: Int, at index: Int32) {
        note(sqlite3_bind_int64(pointer, index, Int64(value)))
    }

    /// Binds a real number; a NaN becomes NULL.
    @inlinable @inline(__always)
    public func bind(_ value: Double, at index: Int32) {
        note(sqlite3_bind_double(pointer, index, value))
    }

    /// Binds NULL.
    @inlinable @inline(__always)
    public func bindNull(at index: Int32) {
        note(sqlite3_bind_null(pointer, index))
    }

    /// Binds UTF-8 text without copying it; no bytes make an empty text.
    ///
    /// The bytes must live, unchanged, until the statement was stepped and reset for the last time with them.
    @inlinable @inline(__always)
    public func bindText(_ bytes: UnsafeRawBufferPointer, at index: Int32) {
        note(csqlite_bind_text_static(pointer, index, bytes.baseAddress, UInt64(bytes.count)))
    }

    /// Binds a blob without copying it; no bytes make an empty blob.
    ///
    /// The bytes must live, unchanged, until the statement was stepped and reset for the last time with them.
    @inlinable @inline(__always)
    public func bindBlob(_ bytes: UnsafeRawBufferPointer, at index: Int32) {
        note(csqlite_bind_blob_static(pointer, index, bytes.baseAddress, UInt64(bytes.count)))
    }

    /// Binds a copy of a text.
    @inlinable
    public func bind(_ value: String, at index: Int32) {
        var value = value
        value.withUTF8 { bytes in
            note(csqlite_bind_text_transient(pointer, index, bytes.baseAddress, UInt64(bytes.count)))
        }
    }

    /// Binds a copy of a blob.
    @inlinable
    public func bind(_ value: [UInt8], at index: Int32) {
        value.withUnsafeBytes { bytes in
            note(csqlite_bind_blob_transient(pointer, index, bytes.baseAddress, UInt64(bytes.count)))
        }
    }

    /// Binds a copy of a value.
    public func bind(_ value: Value, at index: Int32) {
        switch value {
        case .null: bindNull(at: index)
        case .integer(let value): bind(value, at: index)
        case .real(let value): bind(value, at: index)
        case .text(let value): bind(value, at: index)
        case .blob(let value): bind(value, at: index)
        }
    }

    /// Keeps the code of a bind that failed for the next step to report.
    @inlinable @inline(__always)
    func note(_ code: Int32) {
        if code != SQLITE_OK { pendingFailure = code }
    }
}

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
