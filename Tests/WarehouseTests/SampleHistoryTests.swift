import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

/// The history of one sample, against the diffs of whole releases and by hand.
@Suite struct SampleHistoryTests {
    let seed = SeededRandom.chosenSeed

    @Test(arguments: ReleaseGenerator.taskTypes)
    func `the history of a sample is what the diffs say of it`(taskType: String) throws {
        for round in 0..<3 as Range<UInt64> {
            let note = "RELWH_SEED=\(seed), round \(round)"
            let shelf = try Shelf()
            var generator = ReleaseGenerator(seed: seed &+ round, oddity: 0.1)
            var mutator = ReleaseMutator(seed: seed &+ round, oddity: 0.1)
            var document = generator.release(of: taskType, samples: 5).named("r0").with(
                "created_at", "2024-01-01")
            var refs = [try shelf.load(document).ref]
            for index in 1...4 {
                document = mutator.successor(of: document, named: "r\(index)").with(
                    "created_at", "2024-01-01")
                if index == 3 { document = document.swappingCategoryNames() }
                refs.append(try shelf.load(document).ref)
            }
            var changes: [String: [Change]] = [:]
            var uuids: Set<String> = Set(
                try shelf.lines("SELECT uuid FROM sample").map { String($0.dropFirst().dropLast()) })
            uuids = uuids.filter { !$0.contains("'") }
            for (old, new) in zip(refs, refs.dropFirst()) {
                _ = try Warehouse.diff(
                    from: DiffSide(warehouse: shelf.warehouse, ref: old),
                    to: DiffSide(warehouse: shelf.warehouse, ref: new)
                ) { change in
                    guard let uuid = change.sampleUUID else { return }
                    changes["\(new) \(uuid)", default: []].append(change)
                }
            }
            for uuid in uuids {
                let history = try shelf.warehouse.history(of: uuid)
                #expect(history.sampleUUID == uuid && history.entries.map(\.release.ref) == refs)
                for entry in history.entries.dropFirst() where entry.kind != .returned {
                    #expect(
                        entry.changes == changes["\(entry.release.ref) \(uuid)"] ?? [],
                        "\(note), \(uuid), \(entry.release.ref)")
                }
                #expect(history.entries.contains { $0.kind == .added })
            }
        }
    }

    private func release(_ name: String, _ samples: [String], dataset: String = "small") -> JSONValue {
        SmallRelease.document(samples: samples).named(name).with(
            "created_at", .string("2024-01-0\(name.last ?? "1")")
        )
        .changing("dataset") { $0.with("name", .string(dataset)) }
    }

    private func sample(_ x: Double, name: String = "1.jpg", status: String = "LABELED") -> String {
        SmallRelease.sample(1, name: name, SmallRelease.still([SmallRelease.box(1, x)], status: status))
    }

    private let other = SmallRelease.sample(2, name: "other.jpg", nil)

    @Test func `a sample comes, changes, goes and comes back`() throws {
        let shelf = try Shelf()
        let contents = [
            [other], [sample(0), other], [sample(0), other], [sample(1), other], [other], [other],
            [sample(1), other], [other], [sample(2, name: "one.jpg", status: "REVIEWED"), other],
        ]
        for (index, samples) in contents.enumerated() { try shelf.load(release("r\(index + 1)", samples)) }
        let history = try shelf.warehouse.history(of: "u1")
        #expect(history.sample == "one.jpg" && history.dataset == "acme/small")
        #expect(
            history.entries.map(\.kind) == [
                .absent, .added, .unchanged, .modified, .removed, .absent, .returned, .removed, .returned,
            ])
        #expect(
            history.entries.map { $0.changes.map(\.line) } == [
                [], ["sample added u1"], [], ["annotation modified u1 ground-truth #1 geometry"],
                ["sample removed u1"], [], [], ["sample removed u1"],
                [
                    "sample renamed u1 name", "label modified u1 ground-truth label_status",
                    "annotation modified u1 ground-truth #1 geometry",
                ],
            ])
        #expect(history.entries[8].previous == "acme/small@r7")
        #expect(
            history.entries[3].labels == [.init(labelset: "ground-truth", status: "LABELED", annotations: 1)])

        var options = SampleHistoryOptions()
        options.until = "acme/small@r4"
        #expect(
            try shelf.warehouse.history(of: "u1", options: options).entries
                == Array(history.entries.prefix(4)))
        options.diff.labelsets = ["none"]
        let error = #expect(throws: WarehouseError.self) {
            try shelf.warehouse.history(of: "u1", options: options)
        }
        #expect(error?.unknown?.kind == .labelset && error?.candidates == ["ground-truth"])
    }

    @Test func `a sample is found by its uuid, the beginning of it, or a name that it bore`() throws {
        let shelf = try Shelf()
        let samples = ["abc1", "abd2", "abc"].map { uuid in
            "{\"uuid\":\"\(uuid)\",\"name\":\"\(uuid.first == "a" ? "twin" : "x").jpg\",\"labels\":{}}"
        }
        try shelf.load(release("r1", samples + [sample(0)]))
        try shelf.load(release("r2", samples + [sample(0, name: "new.jpg")]))
        for word in ["u1", "u", "1.jpg", "new.jpg"] {
            #expect(try shelf.warehouse.history(of: word).sampleUUID == "u1", "\(word)")
        }
        // Whole before begun.
        #expect(try shelf.warehouse.history(of: "abc").sampleUUID == "abc")
        #expect(try shelf.warehouse.history(of: "abd").sampleUUID == "abd2")
        for word in ["ab", "twin.jpg"] {
            let error = #expect(throws: WarehouseError.self) { try shelf.warehouse.history(of: word) }
            #expect(error?.kind == .ambiguous && error?.hint == "give one of these uuids")
            #expect(error?.candidates == ["abc", "abc1", "abd2"].map { "\($0)  acme/small" })
        }
        for word in ["nothing", "", "u12"] {
            let error = #expect(throws: WarehouseError.self) { try shelf.warehouse.history(of: word) }
            #expect(error?.kind == .notFound)
        }
    }

    @Test
    func `a name that samples of several datasets have is listed by dataset, and a near name is suggested`()
        throws
    {
        let shelf = try Shelf()
        let names = (1...4).map { number in SmallRelease.sample(number, name: "harbour_0\(number).jpg", nil) }
        try shelf.load(release("r1", names))
        try shelf.load(release("r1", [SmallRelease.sample(9, name: "harbour_01.jpg", nil)], dataset: "large"))
        let several = #expect(throws: WarehouseError.self) {
            try shelf.warehouse.history(of: "harbour_01.jpg")
        }
        #expect(several?.candidates == ["u1  acme/small", "u9  acme/large"])
        #expect(several?.remedy == .nameSampleOrDataset)
        var options = SampleHistoryOptions()
        options.dataset = "small"
        for (word, near) in [
            ("harbour_0", ["harbour_01.jpg", "harbour_02.jpg", "harbour_03.jpg"]),
            ("harbor_02.jpg", ["harbour_02.jpg", "harbour_01.jpg", "harbour_03.jpg"]), ("quay", []),
        ] {
            let error = #expect(throws: WarehouseError.self) {
                try shelf.warehouse.history(of: word, options: options)
            }
            #expect(error?.kind == .notFound && error?.candidates == near, "\(word)")
        }
    }

    @Test func `of several datasets that hold a sample, one is named`() throws {
        let shelf = try Shelf()
        try shelf.load(release("r1", [sample(0)]))
        try shelf.load(release("r1", [sample(5)], dataset: "large"))
        let error = #expect(throws: WarehouseError.self) { try shelf.warehouse.history(of: "u1") }
        #expect(error?.kind == .ambiguous && error?.candidates == ["acme/large", "acme/small"])
        var options = SampleHistoryOptions()
        options.dataset = "large"
        #expect(try shelf.warehouse.history(of: "u1", options: options).entries.map(\.kind) == [.added])
    }

    @Test func `a track has a history of its own`() throws {
        func box(_ track: Int, _ x: Double) -> String {
            "{\"id\":\(track * 10),\"track_id\":\(track),\"category_id\":1,\"type\":\"bbox\",\"points\":[[\(x),0],[30,10]]}"
        }
        let labels: [[[String]?]] = [
            [[box(1, 0)], [box(1, 0)]],
            [[box(1, 1)], [box(1, 0)]],
            [[box(1, 1), box(2, 5)], [box(2, 6)]],
            [[box(2, 4)], [box(2, 5)]],
            [[box(1, 1)], [box(2, 5)]],
        ]
        let shelf = try Shelf()
        for (index, label) in labels.enumerated() {
            try shelf.load(release("r\(index + 1)", [SmallRelease.sample(1, SmallRelease.sequence(label))]))
        }
        func history(_ track: Int64) throws -> [(SampleHistory.Kind, Int)] {
            var options = SampleHistoryOptions()
            options.track = track
            return try shelf.warehouse.history(of: "u1", options: options).entries.map {
                ($0.kind, $0.changes.count)
            }
        }
        let first = try history(1)
        #expect(first.map(\.0) == [.added, .modified, .modified, .removed, .returned])
        #expect(first.map(\.1) == [2, 1, 1, 1, 1])
        let second = try history(2)
        #expect(second.map(\.0) == [.absent, .absent, .added, .modified, .modified])
        #expect(second.map(\.1) == [0, 0, 2, 2, 1])
        #expect(try history(3).map(\.0).allSatisfy { $0 == .absent })
    }

    @Test func `a uuid is looked up in its index, and no other sample is read`() throws {
        let shelf = try Shelf()
        try shelf.load(Documents.boxes())
        var plan: [String] = []
        try shelf.connection.query(
            "EXPLAIN QUERY PLAN SELECT s.id FROM sample AS s WHERE s.uuid >= ?1 AND s.uuid < ?2 ORDER BY s.uuid",
            parameters: ["a", "b"]
        ) { plan.append($0.text(3)) }
        #expect(plan.allSatisfy { $0.hasPrefix("SEARCH") }, "\(plan)")
        plan = []
        try shelf.connection.query(
            "EXPLAIN QUERY PLAN SELECT points FROM annotations WHERE ref = ?1 AND sample_uuid = ?2 AND labelset = ?3",
            parameters: ["a", "b", "c"]
        ) { plan.append($0.text(3)) }
        #expect(!plan.contains { $0.hasPrefix("SCAN") || $0.contains("AUTOMATIC") }, "\(plan)")
    }
}
