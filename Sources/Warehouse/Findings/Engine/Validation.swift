import SQLite

/// Holds one release against the rules that are asked for.
struct Validation {
    /// Fewer annotations are looked at before a second thread has found its way.
    static let leastToShare = 40_000

    private let warehouse: Warehouse
    private let families: ActiveFamilies
    private let options: ValidationOptions
    private let leastToShare: Int

    var context: RuleContext { families.context }

    /// - Parameters:
    ///   - tellsOfWhole: whether rules that only the whole release can tell are among them.
    ///   - leastToShare: from so many annotations on, two threads share the work.
    /// - Throws: ``WarehouseError``: `notFound` for a labelset that the release does not have, if it is told of as a whole.
    init(
        _ warehouse: Warehouse, _ release: ReleaseSummary, _ options: ValidationOptions,
        tellsOfWhole: Bool = true, leastToShare: Int = Validation.leastToShare
    ) throws {
        self.warehouse = warehouse
        self.options = options
        self.leastToShare = leastToShare
        let context = try RuleContext(warehouse, release, options, needsLabelsets: tellsOfWhole)
        families = ActiveFamilies(context, tellsOfWhole: tellsOfWhole)
    }

    /// All of the release: its samples, then what only the whole release can tell.
    func run(_ finding: (Finding) throws -> Void) throws -> ValidationSummary {
        var counter = FindingCounter()
        var summary = ValidationSummary(ref: context.release.ref)
        let gatherers = try scan(try plan()) { outcome in
            summary.samples += outcome.samples
            summary.labels += outcome.labels
            summary.annotations += outcome.annotations
            for one in outcome.findings {
                counter.count(one)
                try finding(one)
            }
        }
        var sink = FindingSink(context)
        let places = ReleasePlaces(warehouse.connection, context)
        for gatherer in gatherers { try gatherer.tell(places, &sink) }
        for one in try headerFindings() + sink.takeAll() {
            counter.count(one)
            try finding(one)
        }
        summary.counts = counter.counts
        return summary
    }

    /// What is found outside the samples.
    func headerFindings() throws -> [Finding] {
        var sink = FindingSink(context)
        for family in families.header { try family.check(context, &sink) }
        return sink.takeAll()
    }

    /// The samples of the release, in its order.
    func plan() throws -> [PlannedSample] {
        var plan: [PlannedSample] = []
        plan.reserveCapacity(context.release.samples)
        try warehouse.connection.query(
            "SELECT sample_id, sample_state_id, position FROM release_sample WHERE release_id = ?",
            Value(context.releaseID)
        ) { row in
            plan.append(
                PlannedSample(
                    sampleID: row.int64(at: 0), stateID: row.int64(at: 1),
                    position: Int32(clamping: row.int64(at: 2))))
        }
        // Ids were given in the order of the first release; others keep it mostly.
        let isSorted = zip(plan, plan.dropFirst()).allSatisfy { $0.position <= $1.position }
        return isSorted ? plan : plan.sorted { $0.position < $1.position }
    }

    /// Looks at samples, with a second thread where that pays.
    ///
    /// - Returns: what was gathered.
    func scan(
        _ plan: [PlannedSample], passOn: (ContentScan.Outcome) throws -> Void
    ) throws -> [any ReleaseRules] {
        let parts = Self.parts(of: plan.count, context.release)
        let shared = SharedScan(parts)
        var worker: Worker?
        let share = context.release.samples > 0 ? plan.count * 100 / context.release.samples : 0
        if isFile, parts.count > 1, context.release.annotations * share / 100 >= leastToShare {
            worker = Worker { [path = warehouse.path, families, cancellation = options.cancellation] in
                // Without a second connection the first thread does it all.
                try? Self.help(shared, plan, path, families, cancellation)
            }
        }
        let scan = ContentScan(warehouse, families)
        let outcome = Result { try shared.run(scan, plan, options.cancellation, passOn: passOn) }
        // The thread is waited for whatever happens: it must not outlive what it was lent.
        shared.stop()
        worker?.join()
        try outcome.get()
        var gatherers = scan.gatherers
        for (place, other) in shared.othersGathered.enumerated() { gatherers[place].appendSame(other) }
        return gatherers
    }

    private var isFile: Bool { !warehouse.path.isEmpty && warehouse.path != ":memory:" }

    private static func help(
        _ shared: SharedScan, _ plan: [PlannedSample], _ path: String, _ families: ActiveFamilies,
        _ cancellation: Cancellation?
    ) throws {
        let warehouse = try Warehouse(path: path, access: .read)
        try warehouse.reading(cancellation) {
            let release = families.context.release
            // What a release holds never changes: the same release, imported at the same moment, is the same rows.
            guard try warehouse.resolve(release.ref) == release else { return }
            let id = try warehouse.connection.first(
                "SELECT id FROM release WHERE ref = ?", Value(release.ref)
            ) { $0.int64(at: 0) }
            guard id == families.context.releaseID else { return }
            shared.help(ContentScan(warehouse, families), plan)
        }
    }

    /// Samples that are read together: some thousand annotations, as far as an average tells.
    private static func parts(of samples: Int, _ release: ReleaseSummary) -> [Range<Int>] {
        let average = release.annotations / max(release.samples, 1)
        let size = min(max(8192 / (average + 8), 1), 512)
        return stride(from: 0, to: samples, by: size).map { $0..<min($0 + size, samples) }
    }
}
