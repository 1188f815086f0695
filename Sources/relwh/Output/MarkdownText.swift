import Warehouse

/// Rows as a Markdown table, unpadded.
enum MarkdownText {
    static func append(header names: [String], isNumeric: [Bool] = [], to buffer: inout [UInt8]) {
        append(names.map(escaped), to: &buffer)
        let rules = names.indices.map { isNumeric.indices.contains($0) && isNumeric[$0] ? "---:" : "---" }
        append(rules, to: &buffer)
    }

    static func append(_ row: [Value], to buffer: inout [UInt8]) {
        append(row.map(cell), to: &buffer)
    }

    private static func append(_ cells: [String], to buffer: inout [UInt8]) {
        buffer.append(contentsOf: "|".utf8)
        for cell in cells { buffer.append(contentsOf: " \(cell)\(cell.isEmpty ? "" : " ")|".utf8) }
        buffer.append(UInt8(ascii: "\n"))
    }

    private static func cell(_ value: Value) -> String {
        switch value {
        case .null: ""
        case .integer(let number): number.description
        case .real(let number): RealText.of(number)
        case .text(let text): escaped(text)
        case .blob(let bytes): Base64.text(bytes)
        }
    }

    /// A pipe would end the cell, a line break the row, and other control characters are no text.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "|": result += "\\|"
            case "\\": result += "\\\\"
            case "\n": result += "<br>"
            case "\r": continue
            default: result.unicodeScalars.append(scalar)
            }
        }
        return SafeText.shown(result)
    }
}
