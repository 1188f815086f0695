/// Idle statements by their SQL, the least recently used one given up when there are too many.
struct StatementCache {
    private var idle: [String: (statement: Statement, lastUse: Int)] = [:]
    private var clock = 0
    private let capacity = 128

    /// Hands a statement out; while it is away, the cache does not have it.
    mutating func take(_ sql: String) -> Statement? {
        idle.removeValue(forKey: sql)?.statement
    }

    /// Takes a statement back, reset and without bindings.
    mutating func give(back statement: Statement) {
        clock += 1
        idle[statement.sql] = (statement, clock)
        guard idle.count > capacity, let oldest = idle.min(by: { $0.value.lastUse < $1.value.lastUse })
        else { return }
        idle[oldest.key] = nil
    }

    mutating func removeAll() {
        idle.removeAll()
    }
}
