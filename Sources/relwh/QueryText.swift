import Platform

/// A query's text from a file or from standard input.
enum QueryText {
    /// More is no query that anybody wrote.
    private static let mostBytes = 16 << 20

    static func ofFile(_ file: String) throws -> String {
        try text(try TextFile.bytes(of: file, what: "a query", most: mostBytes), name: file)
    }

    static func ofStandardInput() throws -> String {
        let name = "standard input"
        return try text(
            try TextFile.bytes(from: STDIN_FILENO, name: name, what: "a query", most: mostBytes), name: name)
    }

    private static func text(_ bytes: [UInt8], name: String) throws -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure(.invalidInput, "\(name): the query is not UTF-8")
        }
        return text
    }
}
