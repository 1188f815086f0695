import YAML

/// The gates of a file, and what they have in common.
///
/// `Documentation/gates.md` explains the file.
public struct GateFile: Sendable, Hashable {
    /// In the order of the file.
    public var gates: [Gate]

    /// Reads a gate file: YAML, a mapping with a list of `gates`.
    ///
    /// - Throws: ``PlacedError`` for a text that is no YAML, a key or a sentence that is not known, a name of the
    ///   catalogue of statistics or of rules that there is not.
    public init(parsing bytes: [UInt8]) throws(PlacedError) {
        self = try GateFileReader.file(YAMLNode.parsed(bytes))
    }
}

extension TextPlace {
    init(_ place: YAMLPlace) {
        self.init(line: place.line, column: place.column)
    }
}
