import Synchronization

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Faults are injected at every place that a job has, or, where tests must be quick, at some of them.
public enum Torture {
    /// `RELWH_TORTURE=full`, as `make torture` sets it.
    public static let isFull = getenv("RELWH_TORTURE").map { String(cString: $0) } == "full"

    /// What random choices follow from: `RELWH_SEED` repeats a run.
    public static let seed = SeededRandom.chosenSeed

    /// The places to try of so many, from 1.
    ///
    /// - Parameters:
    ///   - few: how many of them in a quick run: the first, the last and some between.
    ///   - most: how many in a full run; all, if there are no more.
    public static func places(of total: Int, few: Int, most: Int, salt: UInt64) -> [Int] {
        guard total > 0 else { return [] }
        let count = isFull ? most : few
        guard total > count else { return Array(1...total) }
        var random = SeededRandom(seed: seed ^ salt)
        // One of each stretch of equal length, so that none is left out.
        return (0..<count).map { index in
            let (first, last) = (1 + total * index / count, total * (index + 1) / count)
            return random.int(first...max(first, last))
        }
    }
}

/// What became of the faults: a line for each job and fault, and their sum when the process
/// ends.
public final class TortureLedger: Sendable {
    public static let shared = TortureLedger()

    private struct Line {
        var injected = 0
        var survived = 0
        var before = 0
        var after = 0
    }

    private struct Key: Hashable {
        var job: String
        var fault: String
    }

    private let lines = Mutex<[Key: Line]>([:])

    private init() {
        if Torture.isFull { Self.say(Self.row("job", "fault", ["injected", "survived", "before", "after"])) }
        atexit { TortureLedger.shared.sum() }
    }

    /// Notes one fault.
    ///
    /// - Parameters:
    ///   - isAfter: whether the job was done when the warehouse was opened again.
    ///   - survived: whether all was as it has to be.
    public func note(job: String, fault: String, isAfter: Bool, survived: Bool) {
        lines.withLock { lines in
            var line = lines[Key(job: job, fault: fault)] ?? Line()
            line.injected += 1
            line.survived += survived ? 1 : 0
            line.before += isAfter ? 0 : 1
            line.after += isAfter ? 1 : 0
            lines[Key(job: job, fault: fault)] = line
        }
    }

    /// Prints the line of a job and a fault, when all its places were tried; quick runs print but the sum.
    public func finish(job: String, fault: String) {
        guard Torture.isFull, let line = lines.withLock({ $0[Key(job: job, fault: fault)] }) else { return }
        let numbers = [line.injected, line.survived, line.before, line.after]
        Self.say(Self.row(job, fault, numbers.map { "\($0)" }))
    }

    private func sum() {
        let lines = lines.withLock { Array($0.values) }
        guard !lines.isEmpty else { return }
        let injected = lines.reduce(0) { $0 + $1.injected }
        let survived = lines.reduce(0) { $0 + $1.survived }
        Self.say("\(injected) faults injected, \(survived) survived (seed \(Torture.seed))\n")
    }

    private static func say(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }

    private static func row(_ job: String, _ fault: String, _ numbers: [String]) -> String {
        func padded(_ text: String, _ width: Int) -> String {
            text + String(repeating: " ", count: max(0, width - text.count))
        }
        let figures = numbers.map { String(repeating: " ", count: max(0, 9 - $0.count)) + $0 }
        return padded(job, 30) + padded(fault, 34) + figures.joined() + "\n"
    }
}
