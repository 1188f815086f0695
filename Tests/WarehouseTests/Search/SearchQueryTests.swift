import TestSupport
import Testing

@testable import Warehouse

/// Queries as values.
@Suite struct SearchQueryTests {
    private static let spellings: [(query: String, plainest: String)] = [
        ("", ""), ("  a\tb\nAND c ", "a b c"), ("((a))", "a"), ("(a b) c", "a b c"),
        ("a OR (b OR c)", "a OR b OR c"),
        ("a (b OR c)", "a (b OR c)"), ("(a b) OR c", "a b OR c"), ("NOT (a)", "NOT a"),
        ("NOT(a b)", "NOT (a b)"),
        ("NOT NOT a", "NOT NOT a"), (#""a""#, "a"), (#""a b""#, #""a b""#), (#"a" "b"#, #""a b""#),
        (#""OR""#, #""OR""#), (#""a:b""#, #""a:b""#), (#""@a""#, #""@a""#), ("a@b", "a@b"),
        ("img(1)", #""img(1)""#),
        (#"\"#, #"\"#), (#""\\""#, #"\"#), (#""\"""#, #""\"""#), (#""""#, #""""#), ("object", "object"),
        (#"k:"v""#, "k:v"), ("k:a:b", "k:a:b"), (#"k:">1""#, #"k:">1""#), ("k:>1", "k:>1"),
        (#""a.b":c"#, #""a.b":c"#),
        ("a.b:c", "a.b:c"), (#"a."b c":>0"#, #"a."b c":>0"#), (#""type":x"#, #""type":x"#),
        ("type:x", "type:x"),
        ("metadata.type:x", "metadata.type:x"), (#""metadata".type:x"#, #""metadata".type:x"#),
        ("metadata:x", "metadata:x"),
        ("k:|7", "k:|7"), (#"k:|"7""#, #"k:|"7""#), (#"k:|"a""#, "k:|a"), ("attr:a=", "attr:a="),
        (#"attr:"a=b"=c=d"#, #"attr:"a=b"=c=d"#), (#"attr:a="true""#, #"attr:a="true""#),
        (#"attr:a="""#, #"attr:a="""#),
        ("object(category:a OR (type:b track:7))", "object(category:a OR type:b track:7)"),
        ("@a@b", "@a@b"), (#"@"a b""#, #"@"a b""#), ("..:x", "..:x"), (#""":x"#, #""":x"#),
        ("labelset:x", #""labelset":x"#),
    ]

    @Test(arguments: spellings)
    func `a query has a plainest spelling, which means the same`(query: String, plainest: String) throws {
        let read = try SearchQuery(query)
        #expect(read.description == plainest)
        #expect(try SearchQuery(plainest) == read)
        #expect(read.text == query)
    }

    @Test func `queries are equal when they ask the same, byte by byte`() throws {
        #expect(try SearchQuery("a b") == SearchQuery("(a) AND \"b\""))
        #expect(try SearchQuery("a b") != SearchQuery("b a"))
        #expect(try SearchQuery("é") != SearchQuery("e\u{301}"))
        #expect(try Set([SearchQuery("a"), SearchQuery(" a")]).count == 1)
    }

    @Test(arguments: [
        "a b", "@v1", "a:b", "OR", "\"\\", "(", "object(", "", "é", "\"\u{301}", " \\\u{301}", "a b\u{301}",
    ])
    func `any text can be made a word`(text: String) throws {
        #expect(try SearchQuery(SearchQuery.word(text)).root == .term(.word(SearchText(text))))
    }
}
