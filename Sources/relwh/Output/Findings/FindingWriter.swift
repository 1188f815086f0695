import Warehouse

/// Takes the findings of one release after the other, as they come, and writes them in one form.
protocol FindingWriter {
    func begin() throws
    func begin(_ frame: ValidationFrame) throws
    /// - Parameter isKnown: whether it is in the baseline.
    func finding(_ finding: Finding, isKnown: Bool) throws
    func end(_ report: ValidationReport) throws
    func end() throws
}

extension FindingWriter {
    func begin() throws {}
    func end() throws {}
}

/// What is known of a validation before it begins.
struct ValidationFrame: Sendable {
    struct LookedAt: Sendable {
        var rule: Rule
        var severity: Severity
    }

    var ref: String
    /// The release as it was named.
    var name: String
    /// The file that it was read from, or imported from, as it was named.
    var file: String
    /// The rules that are checked, in the catalogue's order.
    var rules: [LookedAt]
    /// What filters on labels leave, in words; nil for all.
    var filters: String?
    var hasBaseline = false
    /// When it began: `2025-01-31T12:00:00`, in UTC.
    var startedAt = ""
}

/// What is known once it is over.
struct ValidationReport: Sendable {
    /// Of what is not in the baseline.
    var summary: ValidationSummary
    var baseline: BaselineOutcome?
    /// nil without a gate file.
    var gates: GateReport?
    var seconds = 0.0

    /// `3 errors, 1 warning`; nil where nothing was found.
    var found: String? {
        let parts = Severity.allCases.reversed().compactMap { severity -> String? in
            let count = summary.findings(severity)
            return count > 0 ? NumberText.counted(count, severity.rawValue) : nil
        }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    /// `1,204 samples, 1,198 labels, 48,211 annotations`
    var looked: String {
        let counts = [
            (summary.samples, "sample"), (summary.labels, "label"), (summary.annotations, "annotation"),
        ]
        return counts.map { NumberText.counted($0, $1) }.joined(separator: ", ")
    }

    /// What became of the findings of the baseline; nil without one.
    var baselineSentence: String? {
        guard let baseline else { return nil }
        let hidden = NumberText.counted(baseline.hidden, "finding")
        let gone = baseline.gone ?? 0
        guard gone > 0 else { return "the baseline hides \(hidden)" }
        let known = gone == 1 ? "1 known one is gone" : "\(NumberText.grouped(gone)) known ones are gone"
        return "the baseline hides \(hidden); \(known)"
    }
}

enum FindingWriters {
    static func writer(
        _ options: FindingFormatOptions, severalReleases: Bool, failingFrom: Severity, output: Output,
        color: ColorChoice
    ) -> any FindingWriter {
        switch options.output.format {
        case .table:
            FindingText(
                output: output, style: output.style(color), limit: output.isTerminal ? output.width : nil,
                most: options.mostShown)
        case .markdown: FindingMarkdown(output: output, most: options.mostShown)
        case .json: FindingDocument(output: output, isList: severalReleases)
        case .ndjson: FindingObjects(output: output)
        case .csv: FindingRows(output: output, format: .csv)
        case .excel: FindingRows(output: output, format: .excel)
        case .tsv: FindingRows(output: output, format: .tsv)
        case .junit: FindingJUnit(output: output, failingFrom: failingFrom)
        case .sarif: FindingSARIF(output: output)
        }
    }
}

/// Writes nothing: where only the exit code is asked for.
struct NoFindings: FindingWriter {
    func begin(_ frame: ValidationFrame) {}
    func finding(_ finding: Finding, isKnown: Bool) {}
    func end(_ report: ValidationReport) {}
}
