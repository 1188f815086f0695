/// The parameters that a query uses: SQLite refuses one that is given without need.
enum SQLParameters {
    /// Their names, without their prefix, each once; not those in strings, quoted names and comments.
    static func names(in sql: String) -> [String] {
        var names: [String] = []
        let bytes = Array(sql.utf8)
        var at = 0
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
                at = end(of: bytes, from: at + 1) { $0 == bytes[at] }
            case UInt8(ascii: "["): at = end(of: bytes, from: at + 1) { $0 == UInt8(ascii: "]") }
            case UInt8(ascii: "-") where bytes.dropFirst(at + 1).first == UInt8(ascii: "-"):
                at = end(of: bytes, from: at) { $0 == UInt8(ascii: "\n") }
            case UInt8(ascii: "/") where bytes.dropFirst(at + 1).first == UInt8(ascii: "*"):
                at += 2
                while at < bytes.count, !bytes[at...].starts(with: "*/".utf8) { at += 1 }
                at += 2
            case UInt8(ascii: ":"), UInt8(ascii: "@"), UInt8(ascii: "$"):
                let name = bytes[(at + 1)...].prefix(while: isPartOfName)
                at += 1 + name.count
                let text = String(decoding: name, as: UTF8.self)
                if !text.isEmpty, !names.contains(text) { names.append(text) }
            default: at += 1
            }
        }
        return names
    }

    /// Behind the closing byte.
    private static func end(of bytes: [UInt8], from start: Int, _ isEnd: (UInt8) -> Bool) -> Int {
        (bytes.indices.dropFirst(start).first { isEnd(bytes[$0]) } ?? bytes.count - 1) + 1
    }

    private static func isPartOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }
}
