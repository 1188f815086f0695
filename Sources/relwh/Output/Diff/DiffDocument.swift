import Warehouse

/// One JSON document, `relwh.diff/1`. Changes are written as they come; the figures stand behind them.
final class DiffDocument: DiffWriter {
    private let frame: DiffFrame
    private let output: Output
    private var isFirst = true

    init(_ frame: DiffFrame, output: Output) {
        self.frame = frame
        self.output = output
    }

    func begin() throws {
        try output.write { buffer in
            JSONText.append(verbatim: "{\n  \"schema\": \"relwh.diff/1\"", to: &buffer)
            for (key, value) in frame.members {
                JSONText.append(verbatim: ",\n  \"\(key)\": ", to: &buffer)
                value.append(to: &buffer)
            }
            JSONText.append(verbatim: ",\n  \"changes\": [", to: &buffer)
        }
    }

    func change(_ change: Change) throws {
        try output.write { buffer in
            JSONText.append(verbatim: isFirst ? "\n    " : ",\n    ", to: &buffer)
            change.append(to: &buffer)
        }
        isFirst = false
    }

    func end(_ summary: DiffSummary) throws {
        try output.write { buffer in
            JSONText.append(
                verbatim: isFirst ? "],\n  \"summary\": {" : "\n  ],\n  \"summary\": {", to: &buffer)
            for (place, member) in summary.members.enumerated() {
                JSONText.append(verbatim: place == 0 ? "\n    " : ",\n    ", to: &buffer)
                JSONText.append(member.0, to: &buffer)
                JSONText.append(verbatim: ": ", to: &buffer)
                member.1.append(to: &buffer)
            }
            JSONText.append(verbatim: "\n  }\n}\n", to: &buffer)
        }
    }
}

/// One JSON object a line: the changes, then a line with the figures.
struct DiffObjects: DiffWriter {
    private let frame: DiffFrame
    private let output: Output

    init(_ frame: DiffFrame, output: Output) {
        self.frame = frame
        self.output = output
    }

    func begin() {}

    func change(_ change: Change) throws {
        try output.write { buffer in
            change.append(to: &buffer)
            buffer.append(UInt8(ascii: "\n"))
        }
    }

    func end(_ summary: DiffSummary) throws {
        try JSONDocument(thing: "diff", members: frame.members + [("summary", .members(summary.members))])
            .writeLine(to: output)
    }
}
