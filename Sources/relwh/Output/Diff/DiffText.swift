import Warehouse

/// A diff for people: the figures, then the samples, the most changed first.
final class DiffText: DiffWriter {
    private let output: Output
    private let parts: DiffParts
    private let words: ChangeWording
    private var findings: DiffFindings

    init(_ frame: DiffFrame, output: Output, style: Style, limit: Int?) {
        self.output = output
        parts = DiffParts(frame: frame, style: style, limit: limit)
        words = ChangeWording(style: style)
        findings = DiffFindings(frame)
    }

    func begin() {}

    func change(_ change: Change) { findings.add(change) }

    func end(_ summary: DiffSummary) throws {
        findings.finish(summary)
        if findings.isSameContent, findings.release.isEmpty {
            try output.write(line: parts.equality)
            try writeFilters()
        } else {
            try writeHead()
            try writeSamples()
        }
        try writeFoot()
    }

    private func writeHead() throws {
        try output.write(line: parts.style.bold(parts.heading))
        if let times = parts.times { try output.write(line: parts.style.muted(times)) }
        try writeFilters()
        let figures = parts.figures(findings.summary)
        if findings.isSameContent {
            try output.write(line: "only the releases' own fields differ")
        } else if !figures.isEmpty {
            try output.write(line: "")
            for line in figures { try output.write(line: line) }
        }
        try writePart("release", findings.release) { words.lines(ofRelease: $0) }
        try writePart("categories", findings.categories) { change in
            [words.line(ofCategory: change, areDefinitionsShown: !parts.frame.isNarrowed)].compactMap { $0 }
        }
        try writePart("labelsets", findings.labelsets) { [words.line(ofLabelset: $0)] }
        for matrix in StatusMatrix.all(findings.summary.statusTransitions) { try write(matrix) }
    }

    private func writeFilters() throws {
        if let filters = parts.frame.filters { try output.write(line: parts.style.muted(filters)) }
    }

    /// Samples with one line are kept together.
    private func writeSamples() throws {
        var wasLine = false
        for sample in findings.samples.elements() {
            let lines = words.lines(of: sample)
            if lines.count > 1 || !wasLine { try output.write(line: "") }
            wasLine = lines.count == 1
            for line in lines { try output.write(line: parts.dressed(line)) }
        }
    }

    private func writePart(
        _ title: String, _ part: DiffFindings.Part, _ line: (Change) -> [ChangeLine]
    ) throws {
        let lines = parts.lines(of: part, line)
        guard !lines.isEmpty else { return }
        try output.write(line: "")
        try output.write(line: parts.style.bold(title))
        for line in lines { try output.write(line: parts.dressed(line)) }
    }

    private func write(_ matrix: StatusMatrix) throws {
        try output.write(line: "")
        let (titles, rows) = matrix.rows(arrow: parts.style.arrow)
        let cells = rows.map { [$0.0] + $0.1.map { $0.map(NumberText.grouped) } }
        let layout = TableLayout(
            columns: [.init(title: "status in " + SafeText.shown(matrix.labelset))]
                + titles.map { .init(title: $0, isNumeric: true) },
            rows: cells, limit: parts.limit, style: parts.style)
        try output.write { buffer in
            layout.appendHeader(to: &buffer)
            for row in cells { layout.append(row, to: &buffer) }
        }
    }

    private func writeFoot() throws {
        let lines = [parts.omittedSamples(findings), DiffParts.hidden(findings.summary.hidden)]
        for (index, line) in lines.compactMap({ $0 }).enumerated() {
            if index == 0 { try output.write(line: "") }
            try output.write(line: parts.style.muted(line))
        }
    }
}
