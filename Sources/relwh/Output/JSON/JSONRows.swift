import ReleaseFormat
import Warehouse

/// Rows as JSON objects: in one array, or one a line.
final class JSONRows: RowWriter {
    private let output: Output
    private let isArray: Bool
    private let embedsJSON: Bool
    /// Each column's key, quoted, with its colon.
    private var keys: [[UInt8]] = []
    private var isEmbedded: [Bool] = []
    private var isFirst = true

    /// - Parameters:
    ///   - isArray: Whether the rows make one array; else each is a line of its own.
    ///   - embedsJSON: Whether JSON columns are written as the JSON they hold, not as strings.
    init(output: Output, isArray: Bool, embedsJSON: Bool = false) {
        self.output = output
        self.isArray = isArray
        self.embedsJSON = embedsJSON
    }

    func begin(_ columns: [QueryColumn]) throws {
        keys = ColumnNames.unique(columns.map(\.name)).map { name in
            var key: [UInt8] = []
            JSONText.append(name, to: &key)
            key.append(UInt8(ascii: ":"))
            return key
        }
        isEmbedded = columns.map { embedsJSON && $0.isJSON }
        if isArray { try output.write { $0.append(UInt8(ascii: "[")) } }
    }

    func row(_ values: [Value]) throws {
        try output.write { buffer in
            if isArray, !isFirst { buffer.append(contentsOf: ",\n".utf8) }
            buffer.append(UInt8(ascii: "{"))
            for index in values.indices {
                if index > 0 { buffer.append(UInt8(ascii: ",")) }
                buffer.append(contentsOf: keys[index])
                append(values[index], isEmbedded: isEmbedded[index], to: &buffer)
            }
            buffer.append(UInt8(ascii: "}"))
            if !isArray { buffer.append(UInt8(ascii: "\n")) }
        }
        isFirst = false
    }

    func end() throws {
        if isArray { try output.write { $0.append(contentsOf: "]\n".utf8) } }
    }

    private func append(_ value: Value, isEmbedded: Bool, to buffer: inout [UInt8]) {
        switch value {
        case .null: JSONText.append(verbatim: "null", to: &buffer)
        case .integer(let number): JSONText.append(number, to: &buffer)
        case .real(let number): JSONText.append(number, to: &buffer)
        case .text(let text):
            if isEmbedded, JSONValue.isValid(text) {
                JSONText.append(embedded: text, to: &buffer)
            } else {
                JSONText.append(text, to: &buffer)
            }
        case .blob(let bytes):
            buffer.append(UInt8(ascii: "\""))
            Base64.append(bytes, to: &buffer)
            buffer.append(UInt8(ascii: "\""))
        }
    }
}
