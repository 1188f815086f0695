import Warehouse

/// How many annotations came, went and changed, by labelset and category, with bars as `git diff --stat` draws them.
final class DiffStat: DiffWriter {
    private struct Tally {
        var labelset: String
        /// nil where an annotation has none.
        var category: String?
        var added = 0
        var removed = 0
        var modified = 0

        var total: Int { added + removed + modified }
    }

    /// Names by their bytes.
    private struct Key: Hashable {
        var bytes: [UInt8]

        init(_ labelset: String, _ category: String?) {
            bytes =
                Array(labelset.utf8) + [0xFF] + Array((category ?? "").utf8) + (category == nil ? [0xFE] : [])
        }
    }

    private static let barWidth = 40

    private let output: Output
    private let parts: DiffParts
    private var tallies: [Tally] = []
    private var indexes: [Key: Int] = [:]
    private var differs = false

    init(_ frame: DiffFrame, output: Output, style: Style, limit: Int?) {
        self.output = output
        parts = DiffParts(frame: frame, style: style, limit: limit)
    }

    func begin() {}

    func change(_ change: Change) {
        if change.changesContent { differs = true }
        guard change.level == .annotation else { return }
        let labelset = change.labelset ?? ""
        let key = Key(labelset, change.category)
        let index = indexes[key] ?? tallies.count
        if index == tallies.count {
            indexes[key] = index
            tallies.append(Tally(labelset: labelset, category: change.category))
        }
        switch change.kind {
        case .added: tallies[index].added += 1
        case .removed: tallies[index].removed += 1
        case .modified, .renamed, .renumbered: tallies[index].modified += 1
        }
    }

    func end(_ summary: DiffSummary) throws {
        if !differs, summary.isEmpty {
            try output.write(line: parts.equality)
        } else {
            for (index, labelset) in labelsets.enumerated() {
                if index > 0 { try output.write(line: "") }
                try write(labelset)
            }
            let figures = parts.figures(summary)
            if !tallies.isEmpty, !figures.isEmpty { try output.write(line: "") }
            for line in figures { try output.write(line: line) }
            if tallies.isEmpty, figures.isEmpty {
                try output.write(line: "no sample, label or annotation differs")
            }
        }
        if let hidden = DiffParts.hidden(summary.hidden) {
            try output.write(line: parts.style.muted(hidden))
        }
    }

    /// The tallies of each labelset, in the order in which they were met; the most changed category first.
    private var labelsets: [[Tally]] {
        var all: [[Tally]] = []
        var indexes: [Key: Int] = [:]
        for tally in tallies {
            let key = Key(tally.labelset, nil)
            let index = indexes[key] ?? all.count
            if index == all.count {
                indexes[key] = index
                all.append([])
            }
            all[index].append(tally)
        }
        return all.map { tallies in
            tallies.enumerated().sorted { one, other in
                (other.element.total, one.offset) < (one.element.total, other.offset)
            }.map(\.element)
        }
    }

    private func write(_ tallies: [Tally]) throws {
        guard let first = tallies.first else { return }
        try output.write(line: parts.style.bold(SafeText.shown(first.labelset)))
        var names = tallies.map { $0.category.map { SafeText.shown($0) } ?? "(no category)" }
        let numbers = tallies.map { [$0.added, $0.removed, $0.modified].map(NumberText.grouped) }
        let widths = (0..<3).map { column in (numbers.map { $0[column].count }.max() ?? 0) + 1 }
        let figuresWidth = widths.reduce(0, +) + 6
        var width = names.map { DisplayWidth.of($0) }.max() ?? 0
        var bar = Self.barWidth
        if let limit = parts.limit {
            width = min(width, max(8, limit - figuresWidth - 14))
            names = names.map { DisplayWidth.truncated($0, to: width, ellipsis: parts.style.ellipsis) }
            bar = min(bar, max(0, limit - width - figuresWidth - 4))
        }
        let most = self.tallies.map(\.total).max() ?? 1
        for (index, tally) in tallies.enumerated() {
            var line = " " + names[index]
            line += String(repeating: " ", count: max(0, width - DisplayWidth.of(names[index])))
            for (column, sign) in ["+", "-", "~"].enumerated() {
                let text = sign + numbers[index][column]
                line += "  " + String(repeating: " ", count: widths[column] - text.count)
                line += numbers[index][column] == "0" ? parts.style.muted(text) : text
            }
            try output.write(line: line + "  " + self.bar(tally, width: bar, most: most))
        }
    }

    /// `+++--~~~`: a sign each where there is room, else as many as their share of the longest bar; at least one.
    private func bar(_ tally: Tally, width: Int, most: Int) -> String {
        func length(_ count: Int) -> Int {
            guard count > 0, width > 0 else { return 0 }
            return most <= width
                ? count : max(1, Int((Double(count) * Double(width) / Double(most)).rounded(.down)))
        }
        let style = parts.style
        let runs = [
            (style.added, "+", length(tally.added)), (style.removed, "-", length(tally.removed)),
            (style.modified, "~", length(tally.modified)),
        ]
        return runs.filter { $0.2 > 0 }.map { $0.0(String(repeating: $0.1, count: $0.2)) }.joined()
    }
}
