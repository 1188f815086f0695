import CSQLite

/// A function of SQL over many rows, at work on one group or window of them.
///
/// Rows come by ``step(_:)``. Over a moving window, those that leave it go by ``removeFirst(_:)``, the oldest first.
public protocol AggregateFunction: AnyObject {
    func step(_ arguments: borrowing FunctionArguments) throws
    /// Takes back the oldest row that is in.
    func removeFirst(_ arguments: borrowing FunctionArguments) throws
    /// The result of the rows that are in; a window asks again and again.
    func value() throws -> Value
}

private typealias AggregateBody = () -> any AggregateFunction

extension Connection {
    /// Lets SQL call an aggregate written in Swift, over groups and over windows, in place of any other of this name and
    /// argument count.
    ///
    /// What it throws becomes the error of the statement, as it does for
    /// ``createFunction(_:argumentCount:deterministic:directOnly:_:)``.
    ///
    /// - Parameters:
    ///   - argumentCount: how many arguments it takes; -1 for any number.
    ///   - deterministic: whether the same rows always give the same result.
    ///   - directOnly: keeps it out of triggers, views, indices and everything else that a file could hold.
    ///   - make: makes the state of one group or window.
    /// - Throws: `SQLiteError` if the name or the count will not do, or if a statement is running.
    ///
    /// <https://www.sqlite.org/c3ref/create_function.html>
    public func createAggregate(
        _ name: String, argumentCount: Int32, deterministic: Bool = true, directOnly: Bool = true,
        _ make: @escaping () -> any AggregateFunction
    ) throws(SQLiteError) {
        let pointer = try handle.open()
        let callback = Callback<AggregateBody>(make, handle: handle)
        let flags =
            SQLITE_UTF8 | (deterministic ? SQLITE_DETERMINISTIC : 0)
            | (directOnly ? SQLITE_DIRECTONLY : SQLITE_INNOCUOUS)
        let code = sqlite3_create_window_function(
            pointer, name, argumentCount, flags, Unmanaged.passRetained(callback).toOpaque(),
            { context, count, values in
                callAggregate(context) { try $0.step(FunctionArguments(arguments(count, values))) }
            },
            { context in
                callAggregate(context, isLast: true) { setResult(try $0.value(), of: context) }
            },
            { context in
                callAggregate(context) { setResult(try $0.value(), of: context) }
            },
            { context, count, values in
                callAggregate(context) { try $0.removeFirst(FunctionArguments(arguments(count, values))) }
            },
            { context in
                guard let context else { return }
                Unmanaged<Callback<AggregateBody>>.fromOpaque(context).release()
            })
        guard code == SQLITE_OK else { throw handle.error(code).doing("creating the aggregate \(name)") }
    }
}

/// The state of one group, in the memory that SQLite keeps for it.
private final class AggregateState {
    let function: any AggregateFunction

    init(_ function: any AggregateFunction) {
        self.function = function
    }
}

private func arguments(
    _ count: Int32, _ values: UnsafeMutablePointer<OpaquePointer?>?
) -> UnsafeMutableBufferPointer<OpaquePointer?> {
    UnsafeMutableBufferPointer(start: values, count: Int(count))
}

/// - Parameter isLast: whether SQLite is done with the group; it says so after an error, too.
private func callAggregate(
    _ context: OpaquePointer?, isLast: Bool = false, _ body: (any AggregateFunction) throws -> Void
) {
    guard let userData = sqlite3_user_data(context) else { return }
    // Zeroed memory when the group is first met; no more is reserved for one that ends without rows.
    let size = isLast ? 0 : MemoryLayout<UnsafeMutableRawPointer?>.size
    let memory = sqlite3_aggregate_context(context, Int32(size))?.assumingMemoryBound(
        to: UnsafeMutableRawPointer?.self)
    if !isLast, memory == nil { return sqlite3_result_error_nomem(context) }
    Callback<AggregateBody>.call(userData) { make in
        let state: AggregateState
        if let known = memory?.pointee {
            state = Unmanaged<AggregateState>.fromOpaque(known).takeUnretainedValue()
        } else {
            state = AggregateState(make())
            if let memory { memory.pointee = Unmanaged.passRetained(state).toOpaque() }
        }
        do {
            try body(state.function)
        } catch {
            setError(error, of: context)
        }
        if isLast, let memory, let known = memory.pointee {
            memory.pointee = nil
            Unmanaged<AggregateState>.fromOpaque(known).release()
        }
    }
}
