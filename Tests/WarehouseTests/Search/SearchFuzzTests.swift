import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

/// Queries that nobody would write.
@Suite struct SearchFuzzTests {
    let seed = SeededRandom.chosenSeed
    private let shelf: Shelf

    init() throws {
        shelf = try Shelf()
        try shelf.load(StreetRelease.document)
    }

    /// Reads a query, writes it, reads it again, and runs it.
    ///
    /// - Returns: whether it ran. It may make no sense; it may not fail in any other way.
    @discardableResult
    private func check(_ text: String, _ note: String) throws -> Bool {
        guard let query = try? SearchQuery(text) else { return false }
        let again = try SearchQuery(query.description)
        #expect(again == query, "\(note): \(text)\n\(query.description)")
        #expect(again.description.isExactly(query.description), "\(note): \(text)")
        do {
            let count = try shelf.warehouse.countSamples(query, in: "v1").total
            let rest = try shelf.warehouse.countSamples(SearchQuery("NOT (\(query))"), in: "v1").total
            #expect(count + rest == 4, "\(note): \(text)")
            return true
        } catch is SearchError {
            return false
        } catch let error as WarehouseError where error.kind == .notFound {
            return false
        }
    }

    private static let pieces = [
        "AND", "OR", "NOT", "(", ")", "object(", "@", "@v1", "\"", "\\", "\\\"", ":", ".", "=", ">", "<",
        ">=", "|",
        " ", " ", " ", "\t", "a", "é", "e\u{301}", "😀", "\u{0}", "\u{A0}", "-1", "0.5", "1e400",
        "9007199254740993",
        "true", "ground-truth", "ground-truth.car:", "\"my set\".", "total_count", "status", "category:",
        "car", "7",
        "type:", "track:", "uuid:", "sensor:", "attr:", "attr:occluded=", "labelset:", "area:>", "size_x:<",
        "annotations:", "frames:", "metadata.", "weather:", "speed:", "tags:|", "labeled-by:", "img", "3",
    ]

    @Test func `no rubbish breaks a search`() throws {
        var random = SeededRandom(seed: seed)
        for round in 0..<3000 {
            let text =
                round % 3 == 0
                ? String(
                    decoding: (0..<random.int(0...30)).map { _ in UInt8(random.int(0...255)) }, as: UTF8.self)
                : (0..<random.int(1...12)).map { _ in random.pick(Self.pieces) }.joined()
            try check(text, "RELWH_SEED=\(seed), round \(round)")
        }
    }

    @Test func `a query with anything changed in it breaks nothing`() throws {
        var random = SeededRandom(seed: seed)
        let queries = [
            #"(img OR "two words") NOT ground-truth."bell pepper":>=1 @v1"#,
            #"object(category:car (area:>10 OR attr:"a b"="c d") NOT type:bbox) tags:|night"#,
            #"status:REVIEWED OR "my set".status:UNLABELED speed:<-2.5e3 metadata.area:>3"#,
        ]
        var ran = 0
        for round in 0..<2000 {
            var bytes = Array(random.pick(queries).utf8)
            for _ in 0..<random.int(1...3) {
                let place = random.int(0...(bytes.count - 1))
                switch random.int(0...2) {
                case 0: bytes.remove(at: place)
                case 1: bytes[place] = random.pick(Array("()\": .@=<>|\\aO1".utf8))
                default: bytes.insert(random.pick(Array("()\": .@=<>|\\aO1".utf8)), at: place)
                }
            }
            let text = String(decoding: bytes, as: UTF8.self)
            if try check(text, "RELWH_SEED=\(seed), round \(round)") { ran += 1 }
        }
        #expect(ran > 100)
    }

    private static let terms = [
        "a", "weather:rain", "tags:|7", "ground-truth.car:>0", "annotations:>0", "attr:occluded=true",
        "attr:n=2",
        "status:UNLABELED", "ground-truth.status:UNLABELED", "type:bbox", "area:>0", "category:car",
        "sensor:x",
        "metadata.tags:|7", "object(attr:n=2)", "object(size_x:>0)", "frames:>0",
        "ground-truth.total_count:>0",
        "attr:light=", "object(labelset:ground-truth)", "object(status:LABELED)", "track:7", "category:car",
        "object(NOT (type:bbox OR attr:n=2 category:car))", "@v1", "uuid:a",
        "labeled-by:ada",
    ]

    @Test(arguments: [
        "a", "tags:|7", "ground-truth.car:>0", "attr:n=2", "object(volume:>1)", "status:UNLABELED",
    ])
    func `chains of any term run at their longest`(term: String) throws {
        let count = SearchParser.maximumTerms / (try SearchQuery(term).root.terms)
        for joint in [" ", " OR NOT "] {
            let text = Array(repeating: term, count: count).joined(separator: joint)
            #expect(try check(text, ""), "\(term)\(joint)")
        }
    }

    @Test(arguments: terms)
    func `what a term takes of the parser's stack is not underestimated`(term: String) throws {
        let scope = try ReleaseScope(shelf.connection, ref: StreetRelease.ref)
        for text in [term, "NOT \(term)", "a \(term) OR \(term) a"] {
            var compiler = SearchCompiler(
                try SearchQuery(text), scope: scope, ignoresCase: true, releases: [SearchText("v1"): 1])
            let condition = try compiler.compiled()
            var room = 0
            while room < 100, prepares(condition.sql, inside: room + 1) { room += 1 }
            #expect(condition.stack + room >= SearchCondition.Stack.limit, "\(text)")
        }
    }

    private func prepares(_ sql: SearchSQL, inside count: Int) -> Bool {
        let parentheses = String(repeating: "(", count: count)
        let sql = """
            SELECT rs.position FROM release_sample AS rs
            CROSS JOIN sample_state AS st ON st.id = rs.sample_state_id
            CROSS JOIN sample_version AS v ON v.id = st.sample_version_id
            WHERE rs.release_id = 1 AND \(parentheses)\(sql.text.replacing("relwh_lowercased", with: "lower"))\(parentheses.replacing("(", with: ")"))
            """
        return (try? shelf.connection.prepare(sql)) != nil
    }

    @Test(arguments: terms)
    func `parentheses in parentheses run, or are too many`(term: String) throws {
        let shapes: [(String, String) -> String] = [
            { "(\($0) OR \($1)) a" }, { "a (b OR \($0) OR \($1))" }, { "NOT (a OR b \($0) OR \($1))" },
            { "a OR b AND (\($0) OR NOT \($1))" }, { "(\($1) \($0)) OR (\($1) a)" },
        ]
        var deepest = 0
        for shape in shapes {
            var text = term
            for depth in 1...40 {
                text = shape("(\(text))", term)
                guard [2, 5, 10, 20, 40].contains(depth) else { continue }
                if try check(text, "\(depth)") { deepest = max(deepest, depth) }
            }
        }
        #expect(deepest >= 10)
    }

    @Test func `trees of any shape run, or are too deep`() throws {
        var random = SeededRandom(seed: seed)
        var ran = 0
        for round in 0..<150 {
            let text = tree(&random, depth: random.int(3...12))
            if try check(text, "RELWH_SEED=\(seed), round \(round)") { ran += 1 }
        }
        #expect(ran > 50)
    }

    private func tree(_ random: inout SeededRandom, depth: Int, inObject: Bool = false) -> String {
        guard depth > 0, random.chance(0.8) else {
            return inObject
                ? random.pick(["type:bbox", "attr:n=2", "category:car", "volume:>1"])
                : random.pick(Self.terms)
        }
        if !inObject, random.chance(0.1) {
            return "object(\(tree(&random, depth: depth - 1, inObject: true)))"
        }
        let sides = (0..<random.int(1...2)).map { _ in tree(&random, depth: depth - 1, inObject: inObject) }
        let joined = "(\(sides.joined(separator: random.pick([" ", " OR "]))))"
        return random.chance(0.3) ? "NOT \(joined)" : joined
    }
}

extension SearchNode<SampleTerm> {
    /// How many terms it has, those in objects counted.
    fileprivate var terms: Int {
        switch self {
        case .all(let nodes), .any(let nodes): nodes.reduce(0) { $0 + $1.terms }
        case .not(let node): node.terms
        case .term(.object(let node)): node.count
        case .term: 1
        }
    }
}

extension SearchNode {
    fileprivate var count: Int {
        switch self {
        case .all(let nodes), .any(let nodes): nodes.reduce(0) { $0 + $1.count }
        case .not(let node): node.count
        case .term: 1
        }
    }
}
