import Warehouse

extension ImportReport {
    /// `relwh.import/1`.
    var document: JSONDocument {
        JSONDocument(
            thing: "import",
            members: [
                ("ref", .string(ref)),
                ("status", .string(status.rawValue)),
                ("samples", .members(samples.members)),
                ("labels", .members(labels.members + [("null", .count(nullLabels))])),
                ("annotations", .members(annotations.members)),
                ("warnings", .array(warnings.map(DocumentValue.string))),
                ("bytes", .count(bytes)),
                ("seconds", .real((seconds * 1e6).rounded() / 1e6)),
                ("source", .string(source)),
            ])
    }

    fileprivate func verb(isDryRun: Bool) -> String {
        switch status {
        case .imported: isDryRun ? "would import " : "imported "
        case .replaced: isDryRun ? "would replace" : "replaced "
        case .unchanged: isDryRun ? "unchanged    " : "unchanged"
        }
    }
}

/// The lines of an import, one a source, in columns.
///
/// Lines are written as sources are done: a column is as wide as what was in it so far.
struct ImportLines {
    private var refWidth = 0
    private let fileWidth: Int
    private var countWidths = Array(repeating: 0, count: 6)
    private let isAligned: Bool

    /// - Parameter files: the sources to come.
    init(files: [String]) {
        isAligned = files.count > 1
        fileWidth = files.map { DisplayWidth.of(SafeText.shown($0)) }.max() ?? 0
    }

    /// `imported  acme/flowers@v1  v1.json  20,000 samples (300 new), …  1.2 s, 180 MB/s`.
    mutating func line(of report: ImportReport, isDryRun: Bool) -> String {
        let ref = SafeText.shown(report.ref)
        refWidth = max(refWidth, DisplayWidth.of(ref))
        var speed = NumberText.seconds(report.seconds)
        if report.seconds > 0, report.bytes > 0 {
            speed += ", \(NumberText.bytes(Double(report.bytes) / report.seconds))/s"
        }
        let parts = [
            "\(report.verb(isDryRun: isDryRun)) \(padded(ref, to: refWidth))",
            padded(SafeText.shown(report.source), to: fileWidth), counts(of: report), speed,
        ]
        return parts.joined(separator: "  ")
    }

    private mutating func counts(of report: ImportReport) -> String {
        let counts = [
            (report.samples, "sample"), (report.labels, "label"), (report.annotations, "annotation"),
        ]
        return counts.enumerated().map { index, count in
            let (counts, noun) = count
            let total = number(counts.total, at: 2 * index)
            let nouns = counts.total == 1 ? isAligned ? "\(noun) " : noun : "\(noun)s"
            return "\(total) \(nouns) (\(number(counts.new, at: 2 * index + 1)) new)"
        }.joined(separator: ", ")
    }

    private mutating func number(_ number: Int, at column: Int) -> String {
        let text = NumberText.grouped(number)
        guard isAligned else { return text }
        countWidths[column] = max(countWidths[column], text.count)
        return String(repeating: " ", count: countWidths[column] - text.count) + text
    }

    private func padded(_ text: String, to width: Int) -> String {
        isAligned ? text + String(repeating: " ", count: max(0, width - DisplayWidth.of(text))) : text
    }
}

extension ImportReport.Counts {
    fileprivate var members: [(String, DocumentValue)] {
        [("total", .count(total)), ("new", .count(new)), ("reused", .count(reused))]
    }
}
