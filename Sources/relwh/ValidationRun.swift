import Platform
import ReleaseFormat
import Warehouse

/// Checks one release after the other, and hands what is found to a writer.
struct ValidationRun {
    struct Release {
        var reference: Reference
        /// As it was named.
        var name: String
    }

    let options: ValidationOptions
    /// What filters on labels leave, in words; nil for all.
    let filters: String?
    let baseline: Baseline?
    /// Whether findings are gathered to be a baseline.
    let keepsAll: Bool
    let gates: GateRun?
    /// What became of the gates of each release, in order.
    private(set) var gateReports: [(ref: String, report: GateReport)] = []
    /// What was found, known or not.
    private(set) var all = Baseline()
    /// The most severe finding that is not known.
    private(set) var worst: Severity?

    init(
        options: ValidationOptions, filters: String? = nil, baseline: Baseline?, keepsAll: Bool,
        gates: GateRun? = nil
    ) {
        self.filters = filters
        self.gates = gates
        self.options = options
        self.baseline = baseline
        self.keepsAll = keepsAll
    }

    mutating func run(_ release: Release, to writer: any FindingWriter) throws {
        let warehouse = release.reference.warehouse
        let ref = release.reference.ref
        let words = FindingWording()
        let start = ContinuousClock.now
        try writer.begin(try frame(of: release))
        var report = ValidationReport(summary: ValidationSummary(ref: ref))
        var own = Baseline()
        let evaluation = try gates?.evaluation(of: release.reference)
        if let baseline {
            (report.summary, report.baseline) = try warehouse.validate(
                ref, options: options, baseline: baseline
            ) { finding, isKnown in
                if keepsAll { own.add(finding, place: words.place(finding.place)) }
                try writer.finding(finding, isKnown: isKnown)
            }
        } else {
            func take(_ finding: Finding) throws {
                if keepsAll { own.add(finding, place: words.place(finding.place)) }
                try writer.finding(finding, isKnown: false)
            }
            if let gates, let evaluation, evaluation.needsFindings, options.looksAtAll {
                // What gates ask for is counted on the way.
                report.summary = try gates.translating { try evaluation.validate(finding: take) }
            } else {
                report.summary = try warehouse.validate(ref, options: options, finding: take)
            }
        }
        if let gates, let evaluation {
            let results = try gates.report(evaluation)
            gateReports.append((ref, results))
            report.gates = results
        }
        report.seconds = Double((ContinuousClock.now - start) / .milliseconds(1)) / 1000
        all.formUnion(own)
        worst = (report.summary.counts.map(\.severity) + [worst].compactMap { $0 }).max()
        try writer.end(report)
    }

    private func frame(of release: Release) throws -> ValidationFrame {
        ValidationFrame(
            ref: release.reference.ref, name: release.name, file: try file(of: release),
            rules: Rule.all.compactMap { rule in
                options.severity(of: rule).map { .init(rule: rule, severity: $0) }
            },
            filters: filters, hasBaseline: baseline != nil, startedAt: Self.now)
    }

    /// The file that a release was read from; one that was imported from a pipe is in the warehouse only.
    private func file(of release: Release) throws -> String {
        let warehouse = release.reference.warehouse
        guard !warehouse.path.isEmpty else { return release.name }
        let source = try warehouse.release(release.reference.ref).source
        return source == ReleaseSource.standardInput.name ? warehouse.path : source
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

extension ValidationOptions {
    /// Whether nothing but settings narrows what is looked at.
    fileprivate var looksAtAll: Bool {
        rules == .all && minimumSeverity == .info && labelsets == nil && statuses == nil
    }
}
