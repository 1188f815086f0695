import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

@Suite struct LeakageStatisticTests {
    private static func release(_ name: String, _ samples: [String]) -> JSONValue {
        SmallRelease.document(samples: samples).named(name)
    }

    private let train = release(
        "train",
        [
            SmallRelease.sample(1, url: "https://e.org/1.jpg?X-Amz-Signature=5", nil),
            SmallRelease.sample(2, url: "https://e.org/2.jpg?page=1", nil),
            SmallRelease.sample(3, name: "same", url: "", nil), SmallRelease.sample(4, name: "same", nil),
        ])
    private let test = release(
        "test",
        [
            SmallRelease.sample(11, name: "1.jpg", url: "https://e.org/1.jpg?X-Amz-Signature=6", nil),
            SmallRelease.sample(12, name: "same", url: "https://e.org/2.jpg?page=2", nil),
            SmallRelease.sample(3, name: "other", url: "", nil),
        ])

    private func expectLeak(_ leakage: LeakageReport) throws {
        #expect(leakage.releases.map(\.ref) == ["acme/small@train", "acme/small@test"])
        let rows = try leakage.report.rows()
        #expect(rows["kind"] == ["sample uuid", "sample asset", "sample name"])
        #expect(rows["ref_1"] == Array(repeating: "acme/small@train", count: 3))
        #expect(rows["shared"] == ["1", "1", "2"])
        #expect(rows["samples_1"] == ["1", "1", "3"])
        #expect(rows["samples_2"] == ["1", "1", "2"])
        #expect(rows.rows.map { $0.number("share_1") } == [0.25, 0.25, 0.75])
        #expect(rows["compared_1"] == ["4", "3", "4"])
        let samples = try leakage.report.rows("samples")
        #expect(samples["sample_uuid_1"] == ["u3", "u1", "u1", "u3", "u4"])
        #expect(samples["sample_uuid_2"] == ["u3", "u11", "u11", "u12", "u12"])
        #expect(samples["value"] == ["u3", "https://e.org/1.jpg", "1.jpg", "same", "same"])
    }

    @Test func `samples are recognised by uuid, by what their asset is, and by name`() throws {
        let shelf = try Shelf()
        for document in [train, test] { try shelf.load(document) }
        try expectLeak(
            try Warehouse.leakage(among: [(shelf.warehouse, "train"), (shelf.warehouse, "test")]))
        let few = try Warehouse.leakage(
            among: [(shelf.warehouse, "train"), (shelf.warehouse, "test")],
            options: {
                var options = StatisticOptions()
                options.top = 1
                return options
            }())
        #expect(try few.report.rows("samples")["sample_uuid_1"] == ["u3", "u1", "u1"])
        #expect(few.report.tables[1].omittedRows == 2)
    }

    @Test func `releases of two warehouses are compared too`() throws {
        let (one, other) = (try Shelf(), try Shelf())
        try one.load(train)
        try other.load(test)
        try expectLeak(try Warehouse.leakage(among: [(one.warehouse, "train"), (other.warehouse, "test")]))
    }

    @Test func `of three releases, each pair is compared`() throws {
        let shelf = try Shelf()
        for document in [train, test, Self.release("empty", [])] { try shelf.load(document) }
        let all = ["train", "test", "empty"].map { (warehouse: shelf.warehouse, reference: $0) }
        let rows = try Warehouse.leakage(among: all).report.rows()
        #expect(rows.rows.count == 9)
        #expect(rows.rows[3]["ref_1"] == "acme/small@train" && rows.rows[3]["ref_2"] == "acme/small@empty")
        #expect(rows.rows[4]["shared"] == "unknown (needs asset URLs)")
    }

    @Test func `one release has nothing to leak to, and no part of one is compared`() throws {
        let shelf = try Shelf()
        let ref = try shelf.load(train).ref
        let alone = try shelf.warehouse.statistics(.named("leakage"), of: ref)
        #expect(alone.tables[0].unknown == "needs two releases or more")
        var options = StatisticOptions()
        options.statuses = ["LABELED"]
        #expect(throws: WarehouseError.self) {
            try shelf.warehouse.statistics(.named("leakage"), of: ref, options: options)
        }
    }

    @Test func `as many are found as by comparing texts`() throws {
        let seed = SeededRandom.chosenSeed
        var random = SeededRandom(seed: seed)
        for round in 0..<5 {
            var names: [[String]] = []
            let shelf = try Shelf()
            for release in 0..<2 {
                let own = (0..<random.int(1...60)).map { _ in "n\(random.int(0...40))" }
                let samples = own.enumerated().map { place, name in
                    SmallRelease.sample(1000 * release + place, name: name, nil)
                }
                names.append(own)
                try shelf.load(Self.release("r\(release)", samples))
            }
            let row = try #require(
                try Warehouse.leakage(among: [(shelf.warehouse, "r0"), (shelf.warehouse, "r1")]).report.rows()
                    .only(["kind": "sample name"]))
            #expect(
                row.count("shared") == Set(names[0]).intersection(names[1]).count,
                "RELWH_SEED=\(seed) \(round)")
            #expect(row.count("samples_1") == names[0].count { names[1].contains($0) })
            #expect(row.count("samples_2") == names[1].count { names[0].contains($0) })
        }
    }
}
