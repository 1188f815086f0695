/// Cuts a query into tokens, byte by byte.
struct SearchTokenizer {
    private let query: String
    private let bytes: [UInt8]
    private var at = 0

    private init(_ query: String) {
        self.query = query
        bytes = Array(query.utf8)
    }

    static func tokens(of query: String) throws(SearchError) -> [SearchToken] {
        var tokenizer = SearchTokenizer(query)
        var tokens: [SearchToken] = []
        while let token = try tokenizer.next() { tokens.append(token) }
        return tokens
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private mutating func next() throws(SearchError) -> SearchToken? {
        while at < bytes.count, Self.isSpace(bytes[at]) { at += 1 }
        guard at < bytes.count else { return nil }
        let start = at
        let kind: SearchToken.Kind
        switch bytes[at] {
        case UInt8(ascii: "("):
            at += 1
            kind = .open
        case UInt8(ascii: ")"):
            at += 1
            kind = .close
        case UInt8(ascii: "@"):
            at += 1
            var depth = 0
            kind = .reference(try runs(from: at, &depth, endingAtColon: false))
        default: kind = try word(from: start)
        }
        return SearchToken(kind: kind, range: start..<at)
    }

    private mutating func word(from start: Int) throws(SearchError) -> SearchToken.Kind {
        var depth = 0
        let runs = try runs(from: start, &depth, endingAtColon: true)
        if at < bytes.count, bytes[at] == UInt8(ascii: ":") {
            at += 1
            return .term(key: runs, value: try self.runs(from: start, &depth, endingAtColon: false))
        }
        if !runs.isQuoted {
            if let keyword = SearchKeyword(text(from: start)) { return .keyword(keyword) }
            if at < bytes.count, bytes[at] == UInt8(ascii: "("), text(from: start) == SearchWord.object {
                at += 1
                return .object
            }
        }
        return .term(key: nil, value: runs)
    }

    /// Reads on to the end of a token.
    ///
    /// Parentheses inside a word belong to it, as in `IMG(1).jpg`, unless it is a word that goes with them.
    /// - Parameters:
    ///   - start: where the token begins.
    ///   - depth: how many of its parentheses are open.
    private mutating func runs(
        from start: Int, _ depth: inout Int, endingAtColon endsAtColon: Bool
    ) throws(SearchError) -> [SearchToken.Run] {
        var runs: [SearchToken.Run] = []
        var plain = at
        while at < bytes.count, !Self.isSpace(bytes[at]) {
            switch bytes[at] {
            case UInt8(ascii: ":") where endsAtColon: return runs + self.plain(from: plain)
            case UInt8(ascii: "("):
                let before = text(from: start)
                if before == SearchWord.object || SearchKeyword(before) != nil {
                    return runs + self.plain(from: plain)
                }
                depth += 1
                at += 1
            case UInt8(ascii: ")"):
                if depth == 0 { return runs + self.plain(from: plain) }
                depth -= 1
                at += 1
            case UInt8(ascii: "\""):
                runs += self.plain(from: plain)
                runs.append(try quoted())
                plain = at
            default: at += 1
            }
        }
        return runs + self.plain(from: plain)
    }

    private func plain(from start: Int) -> [SearchToken.Run] {
        start < at ? [.init(bytes: [UInt8](bytes[start..<at]), isQuoted: false, offset: start)] : []
    }

    private func text(from start: Int) -> String { String(decoding: bytes[start..<at], as: UTF8.self) }

    /// The text in quotes, `\"` and `\\` resolved.
    private mutating func quoted() throws(SearchError) -> SearchToken.Run {
        var run = SearchToken.Run(bytes: [], isQuoted: true, offset: at)
        at += 1
        while at < bytes.count {
            let byte = bytes[at]
            switch byte {
            case UInt8(ascii: "\""):
                at += 1
                return run
            case UInt8(ascii: "\\"):
                guard at + 1 < bytes.count, "\"\\".utf8.contains(bytes[at + 1]) else {
                    throw SearchError(
                        query: query, offset: at, expected: "\\\" or \\\\", found: "another \\",
                        hint: "in quotes, write a backslash twice")
                }
                run.bytes.append(bytes[at + 1])
                at += 2
            default:
                run.bytes.append(byte)
                at += 1
            }
        }
        throw SearchError(
            query: query, offset: run.offset, expected: "a closing quote", found: "the end",
            hint: "write a quote inside quotes as \\\"")
    }
}
