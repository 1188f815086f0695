import TestSupport
import Testing
import Warehouse

@testable import relwh

/// All that people read is in words that they would say: the help of every command, the lists of rules and statistics,
/// and every page. A new command, rule, statistic or page is covered by itself.
@Suite struct PlainWordsTests {
    /// Words and phrases that a reader stumbles over, in lower case.
    private static let odd = [
        "tell", "tells", "telling", "told", "stand", "stands", "standing", "anew", "whoever", "whomever",
        "weightiest", "foremost", "so many", "so much", "so severe", "so long as", "hold against",
        "holds against", "held against", "is of", "are of", "be of", "of one's", "come of", "comes of",
        "has not", "one a line", "a row a", "fit for", "will do",
        // American spelling.
        "colour", "colours", "centre", "centres", "metre", "metres", "labelled", "unlabelled", "recognised",
        "neighbour", "neighbours",
    ]

    /// The odd words of a text, with what is around them. What is code stays out: names in a file are what they are.
    private static func odd(in text: String) -> [String] {
        let prose = text.replacing(/(?s)```.*?```/, with: " ").replacing(/`[^`\n]*`/, with: " x ")
        let words = prose.lowercased().split { !($0.isLetter || $0 == "'") }
        let joined = " \(words.joined(separator: " ")) "
        return odd.filter { joined.contains(" \($0) ") }.compactMap { phrase in
            guard let found = joined.firstRange(of: " \(phrase) ") else { return nil }
            return
                "\(joined[..<found.lowerBound].suffix(30))[\(phrase)]\(joined[found.upperBound...].prefix(30))"
        }
    }

    @Test(arguments: Relwh.commandNames)
    func `the help is in plain words`(command: String) throws {
        let arguments = command == "help" ? ["--help"] : [command, "--help"]
        let run = try Tool.run(arguments, in: ScratchFolder())
        #expect(run.status == .exited(0), "\(run)")
        #expect(Self.odd(in: run.stdout) == [])
    }

    private static func pages() throws -> [String] {
        try ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"] + Repository.files(in: "Documentation")
    }

    @Test func `every page is in plain words`() throws {
        for page in try Self.pages() {
            #expect(Self.odd(in: try Repository.text(of: page)) == [], "\(page)")
        }
    }

    @Test(arguments: Rule.all.map(\.id))
    func `every rule is in plain words`(id: String) throws {
        let rule = try Rule.named(id)
        let texts = [rule.summary, rule.definition, rule.example.remedy] + rule.thresholds.map(\.summary)
        for text in texts { #expect(Self.odd(in: text) == [], "\(id)") }
    }

    @Test(arguments: Statistic.all.map(\.name))
    func `every statistic is in plain words`(name: String) throws {
        let statistic = try Statistic.named(name)
        for text in [statistic.summary, statistic.unit, statistic.needs] {
            #expect(Self.odd(in: text) == [], "\(name)")
        }
    }

    @Test func `odd words are found`() {
        #expect(Self.odd(in: "It tells so many\nwords. `stand` ```stands```").count == 2)
    }
}
