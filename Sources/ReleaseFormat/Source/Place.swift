/// The location of a byte in a JSON document: found afterwards, so that reading need not keep track.
struct Place {
    private(set) var path: [String] = []
    /// The value of the member `name` of the outermost object, if it is a string and came before.
    private(set) var name: String?

    /// Walks the bytes up to `offset`, which a reader found at fault, without asking that they be right.
    init(of offset: Int, in bytes: UnsafeRawBufferPointer) {
        enum Level {
            case object(key: String?)
            case array(index: Int)
        }
        var levels: [Level] = []
        var at = 0
        var text: String?
        while at < min(offset, bytes.count) {
            switch bytes[at] {
            case 0x22:
                let first = at
                at += 1
                while at < bytes.count, bytes[at] != 0x22 { at += bytes[at] == 0x5C ? 2 : 1 }
                // A string that the fault is in, or follows, is not known to be a key yet.
                text = at < min(offset, bytes.count) ? Self.text(bytes, first, at) : nil
                if levels.count == 1, case .object(let key?) = levels[0], key == "name", name == nil {
                    name = text
                }
            case 0x3A:
                if case .object(nil)? = levels.last, let key = text {
                    levels[levels.count - 1] = .object(key: key)
                }
            case 0x2C:
                switch levels.last {
                case .object: levels[levels.count - 1] = .object(key: nil)
                case .array(let index): levels[levels.count - 1] = .array(index: index + 1)
                case nil: break
                }
            case 0x7B: levels.append(.object(key: nil))
            case 0x5B: levels.append(.array(index: 0))
            case 0x7D, 0x5D: _ = levels.popLast()
            default: break
            }
            at += 1
        }
        for level in levels {
            switch level {
            case .object(let key?): path.append(key)
            case .object(nil): break
            case .array(let index): path.append(String(index))
            }
        }
        if name == nil { name = Self.laterName(bytes, from: 0) }
    }

    private static func text(_ bytes: UnsafeRawBufferPointer, _ first: Int, _ end: Int) -> String? {
        guard let base = bytes.bindMemory(to: UInt8.self).baseAddress else { return nil }
        var buffer = ByteBuffer(capacity: end - first + 1)
        buffer.append(base + first, end - first + 1)
        buffer.pad()
        var cursor = JSONCursor(UnsafePointer(buffer.base), count: buffer.count)
        return try? cursor.string().text
    }

    /// The name of the outermost object, if it comes only after the fault.
    private static func laterName(_ bytes: UnsafeRawBufferPointer, from start: Int) -> String? {
        var depth = 0
        var at = start
        var key: String?
        var isValue = false
        while at < bytes.count {
            switch bytes[at] {
            case 0x22:
                let first = at
                at += 1
                while at < bytes.count, bytes[at] != 0x22 { at += bytes[at] == 0x5C ? 2 : 1 }
                if depth == 1, at < bytes.count {
                    if isValue, key == "name" { return text(bytes, first, at) }
                    if !isValue { key = text(bytes, first, at) }
                }
            case 0x3A: if depth == 1 { isValue = true }
            case 0x2C: if depth == 1 { isValue = false }
            case 0x7B, 0x5B: depth += 1
            case 0x7D, 0x5D: depth -= 1
            default: break
            }
            at += 1
        }
        return nil
    }

    /// The path as a JSON pointer (RFC 6901), behind a prefix.
    func pointer(behind prefix: String) -> String {
        path.reduce(prefix) { pointer, part in
            pointer + "/" + Place.escaped(part)
        }
    }

    static func escaped(_ part: String) -> String {
        var text = ""
        for character in part.unicodeScalars {
            switch character {
            case "~": text += "~0"
            case "/": text += "~1"
            default: text.unicodeScalars.append(character)
            }
        }
        return text
    }
}
