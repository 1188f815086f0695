/// A JSON document of the tool's own: an object that begins with its `schema`.
struct JSONDocument {
    /// The word in `relwh.<thing>/1`.
    var thing: String
    var members: [(String, DocumentValue)]

    private var value: DocumentValue { .members([("schema", .string("relwh.\(thing)/1"))] + members) }

    /// Writes the document over several lines.
    func write(to output: Output) throws {
        try output.write { buffer in
            value.appendIndented(to: &buffer)
            buffer.append(UInt8(ascii: "\n"))
        }
    }

    /// Writes the document on one line.
    func writeLine(to output: Output) throws {
        try output.write { buffer in
            value.append(to: &buffer)
            buffer.append(UInt8(ascii: "\n"))
        }
    }
}
