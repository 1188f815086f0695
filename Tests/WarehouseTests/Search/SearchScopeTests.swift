import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

/// In which release a query is asked.
@Suite struct SearchScopeTests {
    private let shelf: Shelf

    init() throws {
        shelf = try Shelf()
        try shelf.load(Documents.boxes("v1", createdAt: "2024-01-01", samples: 3))
        try shelf.load(Documents.boxes("v2", createdAt: "2024-01-02", samples: 5))
    }

    private func ref(_ query: String, in reference: String? = nil) throws -> String {
        try shelf.warehouse.countSamples(SearchQuery(query), in: reference).ref
    }

    @Test(arguments: [
        ("", nil, "acme/flowers@v2"), ("jpg", nil, "acme/flowers@v2"), ("", "v1", "acme/flowers@v1"),
        ("@v1", nil, "acme/flowers@v1"), ("@v1 NOT @v2", nil, "acme/flowers@v1"),
        ("NOT @v1 (jpg OR @v2) @flowers@latest~1", nil, "acme/flowers@v1"),
        ("@v1 @v2", nil, "acme/flowers@v2"),
        ("NOT @v1", nil, "acme/flowers@v2"), ("@v1 OR @v2", nil, "acme/flowers@v2"),
        ("@v1", "v2", "acme/flowers@v2"), (#"@"flowers@v1""#, nil, "acme/flowers@v1"),
    ])
    func `it is the one named, else the latest`(query: String, reference: String?, ref: String) throws {
        #expect(try self.ref(query, in: reference) == ref)
    }

    @Test func `samples of one release are told from those of another`() throws {
        #expect(try shelf.positions("@v2 NOT @v1") == [3, 4])
        #expect(try shelf.positions("@v1 NOT @v2") == [])
        #expect(try shelf.positions("@v1", in: "v2") == [0, 1, 2])
    }

    @Test func `several datasets are named`() throws {
        try shelf.load(Documents.boxes("v1", dataset: "trees"))
        #expect {
            try ref("jpg")
        } throws: {
            guard let error = $0 as? WarehouseError else { return false }
            return error.kind == .ambiguous
                && error.candidates == ["acme/flowers@latest", "acme/trees@latest"]
        }
        #expect(try ref("jpg @flowers@v1") == "acme/flowers@v1")
    }

    @Test func `what is not there is not found`() throws {
        for query in ["@v9", "jpg OR NOT @v9"] {
            #expect { try ref(query) } throws: { ($0 as? WarehouseError)?.kind == .notFound }
        }
        let empty = try Shelf()
        #expect {
            try empty.warehouse.countSamples(SearchQuery(""))
        } throws: {
            ($0 as? WarehouseError)?.kind == .notFound
        }
    }
}

extension SearchScopeTests {
    @Test func `beside a release, a name is one of its dataset first`() throws {
        let shelf = try Shelf()
        try shelf.load(Documents.boxes("v1", dataset: "flowers", createdAt: "2024-01-01", samples: 3))
        try shelf.load(Documents.boxes("v2", dataset: "flowers", createdAt: "2024-01-02", samples: 5))
        try shelf.load(Documents.boxes("v1", dataset: "trees", createdAt: "2024-01-01", samples: 4))
        try shelf.load(Documents.boxes("only", dataset: "trees", createdAt: "2024-01-03", samples: 1))
        #expect(try shelf.positions("@v2 NOT @v1", in: "flowers@v2") == [3, 4])
        #expect(try shelf.positions("NOT @v1", in: "trees@only") == [])
        #expect(try shelf.positions("NOT @only", in: "flowers@v2") == [1, 2, 3, 4])
        #expect(try shelf.positions("NOT @trees@v1", in: "flowers@v2") == [4])
        #expect(try shelf.positions("@flowers@v2 NOT @v1") == [3, 4])
        #expect(throws: WarehouseError.self) { try shelf.positions("@v9", in: "flowers@v2") }
    }
}
