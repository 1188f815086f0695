extension YAMLNode {
    /// The most bytes that are read.
    public static let largestText = 1 << 20
    /// The most sequences and mappings within each other.
    public static let deepestNesting = 64

    /// Reads one YAML document in UTF-8; a text with nothing in it is null.
    ///
    /// Anchors, aliases, tags and merge keys are refused, so that a small text stays small and means what it says;
    /// so are a key twice in a mapping, and keys that are no scalars.
    ///
    /// - Throws: `YAMLError`, with the place.
    public init(parsing bytes: [UInt8]) throws {
        guard bytes.count <= Self.largestText else {
            throw YAMLError(
                "the file has \(bytes.count) bytes; no more than \(Self.largestText) are read",
                at: YAMLPlace(line: 1, column: 1))
        }
        self = try bytes.withUnsafeBufferPointer { bytes in
            var reader = YAMLReader(events: try YAMLEvents(bytes))
            return try reader.document()
        }
    }
}

/// Makes events values.
private struct YAMLReader {
    let events: YAMLEvents
    private var depth = 0

    init(events: YAMLEvents) { self.events = events }

    mutating func document() throws -> YAMLNode {
        let (start, place) = try events.next()
        guard case .documentStart = start else { return YAMLNode(.null, at: place, text: "") }
        let (event, valuePlace) = try events.next()
        let node = try value(event, at: valuePlace)
        _ = try events.next()
        let (end, endPlace) = try events.next()
        guard case .streamEnd = end else {
            throw YAMLError("a second document begins here; only one is read", at: endPlace)
        }
        return node
    }

    private mutating func value(_ event: YAMLEvents.Event, at place: YAMLPlace) throws -> YAMLNode {
        switch event {
        case .scalar(let text, let isPlain):
            return YAMLNode(isPlain ? YAMLScalar.value(of: text) : .string(text), at: place, text: text)
        case .sequenceStart:
            return YAMLNode(.sequence(try nested(at: place) { try $0.sequence() }), at: place)
        case .mappingStart: return YAMLNode(.mapping(try nested(at: place) { try $0.mapping() }), at: place)
        case .sequenceEnd, .mappingEnd, .documentStart, .documentEnd, .streamEnd:
            throw YAMLError("a value is missing", at: place)
        }
    }

    private mutating func nested<Value>(
        at place: YAMLPlace, _ body: (inout YAMLReader) throws -> Value
    ) throws -> Value {
        guard depth < YAMLNode.deepestNesting else {
            throw YAMLError("more than \(YAMLNode.deepestNesting) levels of nesting", at: place)
        }
        depth += 1
        defer { depth -= 1 }
        return try body(&self)
    }

    private mutating func sequence() throws -> [YAMLNode] {
        var elements: [YAMLNode] = []
        while true {
            let (event, place) = try events.next()
            if case .sequenceEnd = event { return elements }
            elements.append(try value(event, at: place))
        }
    }

    private mutating func mapping() throws -> [YAMLEntry] {
        var entries: [YAMLEntry] = []
        // By their bytes: a letter and its accent may be written in two ways, as two keys.
        var places: [[UInt8]: YAMLPlace] = [:]
        while true {
            let (event, keyPlace) = try events.next()
            if case .mappingEnd = event { return entries }
            guard case .scalar(let key, let isPlain) = event else {
                throw YAMLError("a key has to be a word, not a list or a mapping", at: keyPlace)
            }
            if isPlain, key == "<<" {
                throw YAMLError("merge keys (<<) are not supported; write the keys out", at: keyPlace)
            }
            if let first = places.updateValue(keyPlace, forKey: Array(key.utf8)) {
                throw YAMLError(
                    "the key '\(key)' appears a second time; it was first at \(first)", at: keyPlace)
            }
            let (next, place) = try events.next()
            entries.append(YAMLEntry(key, at: keyPlace, value: try value(next, at: place)))
        }
    }
}
