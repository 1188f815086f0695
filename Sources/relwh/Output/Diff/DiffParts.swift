import Warehouse

/// Pieces of text that several forms of a diff share.
struct DiffParts {
    let frame: DiffFrame
    let style: Style
    /// The columns of the terminal; nil where nothing is to be cut.
    var limit: Int?

    // MARK: Sentences

    /// The message for two equal releases.
    var equality: String {
        let (from, to) = (SafeText.shown(frame.from.ref), SafeText.shown(frame.to.ref))
        if frame.isNarrowed { return "no matching differences between \(from) and \(to)" }
        if frame.from.ref.isExactly(frame.to.ref) { return "\(from) is the same on both sides" }
        return "\(from) and \(to) have the same content"
    }

    /// `acme/flowers@v1 → acme/flowers@v2`.
    var heading: String {
        "\(SafeText.shown(frame.from.ref)) \(style.arrow) \(SafeText.shown(frame.to.ref))"
    }

    /// `2024-01-04 00:08 → 2024-02-01 12:00`, with the files; nil where nothing is known.
    var times: String? {
        func text(_ side: DiffFrame.Side) -> String? {
            let parts = [side.createdAt.map { TimeText.minute(of: $0) }, side.file.map { "(\($0))" }]
            let known = parts.compactMap { $0 }.map { SafeText.shown($0) }
            return known.isEmpty ? nil : known.joined(separator: " ")
        }
        guard let from = text(frame.from) else { return text(frame.to).map { "? \(style.arrow) \($0)" } }
        return "\(from) \(style.arrow) \(text(frame.to) ?? "?")"
    }

    /// `and 120 more changed samples: --limit 0 shows all, --name-only names them`.
    func omittedSamples(_ findings: DiffFindings) -> String? {
        let omitted = findings.samples.omitted
        guard omitted > 0 else { return nil }
        return
            "and \(NumberText.counted(omitted, "more changed sample")): --limit 0 shows all, --name-only names them"
    }

    /// `hidden: 12 differences (signed urls 9, tolerance 1e-06 3); --no-ignore shows them`.
    static func hidden(_ hidden: [DiffSummary.Hidden]) -> String? {
        let hidden = hidden.filter { $0.differences > 0 }
        guard !hidden.isEmpty else { return nil }
        let total = hidden.reduce(0) { $0 + $1.differences }
        let rules = hidden.map { "\(SafeText.shown($0.rule)) \(NumberText.grouped($0.differences))" }
        let isAsked = hidden.allSatisfy { $0.rule.hasPrefix("ignored") }
        return "hidden: \(NumberText.counted(total, "difference")) (\(rules.joined(separator: ", ")))"
            + (isAsked ? "" : "; --no-ignore shows them")
    }

    // MARK: Lines

    func lines(of part: DiffFindings.Part, _ line: (Change) -> [ChangeLine]) -> [ChangeLine] {
        var lines = part.changes.flatMap(line)
        if part.omitted > 0 {
            let more = NumberText.counted(part.omitted, "more change")
            lines.append(ChangeLine(depth: 1, sign: .note, subject: "and \(more): --json shows all"))
        }
        return lines
    }

    /// The figures of all levels, in columns.
    func figures(_ summary: DiffSummary) -> [String] {
        let lines = summary.figureLines
        let name = lines.map(\.name.count).max() ?? 0
        func width(_ figure: (FigureLine) -> Int) -> Int {
            lines.map { NumberText.grouped(figure($0)).count + 1 }.max() ?? 0
        }
        let widths = [width(\.added), width(\.removed), width(\.modified)]
        return lines.flatMap { line in
            let figures = [
                figure("+", line.added, widths[0], style.added),
                figure("-", line.removed, widths[1], style.removed),
                figure("~", line.modified, widths[2], style.modified),
            ]
            let padding = String(repeating: " ", count: name - line.name.count)
            let counts = line.name + padding + "  " + figures.joined(separator: "  ")
            guard !line.othersText.isEmpty else { return [counts] }
            // Counts are never cut: what does not fit goes on below.
            let indent = name + widths.reduce(8, +)
            let others = WrappedText.lines(
                of: "(\(line.othersText))", width: limit.map { max($0 - indent, 16) } ?? .max,
                breaksWords: false)
            return others.enumerated().map { number, text in
                (number == 0 ? counts + "  " : String(repeating: " ", count: indent)) + style.muted(text)
            }
        }
    }

    private func figure(_ sign: String, _ count: Int, _ width: Int, _ dressed: (String) -> String) -> String {
        let text = sign + NumberText.grouped(count)
        let padding = String(repeating: " ", count: width - text.count)
        return padding + (count > 0 ? dressed(text) : style.muted(text))
    }

    /// A line as people read it in a terminal.
    func dressed(_ line: ChangeLine) -> String {
        let indent = String(repeating: "  ", count: line.depth)
        let sign =
            switch line.sign {
            case .added: "+ "
            case .removed: "- "
            case .modified: "~ "
            case .heading, .note: ""
            }
        var room = (limit ?? .max) - indent.count - sign.count
        func cut(_ text: String, after gap: Int = 0) -> String {
            room -= gap
            guard limit != nil else { return text }
            guard !text.isEmpty, room > 0 else { return "" }
            let cut = DisplayWidth.truncated(text, to: room, ellipsis: style.ellipsis)
            room -= DisplayWidth.of(cut)
            return cut
        }
        var result = indent + dressed(sign + cut(line.subject), line)
        for (text, isMuted) in [(line.details, line.sign == .heading), (line.aside, true)]
        where !text.isEmpty {
            let text = cut(text, after: 2)
            if !text.isEmpty { result += "  " + (isMuted && line.depth != 1 ? style.muted(text) : text) }
        }
        return result
    }

    private func dressed(_ text: String, _ line: ChangeLine) -> String {
        switch line.sign {
        case .added: style.added(text)
        case .removed: style.removed(text)
        case .modified: style.modified(text)
        case .heading: style.bold(text)
        case .note: style.muted(text)
        }
    }
}
