import Warehouse

/// One JSON document, `relwh.diff/1`. Changes are written as they come; the figures come after them.
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
            let start = buffer.count
            change.append(to: &buffer)
            JSONText.escapeControls(in: &buffer, from: start)
        }
        isFirst = false
    }

    func end(_ summary: DiffSummary) throws {
        try output.write { buffer in
            JSONText.append(verbatim: (isFirst ? "" : "\n  ") + "],\n  \"summary\": ", to: &buffer)
            DocumentValue.append(lines: summary.members, to: &buffer, indent: 1)
            JSONText.append(verbatim: "\n}\n", to: &buffer)
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
        try writeLine { change.append(to: &$0) }
    }

    func end(_ summary: DiffSummary) throws {
        let members: [(String, DocumentValue)] =
            [("schema", .string("relwh.diff/1"))] + frame.members + [("summary", .members(summary.members))]
        try writeLine { DocumentValue.members(members).append(to: &$0) }
    }

    private func writeLine(_ body: (inout [UInt8]) -> Void) throws {
        try output.write { buffer in
            let start = buffer.count
            body(&buffer)
            JSONText.escapeControls(in: &buffer, from: start)
            buffer.append(UInt8(ascii: "\n"))
        }
    }
}
