import Gates
import TestSupport
import Testing

/// `Documentation/gates.md` shows what there is.
@Suite struct DocumentationTests {
    private static func page() throws -> String { try Repository.text(of: "Documentation/gates.md") }

    /// The blocks of YAML, each a whole file.
    private static func files() throws -> [String] {
        try page().components(between: "```yaml\n", and: "```")
    }

    @Test func `every file that is shown is read, and asks what can be asked`() throws {
        let shelf = try GateShelf.streetScenes()
        let files = try Self.files()
        #expect(files.count == 3)
        for file in files {
            let results = try shelf.results(file, of: "street-scenes@v3")
            #expect(!results.isEmpty)
            for result in results { #expect(result.outcome != .unanswered, "\(result)") }
        }
    }

    @Test func `the first file is the fixture`() throws {
        let fixture = try Repository.text(of: "Fixtures/gates/street-scenes.yml")
        #expect(try Self.files().first == "# Fixtures/gates/street-scenes.yml\n" + fixture)
    }

    @Test func `every sentence of the table can be asked`() throws {
        let shelf = try GateShelf.streetScenes()
        let rows = try Self.page().split(separator: "\n").filter { $0.hasPrefix("| `") }
        let table = rows.drop { !$0.hasPrefix("| `at least 3 person`") }.prefix {
            !$0.hasPrefix("| `statistic`")
        }
        #expect(table.count > 20)
        for row in table {
            let sentence = try #require(String(row).components(between: "| `", and: "` |").first)
            #expect(throws: Never.self, "\(sentence)") {
                try shelf.result(sentence, of: "street-scenes@v3")
            }
        }
    }

    @Test func `every key of a gate on a figure, and every outcome, is explained`() throws {
        let page = try Self.page()
        for outcome in GateResult.Outcome.allCases { #expect(page.contains("| `\(outcome.rawValue)` |")) }
        for key in [
            "at_least", "at_most", "more_than", "less_than", "equals", "between", "change", "tolerance",
            "rows",
        ] {
            #expect(page.contains("`\(key)`"), "\(key)")
        }
    }
}

extension String {
    fileprivate func components(between start: String, and end: String) -> [String] {
        var found: [String] = []
        var rest = self[...]
        while let from = rest.firstRange(of: start) {
            rest = rest[from.upperBound...]
            guard let to = rest.firstRange(of: end) else { break }
            found.append(String(rest[..<to.lowerBound]))
            rest = rest[to.upperBound...]
        }
        return found
    }
}
