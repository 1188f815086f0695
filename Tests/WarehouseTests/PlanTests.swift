import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

/// How SQLite goes about the queries that people ask: from one release down, by keys.
@Suite struct PlanTests {
    private let shelf: Shelf

    init() throws {
        shelf = try Shelf()
        var generator = ReleaseGenerator(seed: 1, oddity: 0)
        try shelf.load(Documents.boxes("v1", samples: 20))
        try shelf.load(Documents.boxes("v2", samples: 30))
        try shelf.load(generator.release(of: "image-vector-sequence", samples: 5).named("v3"))
    }

    @Test(arguments: [
        "SELECT category, count(*) FROM annotations WHERE ref = 'acme/flowers@v1' AND labelset = 'ground-truth' GROUP BY 1",
        "SELECT * FROM annotations WHERE ref = 'acme/flowers@v1' AND sample_uuid = 'u3'",
        "SELECT * FROM annotations WHERE ref = 'acme/flowers@v1' AND sample = '3.jpg'",
        "SELECT * FROM annotations WHERE sample_uuid = 'u3'",
        "SELECT * FROM labels WHERE ref = 'acme/flowers@v1' AND sample_uuid = 'u3'",
        "SELECT * FROM frames WHERE sample_uuid = 'u3'",
        "SELECT * FROM tracks WHERE ref = 'acme/flowers@v1'",
        "SELECT * FROM links WHERE ref = 'acme/flowers@v1'",
        "SELECT ref, sum(annotations) FROM category_counts WHERE category = 'rose' GROUP BY 1",
        "SELECT ref, count(*) FROM annotations WHERE category_id = 1 GROUP BY 1",
        "SELECT * FROM annotations WHERE ref IN ('acme/flowers@v1', 'acme/flowers@v2') AND category = 'rose'",
        "SELECT * FROM annotations WHERE dataset = 'acme/flowers' AND release = 'v1'",
        "SELECT a.ref FROM annotations AS a JOIN samples AS s ON s.ref = a.ref AND s.sample_uuid = a.sample_uuid WHERE a.ref = 'acme/flowers@v1'",
    ])
    func `no query scans what grows, or makes an index for itself`(sql: String) throws {
        let plan = try plan(of: sql)
        for table in ["a", "annotation", "f", "frame", "k", "g", "l", "label", "track", "link"] {
            #expect(!plan.contains { $0.hasPrefix("SCAN \(table) ") || $0 == "SCAN \(table)" }, "\(plan)")
        }
        #expect(!plan.contains { $0.contains("AUTOMATIC") }, "\(plan)")
    }

    @Test func `one release of many is found by its name`() throws {
        let plan = try plan(of: "SELECT count(*) FROM annotations WHERE ref = 'acme/flowers@v1'")
        #expect(plan.contains { $0.hasPrefix("SEARCH r USING") && $0.contains("(ref=?)") }, "\(plan)")
        #expect(!plan.contains { $0.hasPrefix("SCAN") }, "\(plan)")
    }

    @Test func `one sample in all releases is found by its uuid`() throws {
        let plan = try plan(of: "SELECT * FROM annotations WHERE sample_uuid = 'u3'")
        #expect(plan.contains { $0.hasPrefix("SEARCH rs USING") && $0.contains("sample_id=?") }, "\(plan)")
    }

    private func plan(of sql: String) throws -> [String] {
        var plan: [String] = []
        try shelf.connection.query("EXPLAIN QUERY PLAN \(sql)") { plan.append($0.string(at: 3) ?? "") }
        return plan
    }
}
