import Synchronization

/// The results of a pure function of many things, worked out by two threads; in the order of the things.
enum ConcurrentMap {
    static func of<Thing: Sendable, Outcome: Sendable>(
        _ things: [Thing], _ transform: @escaping @Sendable (Thing) -> Outcome
    ) -> [Outcome] {
        guard things.count > 1 else { return things.map(transform) }
        let work = Work(things, transform)
        // Without a second thread this one does it all.
        let worker = Worker { work.run() }
        work.run()
        worker?.join()
        return work.outcomes
    }

    private final class Work<Thing: Sendable, Outcome: Sendable>: Sendable {
        private let things: [Thing]
        private let transform: @Sendable (Thing) -> Outcome
        private let next = Atomic<Int>(0)
        private let done: Mutex<[(Int, Outcome)]> = Mutex([])

        init(_ things: [Thing], _ transform: @escaping @Sendable (Thing) -> Outcome) {
            self.things = things
            self.transform = transform
        }

        /// Takes one thing after another until none is left.
        func run() {
            while true {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < things.count else { return }
                let outcome = transform(things[index])
                done.withLock { $0.append((index, outcome)) }
            }
        }

        var outcomes: [Outcome] {
            done.withLock { $0.sorted { $0.0 < $1.0 }.map(\.1) }
        }
    }
}
