#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What a thread has calculated, however busy the machine is with other things.
public enum ThreadTime {
    /// The processor time that this thread spends in `body`: for limits that a slow or busy machine must not break.
    public static func measure(_ body: () throws -> Void) rethrows -> Duration {
        let start = now
        try body()
        return now - start
    }

    /// The processor time that this thread has spent so far.
    public static var now: Duration {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(Int64(time.tv_sec)) + .nanoseconds(Int64(time.tv_nsec))
    }
}
