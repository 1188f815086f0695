import Platform

/// A lock with a condition to wait for.
final class Monitor: @unchecked Sendable {
    // Unchecked: the lock and the condition are made to be shared.
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    init() {
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(condition, nil)
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    func locked<R>(_ body: () throws -> R) rethrows -> R {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body()
    }

    /// Waits, inside ``locked(_:)``, until somebody signals.
    func wait() {
        pthread_cond_wait(condition, mutex)
    }

    func signalAll() {
        pthread_cond_broadcast(condition)
    }
}

/// A thread that can be waited for.
final class Worker {
    private final class Body {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    #if canImport(Darwin)
        private var thread: pthread_t?
    #else
        private var thread = pthread_t()
    #endif
    private var isRunning = false

    /// Starts a thread; nil if the system has none left.
    init?(_ run: @escaping @Sendable () -> Void) {
        let body = Unmanaged.passRetained(Body(run))
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        // JSON nests up to 512 levels, each a few frames deep.
        pthread_attr_setstacksize(&attributes, 8 << 20)
        #if canImport(Darwin)
            let code = pthread_create(
                &thread, &attributes,
                { argument in
                    Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
                    return nil
                }, body.toOpaque())
        #else
            let code = pthread_create(
                &thread, &attributes,
                { argument in
                    if let argument { Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run() }
                    return nil
                }, body.toOpaque())
        #endif
        if code != 0 {
            body.release()
            return nil
        }
        isRunning = true
    }

    func join() {
        guard isRunning else { return }
        isRunning = false
        #if canImport(Darwin)
            if let thread { pthread_join(thread, nil) }
        #else
            pthread_join(thread, nil)
        #endif
    }
}
