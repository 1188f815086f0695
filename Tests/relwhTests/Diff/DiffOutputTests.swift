import ReleaseFormat
import TestSupport
import Testing
import Warehouse

@testable import relwh

/// Every form of a diff, from changes made by hand.
@Suite struct DiffOutputTests {
    private let every: EveryChange

    init() throws { every = try EveryChange() }

    /// What a form makes of a stream of changes.
    private func text(
        _ changes: [Change], _ summary: DiffSummary, frame: DiffFrame? = nil,
        _ writer: (DiffFrame, Output) -> any DiffWriter
    ) throws -> String {
        let folder = try ScratchFolder()
        let output = try Output(path: folder("out"))
        let writer = writer(frame ?? every.frame, output)
        try writer.begin()
        for change in changes { try writer.change(change) }
        try writer.end(summary)
        try output.finish()
        return try folder.text(of: "out")
    }

    private func text(_ writer: (DiffFrame, Output) -> any DiffWriter) throws -> String {
        try text(every.changes, every.summary, writer)
    }

    private static func writer(_ form: DiffFormatOptions.Form, _ style: Style = Style(), limit: Int? = nil)
        -> (DiffFrame, Output) -> any DiffWriter
    {
        { frame, output in
            switch form {
            case .text: DiffText(frame, output: output, style: style, limit: limit)
            case .stat: DiffStat(frame, output: output, style: style, limit: limit)
            case .nameOnly: DiffNames(output: output, tellsStatus: false)
            case .nameStatus: DiffNames(output: output, tellsStatus: true)
            case .json: DiffDocument(frame, output: output)
            case .ndjson: DiffObjects(frame, output: output)
            case .csv: DiffRows(output: output, format: .csv)
            case .tsv: DiffRows(output: output, format: .tsv)
            case .markdown: DiffMarkdown(frame, output: output)
            }
        }
    }

    private static let forms: [(DiffFormatOptions.Form, String)] = [
        (.text, "every.txt"), (.stat, "every.stat.txt"), (.nameOnly, "every.names.txt"),
        (.nameStatus, "every.name-status.txt"), (.json, "every.json"), (.ndjson, "every.ndjson"),
        (.markdown, "every.md"),
    ]

    @Test(arguments: forms)
    func `a change of every kind is told in every form`(form: DiffFormatOptions.Form, file: String) throws {
        try Golden.check(try text(Self.writer(form)), file)
    }

    @Test func `where the locale asks for ASCII, no more than the data is not ASCII`() throws {
        let ascii = try text(Self.writer(.text, Style(isUnicode: false)))
        #expect(ascii.utf8.allSatisfy { $0 < 0x80 })
        #expect(ascii.contains("acme/street-scenes@v1 -> acme/street-scenes@v2\n"))
        #expect(ascii.contains("frames 3-41 (38 frames)"))
    }

    @Test func `colours go around signs and words, and change nothing else`() throws {
        for form in [DiffFormatOptions.Form.text, .stat] {
            let colored = try text(Self.writer(form, Style(isColored: true)))
            #expect(colored.contains("\u{1B}[32m+") && colored.contains("\u{1B}[31m-"))
            let plain = colored.replacing(#/\u{1B}\[[0-9;]*m/#, with: "")
            #expect(plain == (try text(Self.writer(form))))
        }
    }

    @Test func `a terminal's lines are cut to its width`() throws {
        for form in [DiffFormatOptions.Form.text, .stat] {
            let narrow = try text(Self.writer(form, Style(isColored: true), limit: 50))
            let plain = narrow.replacing(#/\u{1B}\[[0-9;]*m/#, with: "")
            let lines = plain.split(separator: "\n").filter { !$0.hasPrefix("hidden") }
            #expect(lines.allSatisfy { DisplayWidth.of($0) <= 50 }, "\(plain)")
        }
    }

    @Test func `no form lets an escape of the data through`() throws {
        for (form, _) in Self.forms {
            let text = try text(Self.writer(form))
            #expect(!text.contains("\u{1B}"), "\(form)")
        }
    }

    @Test func `only the most changed samples are shown, and it is said how many there are more`() throws {
        var frame = every.frame
        frame.samplesShown = 2
        for form in [DiffFormatOptions.Form.text, .markdown] {
            let text = try text(every.changes, every.summary, frame: frame, Self.writer(form))
            let drive = try #require(text.firstRange(of: form == .text ? "drive <7>" : "drive &lt;7&gt;"))
            let harbour = try #require(text.firstRange(of: "harbour_0001.jpg"))
            #expect(drive.lowerBound < harbour.lowerBound)
            #expect(!text.contains("quay"))
            #expect(text.contains("and 6 more changed samples: --limit 0 shows all, --name-only names them"))
        }
        frame.samplesShown = nil
        #expect(
            !(try text(every.changes, every.summary, frame: frame, Self.writer(.text)).contains(
                "more changed")))
    }

    @Test func `a list of definitions has a line where no definition tells of it`() throws {
        func lines(_ from: String?, _ to: String?, isNarrowed: Bool = false) throws -> [String] {
            var change = Change(.category, .modified)
            change.category = "car"
            change.fields = [
                FieldChange(
                    "attributes", from: try from.map { try JSONValue(text: $0) },
                    to: try to.map { try JSONValue(text: $0) })
            ]
            var summary = DiffSummary()
            summary.categories.modified = 1
            var frame = every.frame
            frame.isNarrowed = isNarrowed
            return try text([change], summary, frame: frame, Self.writer(.text)).split(separator: "\n")
                .filter { $0.hasPrefix("  ~ ") }.map(String.init)
        }
        #expect(try lines(nil, "[]") == ["  ~ car  attributes (none) → []"])
        #expect(try lines(#"["a","b"]"#, #"["b","a"]"#) == [#"  ~ car  attributes ["a","b"] → ["b","a"]"#])
        // Those that came, went or changed have lines of their own.
        #expect(try lines(#"["a"]"#, #"["a","b"]"#) == [] && lines(#"["a"]"#, #"["a"]"#) == [])
        #expect(
            try lines(#"["a"]"#, #"["a","b"]"#, isNarrowed: true)
                == [#"  ~ car  attributes ["a"] → ["a","b"]"#])
    }

    @Test func `a sample that came says how much it holds, and a still has no frame 0`() throws {
        var change = Change(.sample, .added)
        (change.sampleUUID, change.sample) = ("u1", "harbour.jpg")
        change.contents = .init(labels: 1, annotations: 3)
        #expect(
            try text([change], DiffSummary(), Self.writer(.text)).contains(
                "\n+ harbour.jpg  1 label, 3 annotations  u1\n"))
        var box = Change(.annotation, .added)
        (box.sampleUUID, box.labelset, box.category, box.annotationID) = ("u1", "gt", "car", 7)
        (box.trackID, box.frame, box.isStill) = (9, 0, true)
        #expect(try text([box], DiffSummary(), Self.writer(.text)).contains("    + car #7 track 9\n"))
        box.isStill = false
        #expect(try text([box], DiffSummary(), Self.writer(.text)).contains("    + car #7 track 9 frame 0\n"))
    }

    @Test func `every frame is told where that is asked for`() throws {
        var frame = every.frame
        frame.isPerFrame = true
        let text = try text(every.changes, every.summary, frame: frame, Self.writer(.text))
        #expect(
            text.contains(
                "    ~ car #7 frame 3 in lidar  geometry iou 0.87, moved 0.3 m, turned 0.25 rad; attributes.speed 1 → 3; "
                    + "attributes.state parked → moving  (matched by track_id)\n"), "\(text)")
        #expect(text.contains("    and 45 more changes\n"), "\(text)")
    }

    // MARK: Nothing to tell

    @Test func `equal releases are told in one line`() throws {
        for form in [DiffFormatOptions.Form.text, .stat] {
            #expect(
                try text([], DiffSummary(), Self.writer(form))
                    == "acme/street-scenes@v1 and acme/street-scenes@v2 have the same content\n")
            var frame = every.frame
            frame.to = frame.from
            #expect(
                try text([], DiffSummary(), frame: frame, Self.writer(form))
                    == "acme/street-scenes@v1 is the same on both sides\n")
            frame.isNarrowed = true
            #expect(
                try text([], DiffSummary(), frame: frame, Self.writer(form)).hasPrefix(
                    "no matching differences between "))
        }
        for form in [DiffFormatOptions.Form.nameOnly, .nameStatus] {
            #expect(try text([], DiffSummary(), Self.writer(form)).isEmpty)
        }
        #expect(
            try text([], DiffSummary(), Self.writer(.markdown)).hasSuffix("\n\nBoth have the same content.\n")
        )
    }

    @Test func `what was hidden is said of equal releases too`() throws {
        var summary = DiffSummary()
        summary.hidden = [.init(rule: "signed urls", differences: 1)]
        #expect(
            try text([], summary, Self.writer(.text)).hasSuffix(
                "hidden: 1 difference (signed urls 1); --no-ignore shows them\n"))
        summary.hidden = [.init(rule: "ignored: metadata", differences: 3)]
        #expect(
            try text([], summary, Self.writer(.stat)).hasSuffix(
                "hidden: 3 differences (ignored: metadata 3)\n"))
    }

    @Test func `releases of which only their own fields differ hold the same`() throws {
        let release = try #require(every.changes.first)
        let text = try text([release], DiffSummary(), Self.writer(.text))
        #expect(
            text.contains("only the releases' own fields differ\n")
                && text.contains("  ~ description  (none) → "))
        #expect(!text.contains("~ name"))
        #expect(!release.changesContent)
        var other = release
        other.fields.append(FieldChange("task_type"))
        #expect(other.changesContent)
    }

    // MARK: The schema

    private func schema() throws -> JSONSchema {
        JSONSchema(
            root: try JSONValue(
                text: try Repository.text(of: "Documentation/schemas/relwh.diff-1.schema.json")))
    }

    @Test func `JSON is as its schema says`() throws {
        let schema = try schema()
        for (changes, summary) in [(every.changes, every.summary), ([], DiffSummary())] {
            let document = try JSONValue(text: try text(changes, summary, Self.writer(.json)))
            #expect(schema.findings(in: document) == [])
            #expect(document["changes"]?.array?.count == changes.count)
        }
        let document = try JSONValue(text: try text(Self.writer(.json)))
        #expect(!schema.findings(in: document.with("summary", .null)).isEmpty)
        #expect(!schema.findings(in: document.with("changes", .array([.object([])]))).isEmpty)
    }

    @Test func `ndjson is the same, a change a line and the figures last`() throws {
        let schema = try schema()
        let document = try JSONValue(text: try text(Self.writer(.json)))
        let lines = try text(Self.writer(.ndjson)).split(separator: "\n").map {
            try JSONValue(text: String($0))
        }
        #expect(lines.count == every.changes.count + 1)
        #expect(document["changes"]?.array == Array(lines.dropLast()))
        for line in lines.dropLast() { #expect(schema.findings(in: line, definition: "change") == []) }
        let last = try #require(lines.last)
        #expect(schema.findings(in: last, definition: "last_line") == [])
        #expect(last["summary"] == document["summary"] && last["schema"] == "relwh.diff/1")
    }

    @Test func `nothing that may end a line stands in one of ndjson`() throws {
        var change = Change(.sample, .added)
        change.sample = "a\u{2028}b\u{85}c\u{2029}d é — \u{2027}"
        change.to = .object([.init("name", .string("\u{2028}"))])
        let text = try text([change], DiffSummary(), Self.writer(.ndjson))
        #expect(text.contains(#"a\u2028b\u0085c\u2029d é — "#) && text.contains(#"{"name":"\u2028"}"#))
        #expect(text.split(whereSeparator: \.isNewline).count == 2)
        let line = try JSONValue(text: String(try #require(text.split(separator: "\n").first)))
        #expect(line["sample"]?.string == change.sample)
    }

    @Test func `numbers that JSON does not know are null`() throws {
        var change = Change(.annotation, .modified)
        change.fields = [FieldChange("geometry", geometry: GeometryChange(iou: .nan, sizeRatio: .infinity))]
        let line = try #require(
            try text([change], DiffSummary(), Self.writer(.ndjson)).split(separator: "\n").first)
        let document = try JSONValue(text: String(line))
        #expect(document["geometry"]?["iou"] == .null && document["geometry"]?["size_ratio"] == .null)
        #expect(try schema().findings(in: document, definition: "change") == [])
    }
}
