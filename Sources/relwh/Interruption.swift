import Platform
import Warehouse

/// Ctrl-C, and a polite `kill`: the current work stops and rolls back.
enum Interruption {
    static let cancellation = Cancellation()

    /// From here on the first signal asks for a stop; a second one ends the process at once.
    ///
    /// System calls are not restarted, so that a read from an idle pipe ends too.
    static func listen() {
        _ = cancellation
        for number in [SIGINT, SIGTERM] { listen(to: number) }
    }

    /// Outlives the limit on the size of files (`ulimit -f`): writing on is an error then, as on a full disk.
    static func ignoreFileSizeSignal() { signal(SIGXFSZ, SIG_IGN) }

    static func check() throws {
        if cancellation.isCancelled { throw Failure(.interrupted, "interrupted") }
    }

    private static func listen(to number: CInt) {
        var action = sigaction()
        sigemptyset(&action.sa_mask)
        action.sa_flags = CInt(truncatingIfNeeded: SA_RESETHAND)
        let handler: @convention(c) (CInt) -> Void = { _ in Interruption.cancellation.cancel() }
        #if canImport(Darwin)
            action.__sigaction_u.__sa_handler = handler
        #else
            action.__sigaction_handler.sa_handler = handler
        #endif
        if !isIgnored(number) { sigaction(number, &action, nil) }
    }

    /// Who started us in the background may have chosen to ignore the signal; that stays so.
    private static func isIgnored(_ number: CInt) -> Bool {
        var old = sigaction()
        sigaction(number, nil, &old)
        #if canImport(Darwin)
            let handler = old.__sigaction_u.__sa_handler
        #else
            let handler = old.__sigaction_handler.sa_handler
        #endif
        return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}
