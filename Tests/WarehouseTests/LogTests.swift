import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

/// What a release changed, against a count by hand and against its documents.
@Suite struct LogTests {
    let seed = SeededRandom.chosenSeed

    @Test func `the street scenes' history is as one reads it off the files`() throws {
        let warehouse = try Warehouse.temporary()
        for version in [2, 3, 1] {
            _ = try warehouse.importRelease(
                from: .file(Fixtures.path("releases/street-scenes-v\(version).json")))
        }
        let log = try warehouse.log(dataset: "street-scenes")
        #expect(log.map(\.release.release) == ["v3", "v2", "v1"])
        #expect(log.map(\.previous) == ["acme/street-scenes@v2", "acme/street-scenes@v1", nil])
        #expect(log[2].changes == nil)

        let second = try #require(log[1].changes)
        #expect(second.samples == LogEntry.Samples())
        #expect(second.labels == LogEntry.Labels(added: 3, modified: 1, statusChanged: 1))
        #expect(
            second.labelsets == [
                .init(
                    labelset: "ground-truth", labels: .init(added: 1, modified: 1, statusChanged: 1),
                    annotations: .init(before: 9, after: 12)),
                .init(
                    labelset: "detector-7", labels: .init(added: 2),
                    annotations: .init(before: 0, after: 2)),
            ])
        #expect(second.annotations == LogEntry.Annotations(before: 9, after: 14))
        #expect(second.annotations.delta == 5 && second.categories.isEmpty)

        let third = try #require(log[0].changes)
        #expect(third.samples == LogEntry.Samples(added: 2, removed: 1))
        #expect(third.labels == LogEntry.Labels(added: 1, removed: 2, modified: 3))
        #expect(
            third.labelsets.map(\.labels) == [
                .init(added: 1, removed: 1, modified: 2), .init(removed: 1, modified: 1),
            ])
        #expect(third.annotations.delta == -2)
        #expect(third.categories.added == [CategoryIdentity(id: 6, name: "tram")])
        #expect(
            third.categories.renamed == [
                .init(from: .init(id: 2, name: "pedestrian"), to: .init(id: 2, name: "person"))
            ])
        #expect(third.categories.removed.isEmpty && third.categories.renumbered.isEmpty)
    }

    @Test(arguments: ReleaseGenerator.taskTypes)
    func `a history counts what its documents say`(taskType: String) throws {
        for round in 0..<6 as Range<UInt64> {
            let note = "RELWH_SEED=\(seed), round \(round)"
            let shelf = try Shelf()
            var generator = ReleaseGenerator(seed: seed &+ round, oddity: 0.1)
            var mutator = ReleaseMutator(seed: seed &+ round, oddity: 0.1)
            var documents = [generator.release(of: taskType, samples: 6).named("r0")]
            for index in 1...5 {
                documents.append(mutator.successor(of: documents[index - 1], named: "r\(index)"))
            }
            // Sooner or later in the file, and all of one time: the order of import decides.
            documents = documents.map { $0.with("created_at", "2024-01-01") }
            for document in documents { try shelf.load(document) }
            let log = try shelf.warehouse.log()
            #expect(log.map(\.release) == (try shelf.warehouse.releases()))
            for (index, entry) in log.reversed().enumerated().dropFirst() {
                let naive = NaiveLog(old: documents[index - 1], new: documents[index])
                let changes = try #require(entry.changes)
                #expect(entry.previous == log[log.count - index].release.ref)
                #expect(changes.samples == naive.samples, "\(note), r\(index)")
                #expect(changes.labels == naive.labels(), "\(note), r\(index)")
                for labelset in changes.labelsets {
                    #expect(
                        labelset.labels == naive.labels(in: labelset.labelset),
                        "\(note), r\(index), \(labelset.labelset)")
                }
            }
        }
    }

    @Test func `each dataset has a history of its own, and a limit cuts what is told, not what is compared`()
        throws
    {
        let shelf = try Shelf()
        try shelf.load(Documents.boxes("v1", createdAt: "2024-01-01", samples: 2))
        try shelf.load(Documents.boxes("v1", dataset: "trees", createdAt: "2024-01-02", samples: 3))
        try shelf.load(Documents.boxes("v2", createdAt: "2024-01-03", samples: 5))
        try shelf.load(Documents.boxes("v0", samples: 4))
        let log = try shelf.warehouse.log(limit: 3)
        #expect(log.map(\.release.ref) == ["acme/flowers@v2", "acme/trees@v1", "acme/flowers@v1"])
        #expect(log.map(\.previous) == ["acme/flowers@v1", nil, "acme/flowers@v0"])
        #expect(log[0].changes?.samples == LogEntry.Samples(added: 3))
        #expect(log[2].changes?.samples == LogEntry.Samples(removed: 2))
        #expect(try shelf.warehouse.log(dataset: "acme/flowers").count == 3)
        #expect(try shelf.warehouse.log(limit: 0).isEmpty)
        #expect(try Warehouse.temporary().log().isEmpty)
    }

    @Test func `an unknown dataset is not found, and near ones are named`() throws {
        let shelf = try Shelf()
        try shelf.load(Documents.boxes())
        let error = #expect(throws: WarehouseError.self) { try shelf.warehouse.log(dataset: "flower") }
        #expect(error?.kind == .notFound && error?.candidates == ["acme/flowers"])
    }

    @Test func `the same sample in two releases of one content is no change`() throws {
        let shelf = try Shelf()
        try shelf.load(Documents.boxes("v1"))
        try shelf.load(Documents.boxes("v2"))
        let changes = try shelf.warehouse.log()[0].changes
        #expect(changes?.samples == LogEntry.Samples() && changes?.labels == LogEntry.Labels())
    }

    @Test func `a sample that loses its only label, or its null one, is the same sample`() throws {
        let shelf = try Shelf()
        func release(_ name: String, _ labels: String) -> String {
            let sample = "{\"uuid\":\"a\",\"odd\":1\(labels)}"
            return "{\"name\":\"\(name)\",\"dataset\":{\"name\":\"d\",\"samples\":[\(sample)]}}"
        }
        let texts = [
            ",\"labels\":{\"gt\":{\"label_status\":\"LABELED\"}}", ",\"labels\":{}",
            ",\"labels\":{\"gt\":null}", "",
        ]
        for (index, text) in texts.enumerated() { try shelf.load(release("r\(index)", text)) }
        let changes = try shelf.warehouse.log().compactMap(\.changes)
        #expect(changes.count == 3 && changes.allSatisfy { $0.samples == LogEntry.Samples() })
        #expect(changes.map(\.labels.removed) == [0, 0, 1])
    }

    @Test func `it goes by keys, and opens only what differs`() throws {
        let shelf = try Shelf()
        try shelf.load(Documents.boxes())
        var plan: [String] = []
        try shelf.connection.query(
            "EXPLAIN QUERY PLAN " + ReleaseComparison.sql, parameters: [.integer(1), .integer(2)]
        ) { plan.append($0.text(3)) }
        let scans = plan.filter { $0.hasPrefix("SCAN") }
        #expect(Set(scans) == ["SCAN c"], "\(plan)")
        #expect(!plan.contains { $0.contains("AUTOMATIC") }, "\(plan)")
    }
}
