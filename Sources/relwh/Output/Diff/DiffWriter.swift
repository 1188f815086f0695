import Warehouse

/// Takes what two releases differ in, as it comes, and writes it in one form.
protocol DiffWriter {
    func begin() throws
    func change(_ change: Change) throws
    func end(_ summary: DiffSummary) throws
}

/// What is known of a diff before it is made.
struct DiffFrame: Sendable {
    struct Side: Sendable {
        var ref: String
        var createdAt: String?
        /// The file that it was read from, as it was named.
        var file: String?
    }

    var from: Side
    var to: Side
    /// Whether there may be differences that were not asked for.
    var isNarrowed = false
    /// What filters leave, in words; nil for all.
    var filters: String?
    /// The most samples that people are shown; nil for all.
    var samplesShown: Int? = DiffFormatOptions.samplesShown
    /// Whether frames of a track that changed alike have a line each.
    var isPerFrame = false

    /// `from` and `to` of `relwh.diff/1`.
    var members: [(String, DocumentValue)] {
        func members(_ side: Side) -> DocumentValue {
            .members([("ref", .string(side.ref)), ("created_at", .optional(side.createdAt))])
        }
        return [("from", members(from)), ("to", members(to))]
    }
}

enum DiffWriters {
    static func writer(
        _ form: DiffFormatOptions.Form, _ frame: DiffFrame, output: Output, color: ColorChoice
    ) -> any DiffWriter {
        let limit = output.isTerminal ? output.width : nil
        let style = output.style(color)
        return switch form {
        case .text: DiffText(frame, output: output, style: style, limit: limit)
        case .markdown: DiffMarkdown(frame, output: output)
        case .stat: DiffStat(frame, output: output, style: style, limit: limit)
        case .nameOnly: DiffNames(output: output, tellsStatus: false)
        case .nameStatus: DiffNames(output: output, tellsStatus: true)
        case .json: DiffDocument(frame, output: output)
        case .ndjson: DiffObjects(frame, output: output)
        case .csv: DiffRows(output: output, format: .csv)
        case .tsv: DiffRows(output: output, format: .tsv)
        }
    }
}

/// One row per change, with the columns of the table `changes` that SQL over a diff has. The figures are left out.
struct DiffRows: DiffWriter {
    let output: Output
    let format: DelimitedText

    func begin() throws {
        let names = DiffTable.changes.layout.columns.map(\.name)
        try output.write { format.append(names: names, to: &$0) }
    }

    func change(_ change: Change) throws {
        try output.write { format.append(DiffTable.row(of: change), to: &$0) }
    }

    func end(_ summary: DiffSummary) {}
}
