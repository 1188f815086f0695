/// Why a file cannot be used as a warehouse.
public enum SchemaError: Error, Sendable, Hashable {
    /// An SQLite database of something else.
    case foreignFile
    /// Written by a newer program: its version, and the newest that is known here.
    case newerFile(version: Int, newest: Int)
    /// Written by an older program, and opened without the right to change it.
    case olderFile(version: Int, newest: Int)
    /// Of a known version, but with another schema: somebody changed it, or made the file.
    case changedSchema(SchemaComparison)
    /// Nothing in it yet, and opened without the right to change it.
    case emptyFile
}
