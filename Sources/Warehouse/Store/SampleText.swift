import ReleaseFormat
import SQLite

extension StoredSample {
    /// The sample as a release file has it: minified JSON.
    ///
    /// - Throws: `InputError` where a stored JSON column is not valid JSON.
    public func minifiedDocument() throws -> [UInt8] {
        var text = JSONBuilder()
        try append(to: &text)
        var bytes: [UInt8] = []
        text.drain { bytes.append(contentsOf: $0) }
        return bytes
    }

    /// Writes the sample into a document.
    package func append(to text: inout JSONBuilder) throws {
        try SampleText(self).write(to: &text)
    }
}

/// Writes a sample as a release file has it.
struct SampleText {
    private let sample: StoredSample

    init(_ sample: StoredSample) {
        self.sample = sample
    }

    func write(to text: inout JSONBuilder) throws {
        var object = Object(&text, extra: try Self.members(sample.extra))
        sample.forEachColumn { object.member($0, $1, &text) }
        try writeLabels(&object, &text)
        object.close(&text)
    }

    private func writeLabels(_ object: inout Object, _ text: inout JSONBuilder) throws {
        let rest = object.take("labels")
        // Anything but an object is all there is.
        if let rest, rest.members == nil { return text.member("labels", rest.text) }
        guard rest != nil || !sample.labels.isEmpty else { return }
        text.key("labels")
        var labels = Object(&text, extra: rest?.members ?? [])
        for label in sample.labels {
            if let content = label.content {
                text.key(label.labelset)
                try LabelText(content).write(to: &text)
            } else {
                labels.member(label.labelset, "null", &text)
            }
        }
        labels.close(&text)
    }

    static func members(_ json: String?) throws -> [JSONValue.Member] {
        guard let json else { return [] }
        return try JSONValue(text: json).members ?? []
    }

    static func json(_ text: String) -> String { JSONValue.string(text).text }

    static func json(_ value: Value) -> String? {
        switch value {
        case .null, .blob: nil
        case .integer(let whole): "\(whole)"
        case .real(let double): JSONNumberText(double).description
        case .text(let text): json(text)
        }
    }

    /// An object that is written from columns first, then from what is left of `extra`.
    struct Object {
        private var extra: [JSONValue.Member]

        init(_ text: inout JSONBuilder, extra: [JSONValue.Member]) {
            self.extra = extra
            text.open("{")
        }

        /// Writes a column, unless `extra` has the whole value.
        mutating func member(_ key: String, _ json: String?, _ text: inout JSONBuilder) {
            if index(of: key) == nil { text.member(key, json) }
        }

        /// Compared by characters: Swift's strings are equal when Unicode says so, JSON's keys are not.
        private func index(of key: String) -> Int? {
            extra.firstIndex { $0.key.isExactly(key) }
        }

        /// Takes a member out of `extra`, to be merged.
        mutating func take(_ key: String) -> JSONValue? {
            guard let index = index(of: key) else { return nil }
            return extra.remove(at: index).value
        }

        func close(_ text: inout JSONBuilder) {
            for member in extra { text.member(member.key, member.value.text) }
            text.close("}")
        }
    }
}
