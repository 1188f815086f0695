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

    /// The names of the types that the file declares.
    ///
    /// - Parameter inside: whether those inside other types, and those that other files cannot see, count too.
    func declaredTypes(inside: Bool) -> Set<String> {
        let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "actor", "typealias"]
        let names = code.compactMap { _, line -> String? in
            guard inside || line.first != " " else { return nil }
            var words = line.split(separator: " ")[...]
            while let word = words.first,
                word.hasPrefix("@") || word == "final" || word == "indirect" || Self.levels.contains(word)
            {
                if !inside, word.hasSuffix("private") { return nil }
                words.removeFirst()
            }
            guard let kind = words.popFirst(), kinds.contains(kind) else { return nil }
            return words.first.map { String($0.prefix { $0.isLetter || $0.isNumber }) }
        }
        return Set(names)
    }

    /// The words of the code, outside of string literals, that begin with a capital letter.
    var namedTypes: Set<String> {
        var names: Set<String> = []
        var isInText = false
        for (_, line) in code {
            for (index, part) in line.split(separator: "\"\"\"", omittingEmptySubsequences: false)
                .enumerated()
            {
                if index > 0 { isInText.toggle() }
                guard !isInText else { continue }
                let words = Self.words(of: Self.withoutTexts(part))
                names.formUnion(words.filter { $0.first?.isUppercase ?? false }.map(String.init))
            }
        }
        return names
    }

    /// A line without its string literals.
    static func withoutTexts(_ line: Substring) -> Substring {
        let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
        return parts.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element).joined(
            separator: " ")[...]
    }

    /// The words of a line, whatever is between them.
    static func words(of line: Substring) -> Set<Substring> {
        Set(line.split { !($0.isLetter || $0.isNumber || $0 == "_") })
    }

    private static let levels: Set<Substring> = ["public", "package", "internal", "fileprivate", "private"]
}
