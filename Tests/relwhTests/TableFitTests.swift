import Testing

@testable import relwh

/// Tables on terminals that are too narrow for them.
@Suite struct TableFitTests {
    private func lines(
        _ columns: [TableLayout.Column], _ rows: [[String?]], limit: Int
    ) -> (lines: [String], hidden: Int) {
        let layout = TableLayout(columns: columns, rows: rows, limit: limit)
        var buffer: [UInt8] = []
        layout.appendHeader(to: &buffer)
        for row in rows { layout.append(row, to: &buffer) }
        let text = String(decoding: buffer, as: UTF8.self)
        return (text.split(separator: "\n").map(String.init), layout.hiddenColumns)
    }

    private static let releases: [TableLayout.Column] = [
        .init(title: "release", narrowing: .cutsDataset), .init(title: "created", leaves: 1),
        .init(title: "task type", leaves: 2), .init(title: "samples", isNumeric: true),
    ]

    private static let refs = [
        "north-farm/orchard-drone-survey-2024-east@v1", "north-farm/orchard-drone-survey-2024-east@v1 again",
        "north-farm/orchard-drone-survey-2024-west@v1", "a@v1",
    ]

    @Test(arguments: [30, 40, 60, 80, 200])
    func `no two references look the same, and their releases are whole`(limit: Int) {
        let rows = Self.refs.map { [$0, "2024-01-04 08:15", "segmentation-bitmap", "1,234"] }
        let (lines, _) = lines(Self.releases, rows, limit: limit)
        let shown = lines.dropFirst(2).map { line in
            line.replacing("2024-01-04 08:15", with: "").replacing("segmentation-bitmap", with: "")
                .replacing("1,234", with: "").split(separator: " ").joined(separator: " ")
        }
        #expect(Set(shown).count == Self.refs.count, "\(lines)")
        for (line, ref) in zip(shown, Self.refs) {
            #expect(line.hasSuffix(ref[(ref.firstIndex(of: "@") ?? ref.endIndex)...]), "\(lines)")
        }
        #expect(lines.allSatisfy { DisplayWidth.of($0) <= limit }, "\(lines)")
    }

    @Test func `times and task types leave before a name is cut`() {
        let rows = Self.refs.map { [$0, "2024-01-04 08:15", "segmentation-bitmap", "1,234"] }
        let (some, one) = lines(Self.releases, rows, limit: 85)
        #expect(one == 1 && some[0].contains("task type") && !some[0].contains("created"), "\(some)")
        let (few, two) = lines(Self.releases, rows, limit: 62)
        #expect(two == 2 && few[2].hasPrefix(Self.refs[0]) && few[2].hasSuffix("1,234"), "\(few)")
    }

    @Test func `a release longer than the terminal is whole all the same`() {
        let ref = "a/b@" + String(repeating: "x", count: 90)
        let (lines, _) = lines(Self.releases, [[ref, nil, nil, "1"]], limit: 40)
        #expect(lines[2].contains(ref.dropFirst(3)))
    }

    @Test func `a bar leaves first, and is not missed`() {
        let columns: [TableLayout.Column] = [
            .init(title: "category", narrowing: .cutsMiddle), .init(title: "share", isNumeric: true),
            .init(title: ""),
        ]
        let rows: [[String?]] = [["pedestrian", "60 %", "██████████"], ["car", "40 %", "███████"]]
        let (lines, hidden) = lines(columns, rows, limit: 25)
        #expect(hidden == 0 && lines[2] == "pedestrian   60 %" && lines[3] == "car          40 %")
    }

    @Test func `explanations are wrapped, not cut`() {
        let columns: [TableLayout.Column] = [
            .init(title: "rule", narrowing: .keeps), .init(title: "meaning", narrowing: .wraps),
        ]
        let text = "a label that is finished has no annotations at all"
        let (lines, hidden) = lines(columns, [["label.empty", text], ["x", "short"]], limit: 40)
        #expect(
            lines.dropFirst(2) == [
                "label.empty  a label that is finished", "             has no annotations at all",
                "x            short",
            ])
        #expect(hidden == 0)
        #expect(
            lines.dropFirst(2).prefix(2).map { $0.split(separator: " ").joined(separator: " ") }
                .joined(separator: " ") == "label.empty " + text)
    }

    @Test(arguments: [
        ("ref", Narrowing.cutsDataset), ("sample", .cutsMiddle), ("sample_uuid", .keeps),
        ("release", .keeps), ("description", .cutsEnd),
    ])
    func `a column of a query is cut as its name suggests`(name: String, narrowing: Narrowing) {
        #expect(Narrowing(column: name) == narrowing)
    }

    @Test func `a text is cut in the middle of its columns`() {
        #expect(DisplayWidth.truncatedInMiddle("abcdefghij", to: 6, ellipsis: "…") == "abc…ij")
        #expect(DisplayWidth.truncatedInMiddle("abcdefghij", to: 7, ellipsis: "...") == "ab...ij")
        for width in 1...10 {
            let text = DisplayWidth.truncatedInMiddle("花が咲く日a", to: width, ellipsis: "…")
            #expect(DisplayWidth.of(text) <= width, "\(text)")
        }
    }

    @Test(arguments: [
        ("a bb  ccc", 4, ["a bb", "ccc"]), ("a  b", 4, ["a  b"]), ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("", 5, [""]), ("花が咲く", 3, ["花", "が", "咲", "く"]), ("花", 1, ["花"]),
    ])
    func `text is broken at its spaces, and long words where they must be`(
        text: String, width: Int, lines: [String]
    ) {
        #expect(WrappedText.lines(of: text, width: width) == lines)
    }
}
