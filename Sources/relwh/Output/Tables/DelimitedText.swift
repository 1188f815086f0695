import Warehouse

/// Rows as comma- or tab-separated lines. NULL is an empty field.
enum DelimitedText: Sendable {
    /// RFC 4180 with line feeds. An empty text is `""`, so that it stays apart from NULL.
    case csv
    /// CSV that opens correctly in Excel: a byte order mark, lines that end in CR LF, and no text that is a formula.
    case excel
    /// Tabs, line breaks and backslashes are `\t`, `\n`, `\r`, `\\`.
    case tsv

    private var separator: UInt8 { self == .tsv ? UInt8(ascii: "\t") : UInt8(ascii: ",") }

    /// Appends the header, which comes first.
    func append(names: [String], to buffer: inout [UInt8]) {
        if self == .excel { buffer.append(contentsOf: "\u{FEFF}".utf8) }
        append(names.map(Value.text), to: &buffer)
    }

    func append(_ row: [Value], to buffer: inout [UInt8]) {
        for (index, value) in row.enumerated() {
            if index > 0 { buffer.append(separator) }
            append(value, to: &buffer)
        }
        // A line with nothing on it would be no row at all to most readers.
        if self != .tsv, row == [.null] { buffer.append(contentsOf: "\"\"".utf8) }
        if self == .excel { buffer.append(UInt8(ascii: "\r")) }
        buffer.append(UInt8(ascii: "\n"))
    }

    private func append(_ value: Value, to buffer: inout [UInt8]) {
        switch value {
        case .null: break
        case .integer(let number): buffer.append(contentsOf: number.description.utf8)
        case .real(let number): buffer.append(contentsOf: RealText.of(number).utf8)
        case .text(let text): append(text, to: &buffer)
        case .blob(let bytes): Base64.append(bytes, to: &buffer)
        }
    }

    private func append(_ text: String, to buffer: inout [UInt8]) {
        var text = text
        text.withUTF8 { bytes in
            switch self {
            case .csv: DelimitedText.appendQuoted(bytes, to: &buffer)
            case .excel:
                DelimitedText.appendQuoted(
                    bytes, isDefused: DelimitedText.mayBeFormula(bytes), to: &buffer)
            case .tsv: DelimitedText.appendEscaped(bytes, to: &buffer)
            }
        }
    }

    /// Whether a spreadsheet takes a text for a formula, by how it begins.
    private static func mayBeFormula(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        switch bytes.first {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"): true
        case UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"): true
        default: false
        }
    }

    /// - Parameter isDefused: Whether an apostrophe goes in front, which makes a spreadsheet keep the text as it is.
    private static func appendQuoted(
        _ bytes: UnsafeBufferPointer<UInt8>, isDefused: Bool = false, to buffer: inout [UInt8]
    ) {
        guard bytes.isEmpty || bytes.contains(where: needsQuotes) else {
            if isDefused { buffer.append(UInt8(ascii: "'")) }
            buffer.append(contentsOf: bytes)
            return
        }
        let quote = UInt8(ascii: "\"")
        buffer.append(quote)
        if isDefused { buffer.append(UInt8(ascii: "'")) }
        for byte in bytes {
            if byte == quote { buffer.append(quote) }
            buffer.append(byte)
        }
        buffer.append(quote)
    }

    private static func needsQuotes(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"): true
        default: false
        }
    }

    private static func appendEscaped(_ bytes: UnsafeBufferPointer<UInt8>, to buffer: inout [UInt8]) {
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\t"): buffer.append(contentsOf: "\\t".utf8)
            case UInt8(ascii: "\n"): buffer.append(contentsOf: "\\n".utf8)
            case UInt8(ascii: "\r"): buffer.append(contentsOf: "\\r".utf8)
            case UInt8(ascii: "\\"): buffer.append(contentsOf: "\\\\".utf8)
            default: buffer.append(byte)
            }
        }
    }
}
