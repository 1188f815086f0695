import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

/// What a query that makes no sense is told.
@Suite struct SearchMistakeTests {
    /// A query, `^` under the place, and what could have stood there.
    private static let mistakes: [(query: String, caret: String, expected: String)] = [
        (#""abc"#, "^", "a closing quote"),
        (#"a:"b\c""#, "    ^", #"\" or \\"#),
        ("(a b", "    ^", "a closing parenthesis"),
        ("a)", " ^", "the end"),
        ("()", " ^", "a word, key:value or a parenthesis"),
        ("OR a", "^", "a word, key:value or a parenthesis"),
        ("a OR", "    ^", "a word, key:value or a parenthesis"),
        ("a AND OR b", "      ^", "a word, key:value or a parenthesis"),
        ("NOT", "   ^", "a word, key:value or a parenthesis"),
        (":x", "^", "a key before the colon"),
        ("weather:", "        ^", "a value, as in weather:rain"),
        ("tags:|", "      ^", "a value, as in tags:|night"),
        ("speed:>", "       ^", "a number"),
        ("speed:> 5", "       ^", "a number"),
        ("speed:=fast", "       ^", "a number"),
        ("speed:>=05", "        ^", "a number"),
        (#"speed:>"5""#, "       ^", "a number"),
        ("Größe:>.5", "       ^", "a number"),
        ("area:large", "     ^", "a comparison, as in area:>1"),
        ("annotations:3", "            ^", "a comparison, as in annotations:>0"),
        ("type:=bbox", "     ^", "a value, as in type:polygon"),
        ("status:", "       ^", "a value, as in status:REVIEWED"),
        ("track:x", "      ^", "a track id, as in track:7"),
        ("attr:occluded", "     ^", "an attribute and its value, as in attr:occluded=true"),
        ("attr:=true", "     ^", "an attribute and its value, as in attr:occluded=true"),
        ("@", " ^", "a release's name"),
        ("object()", "       ^", "a condition on the object, such as category:person"),
        ("object(car)", "       ^", "a condition on the object, such as category:person"),
        ("object(uuid:a)", "       ^", "a condition on the object, such as category:person"),
        ("object(weather:rain)", "       ^", "a condition on the object, such as category:person"),
        ("object(category:car", "                   ^", "a closing parenthesis"),
    ]

    @Test(arguments: mistakes)
    func `a mistake is pointed at`(query: String, caret: String, expected: String) throws {
        let error = try #require(throws: SearchError.self) { try SearchQuery(query) }
        #expect(error.expected == expected)
        #expect(error.column == caret.count, "\(query)\n\(caret)\n\(error)")
        #expect(error.query == query)
    }

    /// The same of what depends on the release.
    private static let unknown: [(query: String, caret: String, candidates: [String])] = [
        ("ground-truth.cra:>0", "             ^", ["car"]),
        (#"a "my set".pepper:>0"#, "           ^", ["bell pepper"]),
        ("ground-truth.99:>0", "             ^", []),
        ("category:cra", "         ^", ["car"]),
        (#"category:"1""#, "         ^", []),
        ("object(labelset:ground)", "                ^", ["ground-truth"]),
        ("ground-truth.car:yes", "                 ^", []),
        ("ground-truth.car:|yes", "                  ^", []),
    ]

    @Test(arguments: unknown)
    func `what the release does not know is pointed at, with the nearest names`(
        query: String, caret: String, candidates: [String]
    ) throws {
        let shelf = try Shelf()
        try shelf.load(StreetRelease.document)
        let error = try #require(throws: SearchError.self) { try shelf.positions(query) }
        #expect(error.column == caret.count, "\(query)\n\(caret)\n\(error)")
        if let nearest = candidates.first { #expect(error.candidates.first == nearest) }
    }

    @Test func `a mistake says in words what and where`() throws {
        let error = try #require(throws: SearchError.self) { try SearchQuery("weather:=rain") }
        #expect(
            error.description == """
                expected a number, found 'rain', in column 10 of the query
                  text is compared without =, as in key:value
                """)
    }

    @Test func `nesting and length have limits`() throws {
        let nested = { String(repeating: "NOT (", count: $0) + "a" + String(repeating: ")", count: $0) }
        _ = try SearchQuery(nested(50))
        #expect(throws: SearchError.self) { try SearchQuery(nested(51)) }
        #expect(throws: SearchError.self) { try SearchQuery(nested(100_000)) }
        #expect(throws: SearchError.self) { try SearchQuery(String(repeating: "object(", count: 1000)) }
        _ = try SearchQuery(String(repeating: "a ", count: 500))
        #expect(throws: SearchError.self) { try SearchQuery(String(repeating: "a ", count: 501)) }
    }
}
