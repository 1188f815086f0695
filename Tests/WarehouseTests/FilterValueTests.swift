import ReleaseFormat
import SQLite
import Testing

@testable import Warehouse

/// What a release can be filtered by.
@Suite struct FilterValueTests {
    private let shelf: Shelf

    init() throws {
        shelf = try Shelf()
        try shelf.load(
            SmallRelease.document(
                "multisensor-sequence",
                samples: [
                    SmallRelease.sample(
                        1, metadata: #"{"city.name":"Gent","tags":["a"]}"#,
                        SmallRelease.sensors([
                            ("lidar", [[SmallRelease.box(1, attributes: #"{"hue":"red"}"#)]]),
                            ("Kamera", [[]]),
                        ])),
                    SmallRelease.sample(
                        2, #"{"label_status":"ENTWURF","attributes":{"annotations":[]},"note":{"by":1}}"#),
                    """
                    {"uuid":"u3","attributes":{"sensors":[{"name":"radar"}]},"metadata":[1,2],"labels":{}}
                    """,
                ]))
    }

    private func knows(_ kind: UnknownValue.Kind, _ value: String) throws -> Bool {
        try ReleaseScope(shelf.connection, ref: "acme/small@v1").knows(kind, value)
    }

    @Test(arguments: [
        (UnknownValue.Kind.labelset, "ground-truth", true), (.labelset, "Ground-truth", false),
        (.category, "car", true), (.category, "3", true), (.category, "4", false), (.category, "Car", false),
        (.status, "verified", true), (.status, "entwurf", true), (.status, "ENTWÜRF", false),
        (.sensor, "lidar", true), (.sensor, "Kamera", true), (.sensor, "radar", true),
        (.sensor, "Lidar", false),
        (.metadataKey, "city.name", true), (.metadataKey, "city", false), (.metadataKey, "0", false),
        (.attribute, "hue", true), (.attribute, "hu", false),
        (.field, "metadata.city.name", true), (.field, "metadata.city", false),
        (.field, "metadata.tags[0]", true),
        (.field, "attributes.hue", true), (.field, "attributes.sensors[0].name", true),
        (.field, "note", true), (.field, "note.by", true), (.field, "nota", false),
        (.field, "label_status", true), (.field, "geometry", true), (.field, "metadata2", false),
    ])
    func `a value is known or not`(kind: UnknownValue.Kind, value: String, isKnown: Bool) throws {
        #expect(try knows(kind, value) == isKnown)
    }

    @Test func `the error names what is unknown, where, and what is near`() throws {
        var options = StatisticOptions()
        options.sensors = ["lidr"]
        let statistic = try Statistic.named("classes")
        #expect {
            try shelf.warehouse.statistics(statistic, of: "v1", options: options)
        } throws: { error in
            guard let error = error as? WarehouseError else { return false }
            return error.kind == .notFound && error.candidates.first == "lidar"
                && error.message == "acme/small@v1 has no sensor lidr"
                && error.unknown == UnknownValue(kind: .sensor, value: "lidr", refs: ["acme/small@v1"])
        }
    }

    @Test func `of several releases, one must have the value`() throws {
        try shelf.load(Documents.boxes("v2", dataset: "small", createdAt: "2025-01-01"))
        var options = StatisticOptions()
        options.categories = ["rose"]
        options.followsRenames = false
        let statistic = try Statistic.named("classes")
        let found = try shelf.warehouse.statistics(
            [statistic], of: ["small@v1", "small@v2"], options: options)
        #expect(found.map { $0.reports[0].tables[0].rows.count } == [0, 1])
        options.categories = ["rosé"]
        #expect {
            try shelf.warehouse.statistics([statistic], of: ["small@v1", "small@v2"], options: options)
        } throws: {
            ($0 as? WarehouseError)?.message
                == "neither acme/small@v1 nor acme/small@v2 has the category rosé"
        }
    }

    @Test(arguments: [
        ("REVIEWED", "reviewed", true), ("é", "É", false), ("STRASSE", "straße", false), ("a", "ab", false),
        ("[", "{", false), ("@", "`", false),
    ])
    func `statuses know no case of ASCII letters`(one: String, other: String, areSame: Bool) {
        #expect(LabelStatus.areSame(one, other) == areSame)
        #expect(LabelStatus.areSame(other, one) == areSame)
    }

    @Test func `a diff by the status UNLABELED has labels of samples that had none`() throws {
        func release(_ name: String, _ label: String) -> JSONValue {
            SmallRelease.document(samples: [
                SmallRelease.sample(1, label), SmallRelease.sample(2, SmallRelease.still([])),
            ]).named(name)
        }
        try shelf.load(release("a", "null"))
        try shelf.load(release("b", SmallRelease.still([SmallRelease.box(1)])))
        var options = DiffOptions()
        options.statuses = ["unlabeled"]
        func summary(_ from: String, _ to: String) throws -> DiffSummary {
            try Warehouse.diff(
                from: DiffSide(warehouse: shelf.warehouse, ref: "acme/small@\(from)"),
                to: DiffSide(warehouse: shelf.warehouse, ref: "acme/small@\(to)"), options: options
            ) { _ in }
        }
        let there = try summary("a", "b")
        #expect(there.labels.added == 1 && there.labels.unchanged == 0 && there.annotations.added == 1)
        #expect(there.annotations.unchanged == 0)
        let back = try summary("b", "a")
        #expect(back.labels.removed == 1 && back.annotations.removed == 1 && back.labels.unchanged == 0)
    }
}
