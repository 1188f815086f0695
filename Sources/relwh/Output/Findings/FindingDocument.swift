import Warehouse

/// One JSON document, `relwh.validate/1`. Findings are written as they come, the figures after them.
///
/// The document is of one release, or a list of such under `releases`.
final class FindingDocument: FindingWriter {
    private let output: Output
    private let isList: Bool
    private var isFirst = true
    private var isFirstRelease = true

    init(output: Output, isList: Bool) {
        self.output = output
        self.isList = isList
    }

    func begin() throws {
        try write("{\n  \"schema\": \"relwh.validate/1\",\n" + (isList ? "  \"releases\": [" : ""))
    }

    func begin(_ frame: ValidationFrame) throws {
        isFirst = true
        if isList { try write(isFirstRelease ? "{\n" : ", {\n") }
        isFirstRelease = false
        try output.write { buffer in
            JSONText.append(verbatim: "  \"ref\": ", to: &buffer)
            JSONText.append(frame.ref, to: &buffer)
            JSONText.append(verbatim: ",\n  \"findings\": [", to: &buffer)
        }
    }

    func finding(_ finding: Finding, isKnown: Bool) throws {
        guard !isKnown else { return }
        try output.write { buffer in
            JSONText.append(verbatim: isFirst ? "\n    " : ",\n    ", to: &buffer)
            finding.append(to: &buffer)
        }
        isFirst = false
    }

    func end(_ report: ValidationReport) throws {
        try output.write { buffer in
            JSONText.append(verbatim: (isFirst ? "" : "\n  ") + "],\n  \"summary\": ", to: &buffer)
            DocumentValue.append(lines: report.members, to: &buffer, indent: 1)
            if let gates = report.gates {
                JSONText.append(verbatim: ",\n  \"gates\": ", to: &buffer)
                gates.document.append(to: &buffer)
            }
            JSONText.append(verbatim: "\n", to: &buffer)
        }
        if isList { try write("}") }
    }

    func end() throws { try write(isList ? "]\n}\n" : "}\n") }

    private func write(_ text: String) throws {
        try output.write { JSONText.append(verbatim: text, to: &$0) }
    }
}

/// One JSON object a line: the findings of a release, then a line with its figures.
final class FindingObjects: FindingWriter {
    private let output: Output
    private var ref = ""

    init(output: Output) { self.output = output }

    func begin(_ frame: ValidationFrame) { ref = frame.ref }

    func finding(_ finding: Finding, isKnown: Bool) throws {
        if !isKnown { try writeLine { finding.append(to: &$0) } }
    }

    func end(_ report: ValidationReport) throws {
        var members: [(String, DocumentValue)] = [
            ("schema", .string("relwh.validate/1")), ("ref", .string(ref)),
            ("summary", .members(report.members)),
        ]
        if let gates = report.gates { members.append(("gates", gates.document)) }
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
