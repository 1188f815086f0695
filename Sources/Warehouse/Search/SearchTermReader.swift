/// Reads a token as a term.
struct SearchTermReader {
    private let query: String
    private let token: SearchToken
    private let key: SearchKey?
    /// The key, where it is a word of the language.
    private let word: SearchWord?
    /// Whether `metadata.` comes before the key.
    private let isExplicit: Bool
    private let operation: Operation?
    private let value: [SearchToken.Run]
    private let valueOffset: Int
    /// The location of the operator, or of the value without one.
    private let testOffset: Int

    private enum Operation { case compares(SearchComparison.Operator), contains }

    init(
        _ query: String, _ token: SearchToken, _ key: [SearchToken.Run]?, _ value: [SearchToken.Run]
    ) throws(SearchError) {
        self.query = query
        self.token = token
        guard let key else {
            (self.key, word, isExplicit, operation) = (nil, nil, false, nil)
            (self.value, valueOffset, testOffset) = (value, token.range.lowerBound, token.range.lowerBound)
            return
        }
        guard !key.isEmpty else {
            throw SearchError(
                query: query, offset: token.range.lowerBound, expected: "a key before the colon",
                found: "none",
                hint: "put a word with a colon in quotes")
        }
        let pieces = key.split(UInt8(ascii: "."), at: token.range.lowerBound)
        var segments = pieces.map { $0.runs.text(at: $0.offset) }
        let isPlain = !pieces[0].runs.isQuoted
        isExplicit = isPlain && segments.count > 1 && segments[0].text == SearchWord.metadata
        if isExplicit { segments.removeFirst() }
        word = !isExplicit && isPlain && segments.count == 1 ? SearchWord(rawValue: segments[0].text) : nil
        self.key = SearchKey(segments: segments)
        testOffset = value.first?.offset ?? token.range.upperBound
        (operation, self.value, valueOffset) = Self.operation(value, end: token.range.upperBound)
    }

    /// Removes the operator from the beginning of a value.
    private static func operation(
        _ value: [SearchToken.Run], end: Int
    ) -> (Operation?, [SearchToken.Run], offset: Int) {
        guard var first = value.first, !first.isQuoted else {
            return (nil, value, value.first?.offset ?? end)
        }
        var operation: Operation?
        var length = 0
        if first.bytes.first == UInt8(ascii: "|") {
            (operation, length) = (.contains, 1)
        } else if let compares = SearchComparison.Operator.allCases.first(where: {
            first.bytes.starts(with: $0.rawValue.utf8)
        }) {
            (operation, length) = (.compares(compares), compares.rawValue.utf8.count)
        }
        guard let operation else { return (nil, value, first.offset) }
        first.bytes.removeFirst(length)
        first.offset += length
        let rest = (first.bytes.isEmpty ? [] : [first]) + value.dropFirst()
        return (operation, rest, rest.first?.offset ?? end)
    }

    // MARK: Terms

    func sampleTerm() throws(SearchError) -> SampleTerm {
        guard let key else { return .word(value.text(at: valueOffset)) }
        switch word {
        case .labeledBy: return .author(.labeled, try text("labeled-by:ada"))
        case .reviewedBy: return .author(.reviewed, try text("reviewed-by:ada"))
        case .uuid: return .uuid(prefix: try text("uuid:602a"))
        case .annotations: return .count(.annotations, try comparison("annotations:>0"))
        case .frames: return .count(.frames, try comparison("frames:>1"))
        case .finding: return .finding(try text("finding:label.empty"))
        case nil, .labelset:
            let test = try test()
            return isExplicit ? .metadata(key, test) : .field(key, test)
        case let word?: return .property(try property(word))
        }
    }

    func objectTerm() throws(SearchError) -> ObjectTerm {
        switch word {
        case nil, .labeledBy, .reviewedBy, .uuid, .annotations, .frames, .finding:
            throw mistake(
                at: token.range.lowerBound, "a condition on the object, such as category:person",
                hint:
                    "object(…) takes category, type, track, attr, status, sensor, labelset and sizes such as area"
            )
        case let word?: return try property(word)
        }
    }

    private func property(_ word: SearchWord) throws(SearchError) -> ObjectTerm {
        if let measure = word.measure { return .measure(measure, try comparison("\(word.rawValue):>1")) }
        switch word {
        case .category:
            return .category(SearchValue(try text("category:person"), isQuoted: value.isQuoted))
        case .type: return .type(try text("type:polygon"))
        case .track: return .track(try track())
        case .attribute: return try attribute()
        case .sensor: return .sensor(try text("sensor:lidar"))
        case .labelset: return .labelset(try text("labelset:ground-truth"))
        default: return .status(try text("status:REVIEWED"))
        }
    }

    private func test() throws(SearchError) -> SampleTerm.Test {
        switch operation {
        case nil: return .equals(try text("weather:rain"))
        case .contains:
            try checkValue("a value, as in tags:|night")
            return .contains(SearchValue(value.text(at: valueOffset), isQuoted: value.isQuoted))
        case .compares(let operation):
            return .compares(SearchComparison(operation: operation, number: try number()))
        }
    }

    private func text(_ example: String) throws(SearchError) -> SearchText {
        guard operation == nil else {
            throw mistake(
                at: testOffset, "a value, as in \(example)",
                hint: "put a value that begins with <, >, = or | in quotes")
        }
        try checkValue("a value, as in \(example)")
        return value.text(at: valueOffset)
    }

    private func comparison(_ example: String) throws(SearchError) -> SearchComparison {
        guard case .compares(let operation) = operation else {
            throw mistake(at: testOffset, "a comparison, as in \(example)")
        }
        return SearchComparison(operation: operation, number: try number())
    }

    private func number() throws(SearchError) -> SearchText {
        let text = value.text(at: valueOffset)
        guard !value.isQuoted, SearchNumber.value(of: text.text) != nil else {
            let isText = !value.isEmpty && word == nil
            throw mistake(
                at: valueOffset, "a number",
                hint: isText ? "text is compared without =, as in key:value" : nil)
        }
        return text
    }

    private func track() throws(SearchError) -> SearchText {
        let text = try text("track:7")
        guard !value.isQuoted, case .integer = SearchNumber.value(of: text.text) else {
            throw mistake(at: valueOffset, "a track id, as in track:7")
        }
        return text
    }

    private func attribute() throws(SearchError) -> ObjectTerm {
        let example = "an attribute and its value, as in attr:occluded=true"
        guard operation == nil else { throw mistake(at: testOffset, example) }
        let sides = value.split(UInt8(ascii: "="), at: valueOffset, most: 1)
        guard sides.count == 2, !sides[0].runs.isEmpty else {
            throw mistake(at: valueOffset, example, hint: "attr:NAME= finds anything that has the attribute")
        }
        let name = sides[0].runs.text(at: sides[0].offset)
        guard !sides[1].runs.isEmpty else { return .attribute(name, nil) }
        return .attribute(
            name, SearchValue(sides[1].runs.text(at: sides[1].offset), isQuoted: sides[1].runs.isQuoted))
    }

    // MARK: Mistakes

    private func checkValue(_ expected: String) throws(SearchError) {
        guard value.isEmpty else { return }
        throw mistake(at: valueOffset, expected, hint: "write an empty text as \"\"")
    }

    private func mistake(at offset: Int, _ expected: String, hint: String? = nil) -> SearchError {
        SearchError(
            query: query, offset: offset, expected: expected,
            found: Self.excerpt(query, offset..<token.range.upperBound), hint: hint)
    }

    /// A part of the query, in quotes and not too long.
    static func excerpt(_ query: String, _ range: Range<Int>) -> String {
        let text = String(decoding: Array(query.utf8)[range], as: UTF8.self)
        if text.isEmpty { return "nothing" }
        return text.count > 40 ? "'\(text.prefix(39))…'" : "'\(text)'"
    }
}
