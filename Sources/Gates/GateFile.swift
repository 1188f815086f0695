import YAML

/// The gates of a file, and what they have in common.
///
/// `Documentation/gates.md` explains the file.
public struct GateFile: Sendable, Hashable {
    /// In the order of the file.
    public var gates: [Gate]

    /// Reads a gate file: YAML, a mapping with a list of `gates`.
    ///
    /// - Throws: ``GateFileError`` for a text that is no YAML, a key or a sentence that is not known, a name of the
    ///   catalogue of statistics or of rules that there is not.
    public init(parsing bytes: [UInt8]) throws(GateFileError) {
        let root: YAMLNode
        do {
            root = try YAMLNode(parsing: bytes)
        } catch let error as YAMLError {
            throw GateFileError(error.message, at: GatePlace(error.place))
        } catch {
            throw GateFileError("\(error)", at: GatePlace(line: 1, column: 1))
        }
        self = try GateFileReader.file(root)
    }
}

extension GatePlace {
    init(_ place: YAMLPlace) {
        self.init(line: place.line, column: place.column)
    }
}
