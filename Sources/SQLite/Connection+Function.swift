import CSQLite

private typealias FunctionBody = (borrowing FunctionArguments) throws -> Value

extension Connection {
    /// Lets SQL call a Swift function, in place of any other of this name and argument count.
    ///
    /// What `body` throws becomes the error of the statement that called: a `SQLiteError` with its code and
    /// message, anything else as `SQLITE_ERROR` with its description.
    ///
    /// The connection keeps `body` until it closes; if `body` uses the connection, let it capture that unowned.
    ///
    /// - Parameters:
    ///   - argumentCount: how many arguments it takes; -1 for any number.
    ///   - deterministic: whether the same arguments always give the same result, which lets SQLite call it
    ///     less often.
    ///   - directOnly: keeps it out of triggers, views, indices and everything else that a file could hold; false
    ///     allows it there, even in a schema that is not trusted.
    /// - Throws: `SQLiteError` if the name or the count will not do, or if a statement is running.
    ///
    /// <https://www.sqlite.org/c3ref/create_function.html>
    public func createFunction(
        _ name: String, argumentCount: Int32, deterministic: Bool = true, directOnly: Bool = true,
        _ body: @escaping (_ arguments: borrowing FunctionArguments) throws -> Value
    ) throws(SQLiteError) {
        let pointer = try handle.open()
        let callback = Callback<FunctionBody>(body, handle: handle)
        let flags =
            SQLITE_UTF8 | (deterministic ? SQLITE_DETERMINISTIC : 0)
            | (directOnly ? SQLITE_DIRECTONLY : SQLITE_INNOCUOUS)
        let code = sqlite3_create_function_v2(
            pointer, name, argumentCount, flags, Unmanaged.passRetained(callback).toOpaque(),
            { context, count, values in callFunction(context, count, values) }, nil, nil,
            { context in
                guard let context else { return }
                Unmanaged<Callback<FunctionBody>>.fromOpaque(context).release()
            })
        guard code == SQLITE_OK else { throw handle.error(code).doing("creating the function \(name)") }
    }

    /// Takes a function away from SQL.
    ///
    /// - Throws: `SQLiteError` if a statement is running.
    public func removeFunction(_ name: String, argumentCount: Int32) throws(SQLiteError) {
        let pointer = try handle.open()
        let code = sqlite3_create_function_v2(
            pointer, name, argumentCount, SQLITE_UTF8, nil, nil, nil, nil, nil)
        guard code == SQLITE_OK else { throw handle.error(code).doing("removing the function \(name)") }
    }
}

private func callFunction(
    _ context: OpaquePointer?, _ count: Int32, _ values: UnsafeMutablePointer<OpaquePointer?>?
) {
    guard let userData = sqlite3_user_data(context) else { return }
    let arguments = UnsafeMutableBufferPointer(start: values, count: Int(count))
    Callback<FunctionBody>.call(userData) { body in
        do {
            setResult(try body(FunctionArguments(arguments)), of: context)
        } catch {
            setError(error, of: context)
        }
    }
}

func setResult(_ value: Value, of context: OpaquePointer?) {
    switch value {
    case .null:
        sqlite3_result_null(context)
    case .integer(let value):
        sqlite3_result_int64(context, value)
    case .real(let value):
        sqlite3_result_double(context, value)
    case .text(var value):
        value.withUTF8 { bytes in
            csqlite_result_text_transient(context, bytes.baseAddress, UInt64(bytes.count))
        }
    case .blob(let value):
        value.withUnsafeBytes { bytes in
            csqlite_result_blob_transient(context, bytes.baseAddress, UInt64(bytes.count))
        }
    }
}

func setError(_ error: any Error, of context: OpaquePointer?) {
    let cause = error as? SQLiteError
    sqlite3_result_error(context, cause?.message ?? "\(error)", -1)
    if let cause { sqlite3_result_error_code(context, cause.extendedCode) }
}
