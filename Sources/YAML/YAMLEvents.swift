import CYAML

/// The events of libyaml's parser, one after the other, with what we have no use for refused.
///
/// https://pyyaml.org/wiki/LibYAML
final class YAMLEvents {
    enum Event {
        case scalar(text: String, isPlain: Bool)
        case sequenceStart, sequenceEnd, mappingStart, mappingEnd
        case documentStart, documentEnd, streamEnd
    }

    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let bytes: UnsafeBufferPointer<UInt8>

    /// - Parameter bytes: The text, which has to stay where it is.
    init(_ bytes: UnsafeBufferPointer<UInt8>) throws {
        self.bytes = bytes
        parser = .allocate(capacity: 1)
        parser.initialize(to: yaml_parser_t())
        guard yaml_parser_initialize(parser) == 1 else {
            throw YAMLError("there is no memory to read it", at: YAMLPlace(line: 1, column: 1))
        }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
    }

    /// The next event, and where what it is about begins.
    func next() throws -> (event: Event, place: YAMLPlace) {
        while true {
            var event = yaml_event_t()
            guard yaml_parser_parse(parser, &event) == 1 else { throw failure() }
            defer { yaml_event_delete(&event) }
            let place = YAMLPlace(event.start_mark)
            switch event.type {
            case YAML_SCALAR_EVENT:
                let scalar = event.data.scalar
                try refuse(anchor: scalar.anchor, tag: scalar.tag, at: place)
                let text = String(
                    decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
                return (.scalar(text: text, isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE), place)
            case YAML_SEQUENCE_START_EVENT:
                let start = event.data.sequence_start
                try refuse(anchor: start.anchor, tag: start.tag, at: place)
                return (.sequenceStart, place)
            case YAML_MAPPING_START_EVENT:
                let start = event.data.mapping_start
                try refuse(anchor: start.anchor, tag: start.tag, at: place)
                return (.mappingStart, place)
            case YAML_ALIAS_EVENT:
                throw YAMLError("aliases (*name) are not supported; write the value again", at: place)
            case YAML_SEQUENCE_END_EVENT: return (.sequenceEnd, place)
            case YAML_MAPPING_END_EVENT: return (.mappingEnd, place)
            case YAML_DOCUMENT_START_EVENT: return (.documentStart, place)
            case YAML_DOCUMENT_END_EVENT: return (.documentEnd, place)
            case YAML_STREAM_END_EVENT: return (.streamEnd, place)
            default: continue
            }
        }
    }

    private func refuse(
        anchor: UnsafeMutablePointer<yaml_char_t>?, tag: UnsafeMutablePointer<yaml_char_t>?,
        at place: YAMLPlace
    ) throws {
        if anchor != nil { throw YAMLError("anchors (&name) are not supported; leave it out", at: place) }
        if tag != nil { throw YAMLError("tags (!name) are not supported; leave it out", at: place) }
    }

    private func failure() -> YAMLError {
        let problem = parser.pointee.problem.map { String(cString: $0) } ?? "it cannot be read"
        switch parser.pointee.error {
        case YAML_MEMORY_ERROR:
            return YAMLError("there is no memory to read it", at: YAMLPlace(line: 1, column: 1))
        case YAML_READER_ERROR:
            return YAMLError(
                "not UTF-8 text: \(problem)", at: place(of: parser.pointee.problem_offset))
        default:
            let context = parser.pointee.context.map { String(cString: $0) + ": " } ?? ""
            return YAMLError(
                "not valid YAML: \(context)\(problem)", at: YAMLPlace(parser.pointee.problem_mark))
        }
    }

    /// The reader reports bytes only.
    private func place(of offset: Int) -> YAMLPlace {
        let before = bytes.prefix(offset)
        let lineFeed = UInt8(ascii: "\n")
        let start = before.lastIndex(of: lineFeed).map { $0 + 1 } ?? before.startIndex
        return YAMLPlace(
            line: before.count { $0 == lineFeed } + 1,
            // Each character has one byte that is no continuation.
            column: before[start...].count { $0 & 0xC0 != 0x80 } + 1)
    }
}

extension YAMLPlace {
    fileprivate init(_ mark: yaml_mark_t) {
        self.init(line: mark.line + 1, column: mark.column + 1)
    }
}
