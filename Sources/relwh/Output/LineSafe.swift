/// JSON on one line for every reader: some take more for the end of a line than a line feed.
enum LineSafe {
    /// Writes a value with U+0085, U+2028 and U+2029, which can only stand in strings, as escapes.
    static func append(_ value: DocumentValue, to buffer: inout [UInt8]) {
        let start = buffer.count
        value.append(to: &buffer)
        // Three bytes of UTF-8 each, but for U+0085, which has two.
        guard buffer[start...].contains(where: { $0 == 0xE2 || $0 == 0xC2 }) else { return }
        let line = Array(buffer[start...])
        buffer.removeLast(line.count)
        var index = 0
        while index < line.count {
            if line[index] == 0xC2, index + 1 < line.count, line[index + 1] == 0x85 {
                JSONText.append(verbatim: "\\u0085", to: &buffer)
                index += 2
            } else if line[index] == 0xE2, index + 2 < line.count, line[index + 1] == 0x80,
                line[index + 2] == 0xA8 || line[index + 2] == 0xA9
            {
                JSONText.append(verbatim: line[index + 2] == 0xA8 ? "\\u2028" : "\\u2029", to: &buffer)
                index += 3
            } else {
                buffer.append(line[index])
                index += 1
            }
        }
    }
}
