/// Why a source could not be read as a release, and where.
public struct InputError: Error, Sendable, Hashable {
    public enum Kind: Sendable {
        /// There is no such file.
        case notFound
        /// The file is there but cannot be read.
        case unreadable
        /// What it holds is no release, or breaks a rule of the format.
        case invalid
        /// It is JSON of another kind, such as a program's settings, and no release that was damaged or not
        /// downloaded.
        case foreign
        /// It is larger than what is taken.
        case limit
    }

    public var kind: Kind
    /// The file as the user named it; `<stdin>` for standard input.
    public var file: String
    /// Counted from 1. The column counts bytes.
    public var line: Int?
    public var column: Int?
    /// Bytes from the beginning of the JSON text: what was decompressed, where the file is compressed.
    public var offset: Int?
    /// Where in the document, as a JSON pointer (RFC 6901).
    public var pointer: String?
    /// The name of the sample at hand.
    public var sample: String?
    public var expected: String?
    public var found: String?
    /// What to do about it.
    public var advice: String?
    /// What to do about it, where callers do it in different ways: ``advice`` is in general words then.
    public var remedy: Remedy?

    public enum Remedy: Sendable, Hashable {
        /// Names that the file does not have, or that cannot be used.
        case nameDataset, nameRelease, nameDatasetOrRelease
        /// A warehouse was read as a release file.
        case openAsWarehouse
        /// A file whose name is not text.
        case readFromStandardInput
        case download(url: String)
    }

    public init(
        kind: Kind, file: String, line: Int? = nil, column: Int? = nil, offset: Int? = nil,
        pointer: String? = nil, sample: String? = nil, expected: String? = nil, found: String? = nil,
        advice: String? = nil, remedy: Remedy? = nil
    ) {
        self.kind = kind
        self.file = file
        self.line = line
        self.column = column
        self.offset = offset
        self.pointer = pointer
        self.sample = sample
        self.expected = expected
        self.found = found
        self.advice = advice
        self.remedy = remedy
    }
}

extension InputError: CustomStringConvertible {
    /// The place and the cause on the first line, then where that is in the document, then what to do.
    ///
    /// Line feeds in names are shown as `\n`: a line that looks like ours is ours.
    public var description: String {
        var text = file
        if let line, let column { text += ":\(line):\(column)" }
        text += ": "
        switch (expected, found) {
        case (let expected?, let found?): text += "expected \(expected), found \(Self.shortened(found))"
        case (let expected?, nil): text += "expected \(expected)"
        case (nil, let found?): text += found
        case (nil, nil): text += "cannot be read"
        }
        text = Self.onOneLine(text)
        var places: [String] = []
        if let offset { places.append("byte \(offset)") }
        if let pointer, !pointer.isEmpty { places.append("at \(Self.shortened(pointer))") }
        if let sample { places.append("in sample \"\(Self.shortened(sample))\"") }
        if !places.isEmpty { text += "\n  " + Self.onOneLine(places.joined(separator: ", ")) }
        if let advice { text += "\n  \(Self.onOneLine(advice))" }
        return text
    }
}

extension InputError {
    private static func onOneLine(_ text: String) -> String {
        text.utf8.contains(0x0A) ? text.replacing("\n", with: "\\n") : text
    }

    /// A pointer of hundreds of levels, or a key of a megabyte, would fill the screen.
    static func shortened(_ pointer: String) -> String {
        pointer.count > 240 ? "\(pointer.prefix(160))…\(pointer.suffix(40))" : pointer
    }
}

/// Reading was given up because its caller asked for that.
public struct ReadingInterrupted: Error, Sendable {
    public init() {}
}
