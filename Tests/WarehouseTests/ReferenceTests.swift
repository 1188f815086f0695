import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

/// How a release is named.
@Suite struct ReferenceTests {
    private let shelf: Shelf

    init() throws {
        shelf = try Shelf()
        for (dataset, owner, release, createdAt) in [
            ("flowers", "acme", "v1", "2024-01-01"), ("flowers", "acme", "v2", "2024-03-01"),
            ("flowers", "acme", "v1.5", "2024-02-01"), ("flowers", "beta", "v1", "2024-01-01"),
            ("trees", "acme", "only one", "2024-01-01"), ("solo", nil, "a/b@c", nil), ("solo", nil, "z", nil),
            ("x@y", "acme", "v9", "2023-01-01"), ("named", "acme", "latest", "2020-01-01"),
            ("named", "acme", "newer", "2021-01-01"), ("fresh", "acme", "f1", "2020-01-01"),
            ("fresh", "acme", "latest", "2021-01-01"), ("ranked", "acme", "r1", "2024-01-01"),
            ("ranked", "acme", "latest~1", "2024-02-01"), ("ranked", "acme", "r3", "2024-03-01"),
            ("ranked", "acme", "latest~9", "2024-04-01"),
        ] as [(String, String?, String, String?)] {
            try shelf.load(
                Documents.boxes(release, dataset: dataset, owner: owner, createdAt: createdAt, samples: 1))
        }
    }

    @Test(arguments: [
        ("acme/flowers@v1", "acme/flowers@v1"), ("beta/flowers@v1", "beta/flowers@v1"),
        ("flowers@v2", "acme/flowers@v2"), ("flowers@v1.5", "acme/flowers@v1.5"), ("v2", "acme/flowers@v2"),
        ("only one", "acme/trees@only one"), ("trees", "acme/trees@only one"),
        ("acme/trees", "acme/trees@only one"), ("acme/flowers@latest", "acme/flowers@v2"),
        ("acme/flowers@latest~0", "acme/flowers@v2"), ("acme/flowers@latest~1", "acme/flowers@v1.5"),
        ("acme/flowers@latest~2", "acme/flowers@v1"), ("beta/flowers@latest", "beta/flowers@v1"),
        ("trees@latest", "acme/trees@only one"), ("solo@a/b@c", "solo@a/b@c"), ("a/b@c", "solo@a/b@c"),
        ("solo@latest", "solo@z"), ("solo@latest~1", "solo@a/b@c"), ("x@y", "acme/x@y@v9"),
        ("x@y@v9", "acme/x@y@v9"), ("acme/x@y@v9", "acme/x@y@v9"), ("x@y@latest", "acme/x@y@v9"),
        ("acme/named@latest~0", "acme/named@newer"), ("named@latest~1", "acme/named@latest"),
        ("fresh@latest", "acme/fresh@latest"), ("acme/fresh@latest", "acme/fresh@latest"),
        ("ranked@latest~9", "acme/ranked@latest~9"), ("ranked@latest~2", "acme/ranked@latest~1"),
    ])
    func `a release is found`(reference: String, ref: String) throws {
        #expect(try shelf.warehouse.resolve(reference).ref == ref)
    }

    @Test(arguments: [
        ("v1", ["acme/flowers@v1", "beta/flowers@v1"]),
        ("flowers@v1", ["acme/flowers@v1", "beta/flowers@v1"]),
        ("flowers@latest", ["acme/flowers", "beta/flowers"]),
        ("acme/flowers", ["acme/flowers@latest", "acme/flowers@v1", "acme/flowers@v1.5", "acme/flowers@v2"]),
        ("solo", ["solo@a/b@c", "solo@latest", "solo@z"]),
        (
            "flowers",
            [
                "acme/flowers@latest", "acme/flowers@v1", "acme/flowers@v1.5", "acme/flowers@v2",
                "beta/flowers@latest", "beta/flowers@v1",
            ]
        ),
        ("named", ["acme/named@latest", "acme/named@latest~0", "acme/named@newer"]),
        // A release that is called so, and the one that it means otherwise.
        ("named@latest", ["acme/named@latest~1", "acme/named@newer"]),
        ("acme/named@latest", ["acme/named@latest~1", "acme/named@newer"]),
        ("ranked@latest~1", ["acme/ranked@latest~2", "acme/ranked@r3"]),
        ("latest", ["acme/fresh@latest", "acme/named@latest"]),
    ])
    func `what several answer to is ambiguous, and they are named`(reference: String, candidates: [String]) {
        #expect {
            try shelf.warehouse.resolve(reference)
        } throws: {
            guard let error = $0 as? WarehouseError else { return false }
            return error.kind == .ambiguous && error.candidates.sorted() == candidates
        }
    }

    @Test(
        arguments: [
            ("acme/flowers@v3", "acme/flowers@v2"), ("acme/flowrs@v1", "acme/flowers@v1"),
            ("acme/flowers@latest~3", "acme/flowers@v1"), ("acme/flowers@latest~-1", nil),
            ("acme/flowers@latest~x", nil), ("gamma/flowers@v1", "beta/flowers@v1"), ("", nil), ("@", nil),
            ("acme/flowers@", nil), ("ACME/FLOWERS@V1", nil), ("%", nil), ("' OR 1 --", nil),
        ] as [(String, String?)])
    func `what nothing answers to is not found, and the nearest are named`(
        reference: String, nearest: String?
    ) {
        #expect {
            try shelf.warehouse.resolve(reference)
        } throws: {
            guard let error = $0 as? WarehouseError else { return false }
            return error.kind == .notFound && (nearest.map { error.candidates.contains($0) } ?? true)
        }
    }

    @Test func `a dataset's newest release is suggested first, then the others from the newest`() throws {
        #expect {
            try shelf.warehouse.resolve("acme/flowers")
        } throws: {
            guard let error = $0 as? WarehouseError else { return false }
            return error.candidates.first == "acme/flowers@latest" && error.message.contains("3 releases")
                && error.candidates.dropFirst() == [
                    "acme/flowers@v2", "acme/flowers@v1.5", "acme/flowers@v1",
                ]
        }
    }

    @Test func `of versions as near as each other the newest are suggested`() throws {
        let many = try Shelf()
        for number in 1...6 {
            try many.load(Documents.boxes("v\(number)", createdAt: "2024-01-0\(number)", samples: 1))
        }
        #expect {
            try many.warehouse.resolve("flowers@v9")
        } throws: {
            ($0 as? WarehouseError)?.candidates == ["acme/flowers@v6", "acme/flowers@v5", "acme/flowers@v4"]
        }
        try many.load(Documents.boxes("only", dataset: "single", samples: 1))
        #expect {
            try many.warehouse.resolve("single@latest~1")
        } throws: {
            ($0 as? WarehouseError)?.message == "single has 1 release: there is no latest~1"
        }
    }

    @Test func `a reference in full always names its release to the library`() throws {
        for release in try shelf.warehouse.releases() {
            #expect(try shelf.warehouse.release(release.ref) == release)
            #expect(try shelf.warehouse.show(release.ref).release == release)
        }
        #expect(throws: WarehouseError.self) { try shelf.warehouse.release("named@latest") }
        #expect(try shelf.warehouse.remove("acme/named@latest").ref == "acme/named@latest")
    }

    @Test func `names that Unicode takes for equal are different releases`() throws {
        try shelf.load(Documents.boxes("été", samples: 1))
        try shelf.load(Documents.boxes("e\u{301}te\u{301}", samples: 1))
        for name in ["été", "e\u{301}te\u{301}"] {
            let found = try shelf.warehouse.resolve("acme/flowers@\(name)").release
            #expect(found.utf8.elementsEqual(name.utf8))
        }
    }

    @Test func `an empty warehouse has nothing to suggest`() throws {
        let empty = try Shelf()
        #expect {
            try empty.warehouse.resolve("a@b")
        } throws: { ($0 as? WarehouseError)?.kind == .notFound && ($0 as? WarehouseError)?.candidates == [] }
    }
}
