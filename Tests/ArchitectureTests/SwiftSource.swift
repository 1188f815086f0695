import TestSupport

/// A Swift file as far as its lines tell.
struct SwiftSource {
    /// Lines with their numbers, without those that are comments.
    let code: [(number: Int, line: Substring)]

    init(_ path: String) throws {
        let lines = try Repository.text(of: path).split(separator: "\n", omittingEmptySubsequences: false)
        code = zip(1..., lines).filter { !$1.drop { $0 == " " }.hasPrefix("//") }.map { ($0, $1) }
    }

    /// The modules that the file imports, whatever stands before the word or behind the module's name.
    var imports: Set<String> {
        let kinds: Set<Substring> = [
            "struct", "class", "enum", "protocol", "typealias", "func", "let", "var",
        ]
        let modules = code.compactMap { _, line -> String? in
            var words = line.split(separator: " ")[...]
            while let word = words.first, word.hasPrefix("@") || Self.levels.contains(word) {
                words.removeFirst()
            }
            guard words.popFirst() == "import" else { return nil }
            if let word = words.first, kinds.contains(word) { words.removeFirst() }
            return words.first.map { String($0.prefix { $0 != "." }) }
        }
        return Set(modules)
    }

    /// A line without the texts in it.
    static func withoutTexts(_ line: Substring) -> Substring {
        let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
        return parts.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element).joined(
            separator: " ")[...]
    }

    /// The words of a line, whatever stands between them.
    static func words(of line: Substring) -> Set<Substring> {
        Set(line.split { !($0.isLetter || $0.isNumber || $0 == "_") })
    }

    private static let levels: Set<Substring> = ["public", "package", "internal", "fileprivate", "private"]
}
