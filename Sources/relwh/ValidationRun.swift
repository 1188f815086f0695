import Warehouse

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Holds one release after the other against rules, and hands what is found to a writer.
struct ValidationRun {
    struct Release {
        var reference: Reference
        /// As it was named.
        var name: String
    }

    let options: ValidationOptions
    let baseline: Baseline?
    /// Whether findings are gathered to be a baseline.
    let keepsAll: Bool
    /// What was found, known or not.
    private(set) var all = Baseline()
    /// The most severe finding that is not known.
    private(set) var worst: Severity?

    init(options: ValidationOptions, baseline: Baseline?, keepsAll: Bool) {
        self.options = options
        self.baseline = baseline
        self.keepsAll = keepsAll
    }

    mutating func run(_ release: Release, to writer: any FindingWriter) throws {
        let warehouse = release.reference.warehouse
        let ref = release.reference.ref
        let words = FindingWording()
        let start = ContinuousClock.now
        try writer.begin(frame(of: release))
        var report = ValidationReport(summary: ValidationSummary(ref: ref))
        var own = Baseline()
        if let baseline {
            (report.summary, report.baseline) = try warehouse.validate(
                ref, options: options, baseline: baseline
            ) { finding, isKnown in
                if keepsAll { own.add(finding, place: words.place(finding.place)) }
                try writer.finding(finding, isKnown: isKnown)
            }
        } else {
            report.summary = try warehouse.validate(ref, options: options) { finding in
                if keepsAll { own.add(finding, place: words.place(finding.place)) }
                try writer.finding(finding, isKnown: false)
            }
        }
        report.seconds = Double((ContinuousClock.now - start) / .milliseconds(1)) / 1000
        all.formUnion(own)
        worst = (report.summary.counts.map(\.severity) + [worst].compactMap { $0 }).max()
        try writer.end(report)
    }

    private func frame(of release: Release) -> ValidationFrame {
        ValidationFrame(
            ref: release.reference.ref, name: release.name,
            file: release.reference.warehouse.path.isEmpty ? release.name : nil,
            rules: Rule.all.compactMap { rule in
                options.severity(of: rule).map { .init(rule: rule, severity: $0) }
            },
            hasBaseline: baseline != nil, startedAt: Self.now)
    }

    private static var now: String {
        var seconds = time(nil)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        var text = [CChar](repeating: 0, count: 32)
        strftime(&text, text.count, "%Y-%m-%dT%H:%M:%S", &parts)
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
