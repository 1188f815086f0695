import ReleaseFormat
import SQLite
import TestSupport
import Testing

@testable import Warehouse

/// How SQLite goes about searches: through the release's samples once, and from each by keys.
@Suite struct SearchPlanTests {
    private let shelf: Shelf

    init() throws {
        shelf = try Shelf()
        try shelf.load(StreetRelease.document)
    }

    private func plan(of query: String) throws -> [String] {
        let scope = try ReleaseScope(shelf.connection, ref: StreetRelease.ref)
        let search = try Search(
            SearchQuery(query), scope: scope, releases: [SearchText("v1"): 1],
            connection: shelf.connection)
        let sql = search.matches
        var plan: [String] = []
        try shelf.connection.query("EXPLAIN QUERY PLAN \(sql.text)", parameters: sql.values) {
            plan.append($0.string(at: 3) ?? "")
        }
        return plan
    }

    @Test(arguments: [
        "", "img", "weather:rain", "tags:|night", "ground-truth.car:>0", "annotations:>0", "frames:>1",
        "uuid:aa",
        "labeled-by:ada", "status:UNLABELED", "ground-truth.status:LABELED", "category:car", "type:bbox",
        "track:7",
        "area:>1", "volume:>1", "sensor:lidar", "attr:occluded=true",
        "object(category:car attr:occluded=true)",
        "@v1", "(img OR ground-truth.car:>0) NOT type:bbox",
    ])
    func `no search scans a table, but for attributes that are shared`(query: String) throws {
        let plan = try plan(of: query)
        #expect(plan.first?.hasPrefix("SEARCH rs USING PRIMARY KEY (release_id=?)") == true, "\(plan)")
        for step in plan where step.hasPrefix("SCAN") {
            #expect(step.contains("VIRTUAL TABLE") || step == "SCAN t" || step == "SCAN json_each", "\(plan)")
        }
        #expect(!plan.contains { $0.contains("AUTOMATIC") }, "\(plan)")
    }

    @Test func `what is cheap is asked first`() throws {
        var compiler = SearchCompiler(
            try SearchQuery("type:bbox weather:rain ground-truth.car:>0 img"),
            scope: try ReleaseScope(shelf.connection, ref: StreetRelease.ref), ignoresCase: false,
            releases: [:])
        let text = try compiler.condition().text
        let places = try ["v.name", "v.metadata", "l.category_counts", "annotation AS a"].map {
            try #require(text.firstRange(of: $0)).lowerBound
        }
        #expect(places == places.sorted(), "\(text)")
    }

    @Test func `no text of a query becomes SQL`() throws {
        let scope = try ReleaseScope(shelf.connection, ref: StreetRelease.ref)
        for text in ["'); DROP TABLE label; --", "\"x\"", "?", ":a"] {
            let word = SearchQuery.word(text)
            let quoted = SearchText(text).quoted
            for query in [
                word, "\(quoted):\(quoted)", "attr:\(quoted)=\(quoted)", "type:\(quoted)", "x:|\(quoted)",
            ] {
                var compiler = SearchCompiler(
                    try SearchQuery(query), scope: scope, ignoresCase: false, releases: [:])
                let sql = try compiler.condition()
                #expect(!sql.text.contains("DROP") && !sql.text.contains("\"x\""), "\(sql.text)")
                #expect(sql.values.contains(.text(text)))
                #expect(try shelf.positions(query) == [])
            }
        }
    }
}
