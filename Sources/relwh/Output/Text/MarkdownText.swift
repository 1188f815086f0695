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

    /// - Parameter cells: Markdown already, as ``code(_:)`` and ``prose(_:)`` make it of texts without a pipe.
    static func append(_ cells: [String], to buffer: inout [UInt8]) {
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

    /// A pipe would end the cell, a line break the row, and other control characters are no text. What comes from data
    /// is no HTML, no link, no picture and no code either.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "|", "\\", "<", "[", "`", "&":
                result += "\\"
                result.unicodeScalars.append(scalar)
            case "\n": result += "<br>"
            case "\r": continue
            default: result.unicodeScalars.append(scalar)
            }
        }
        return SafeText.shown(result)
    }

    // MARK: Beside tables

    /// Text in a code span, in which nothing is markup.
    static func code(_ text: String) -> String {
        let text = SafeText.shown(text)
        guard !text.isEmpty else { return "" }
        let fence = String(repeating: "`", count: longestRun(in: text) + 1)
        // A space at both ends is taken away again; it keeps backticks apart.
        let space = text.hasPrefix("`") || text.hasSuffix("`") || text.hasPrefix(" ") ? " " : ""
        return fence + space + text + space + fence
    }

    /// Text in which nothing is markup, within a line or a cell.
    static func inline(_ text: String) -> String {
        var result = ""
        for scalar in SafeText.shown(text).unicodeScalars {
            // Any of them may begin or end markup somewhere.
            if "\\`*_{}[]<>#|~&!".unicodeScalars.contains(scalar) { result += "\\" }
            result.unicodeScalars.append(scalar)
        }
        return result
    }

    /// Text in which nothing is markup, for a line of prose.
    static func prose(_ text: String) -> String {
        let result = inline(text)
        // A list, a heading, a rule or code would begin so.
        let lead = result.prefix { $0 == " " }
        let rest = result.dropFirst(lead.count)
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        if let first = rest.first, "-+=:".contains(first) { return "\\" + rest }
        if !digits.isEmpty, let next = rest.dropFirst(digits.count).first, ".)".contains(next) {
            return digits + "\\" + rest.dropFirst(digits.count)
        }
        return String(rest)
    }

    /// Backticks enough for a code block around these lines.
    static func fence(around lines: [String]) -> String {
        String(repeating: "`", count: max(3, (lines.map(longestRun).max() ?? 0) + 1))
    }

    /// Text in HTML.
    static func html(_ text: String) -> String {
        SafeText.shown(text).replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing(">", with: "&gt;")
    }

    /// The most backticks in a row.
    private static func longestRun(in text: String) -> Int {
        var longest = 0
        var run = 0
        for byte in text.utf8 {
            run = byte == UInt8(ascii: "`") ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }
}
