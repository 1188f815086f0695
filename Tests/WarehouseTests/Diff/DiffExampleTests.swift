import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

/// One instance of every kind of change, each told once.
@Suite struct DiffExampleTests {
    private static func release(_ categories: String, _ labelsets: String, _ samples: [String]) -> JSONValue {
        Documents.parsed(
            """
            {"name":"v","dataset":{"name":"d","owner":"acme","task_type":"vector",
                "task_attributes":{"categories":[\(categories)],"image_attributes":[{"name":"weather"}]},
                "labelsets":[\(labelsets)],"samples":[\(samples.joined(separator: ","))]}}
            """)
    }

    private static func sample(_ uuid: String, _ rest: String, labels: String) -> String {
        "{\"uuid\":\"\(uuid)\",\(rest),\"labels\":{\(labels)}}"
    }

    private static func label(_ annotations: [String], _ rest: String = "", status: String = "LABELED")
        -> String
    {
        """
        {"label_status":"\(status)","attributes":{"annotations":[\(annotations.joined(separator: ","))]\(rest)}}
        """
    }

    private static func box(
        _ id: Int, _ x: Double, category: Int = 1, size: Double = 10, _ rest: String = ""
    ) -> String {
        """
        {"id":\(id),"category_id":\(category),"type":"bbox","points":[[\(x),0],[\(x + size),10]]\(rest)}
        """
    }

    static let old = release(
        """
        {"id":1,"name":"car"},{"id":2,"name":"bus"},{"id":3,"name":"dog"},{"id":4,"name":"old"},
        {"id":5,"name":"tree","color":[0,255,0],"attributes":[{"name":"kind","input_type":"text"},{"name":"gone"}]}
        """, "{\"name\":\"gt\",\"description\":\"a\"},{\"name\":\"gone\"},{\"name\":\"model\"}",
        [
            sample("u1", "\"name\":\"1\",\"metadata\":{\"n\":1}", labels: "\"gt\":\(label([box(1, 0)]))"),
            sample("u2", "\"name\":\"2\"", labels: "\"gt\":\(label([box(1, 0)]))"),
            sample("u3", "\"name\":\"3\"", labels: "\"gt\":\(label([box(1, 0), box(2, 50)])),\"model\":null"),
            sample(
                "u4", "\"name\":\"4\"",
                labels: """
                    "gt":\(label([
                        box(1, 0), box(2, 100), box(3, 200, category: 1), box(4, 300, category: 2),
                        box(5, 400, ",\"attributes\":{\"a\":1,\"b\":2}"), box(6, 500, ",\"is_keyframe\":true"),
                        box(7, 600), box(8, 700, ",\"track_id\":3"),
                    ], ",\"links\":[{\"from_id\":1,\"to_id\":2},{\"from_id\":2,\"to_id\":3,\"attributes\":{\"k\":1}}]"))
                    """),
            sample("u5", "\"name\":\"5\"", labels: "\"model\":\(label([box(1, 0)]))"),
            sample(
                "u6", "\"name\":\"6\"",
                labels: """
                    "gt":\(label(
                        ["{\"id\":1,\"category_id\":1}"], ",\"segmentation_bitmap\":{\"url\":\"https://e.org/1.png\"}"))
                    """),
        ])

    static let new = release(
        """
        {"id":1,"name":"car"},{"id":20,"name":"bus"},{"id":3,"name":"hound"},{"id":6,"name":"new"},
        {"id":5,"name":"tree","color":[0,0,255],"attributes":[{"name":"kind","input_type":"select"},{"name":"came"}]}
        """, "{\"name\":\"gt\",\"description\":\"b\"},{\"name\":\"came\"},{\"name\":\"model\"}",
        [
            sample(
                "u6", "\"name\":\"6\"",
                labels: """
                    "gt":\(label(
                        ["{\"id\":1,\"category_id\":1}"], ",\"segmentation_bitmap\":{\"url\":\"https://e.org/2.png\"}"))
                    """),
            sample("u1", "\"name\":\"1\",\"metadata\":{\"n\":2}", labels: "\"gt\":\(label([box(1, 0)]))"),
            sample(
                "u3", "\"name\":\"drei\"",
                labels:
                    "\"gt\":\(label([box(1, 0), box(2, 50)], status: "REVIEWED")),\"model\":\(label([box(1, 0)]))"
            ),
            sample(
                "u4", "\"name\":\"4\"",
                labels: """
                    "gt":\(label([
                        box(1, 0), box(2, 100, size: 20), box(3, 200, category: 20), box(4, 300, category: 20),
                        box(5, 400, ",\"attributes\":{\"a\":3,\"b\":2}"), box(6, 500, ",\"is_keyframe\":false"),
                        box(77, 601), box(8, 700, ",\"track_id\":4"), box(9, 900),
                    ], ",\"links\":[{\"from_id\":2,\"to_id\":3,\"attributes\":{\"k\":2}},{\"from_id\":3,\"to_id\":4}]"))
                    """),
            sample("u5", "\"name\":\"5\"", labels: "\"gt\":\(label([box(1, 0), box(2, 30)]))"),
            sample("u7", "\"name\":\"7\"", labels: "\"gt\":\(label([box(1, 0)]))"),
        ])

    static let lines = [
        "release modified name",
        "category renumbered bus id",
        "category renamed hound name",
        "category added new",
        "category modified tree color[1],color[2],attributes",
        "category removed old",
        "attribute_definition modified tree input_type",
        "attribute_definition added tree",
        "attribute_definition removed tree",
        "labelset modified gt description",
        "labelset added came",
        "labelset removed gone",
        "label modified u6 gt mask.url",
        "sample modified u1 metadata.n",
        "sample renamed u3 name",
        "label modified u3 gt label_status",
        "label added u3 model",
        "annotation modified u4 gt #2 geometry",
        "annotation modified u4 gt #3 category",
        "annotation modified u4 gt #5 attributes.a",
        "annotation modified u4 gt #6 is_keyframe",
        "annotation modified u4 gt #77 geometry,id",
        "annotation modified u4 gt #8 track_id",
        "annotation added u4 gt #9",
        "link modified u4 gt attributes.k",
        "link added u4 gt",
        "link removed u4 gt",
        "label added u5 gt",
        "label removed u5 model",
        "sample added u7",
        "sample removed u2",
    ]

    @Test(arguments: [false, true])
    func `a pair with every kind of change yields these and no others`(isApart: Bool) throws {
        let outcome = try DiffBench(Self.old, Self.new, isApart: isApart).diff()
        #expect(outcome.changes.map(\.line) == Self.lines)

        var summary = DiffSummary()
        summary.categories = .init(added: 1, removed: 1, renamed: 1, renumbered: 1, modified: 1)
        summary.labelsets = .init(added: 1, removed: 1, modified: 1)
        summary.samples = .init(added: 1, removed: 1, modified: 2, renamed: 1, unchanged: 3)
        summary.labels = .init(
            added: 3, removed: 2, modified: 3, unchanged: 1, statusChanged: 1, maskChanged: 1)
        summary.annotations = .init(
            added: 5, removed: 2, modified: 6, unchanged: 6, recategorized: 1, geometryChanged: 2,
            attributesChanged: 1)
        summary.links = .init(added: 1, removed: 1, modified: 1)
        summary.statusTransitions = [
            .init(labelset: "gt", from: "LABELED", to: "REVIEWED", labels: 1)
        ]
        #expect(outcome.summary == summary)
    }

    @Test func `a change says what it needs to be understood`() throws {
        let changes = try DiffBench(Self.old, Self.new).diff().changes
        func change(_ line: String) throws -> Change { try #require(changes.first { $0.line == line }) }

        let grown = try change("annotation modified u4 gt #2 geometry")
        #expect(grown.matchedBy == .id && grown.score == nil && grown.category == "car")
        #expect(grown.fields[0].geometry == GeometryChange(iou: 0.5, centerShift: 5, sizeRatio: 2))
        #expect(grown.fields[0].from?.text == #"{"points":[[100,0],[110,10]]}"#)

        let recategorized = try change("annotation modified u4 gt #3 category")
        #expect(recategorized.fields == [FieldChange("category", from: "car", to: "bus")])
        #expect(recategorized.from?.text == #"{"category_id":1,"category":"car"}"#)

        let found = try change("annotation modified u4 gt #77 geometry,id")
        #expect(found.matchedBy == .geometry && abs((found.score ?? 0) - 9.0 / 11) < 1e-12)

        #expect(try change("sample removed u2").from?.text == #"{"uuid":"u2","name":"2"}"#)
        #expect(try change("link added u4 gt").to?.text == #"{"from_id":3,"to_id":4}"#)
        #expect(try change("annotation added u4 gt #9").to?["points"]?.text == "[[900,0],[910,10]]")
        #expect(
            try change("category renumbered bus id").from?.text == #"{"id":2,"name":"bus"}"#)
    }

    @Test func `levels and kinds narrow what is told`() throws {
        let bench = try DiffBench(Self.old, Self.new)
        let samples = try bench.diff(.with { $0.level = .sample })
        #expect(
            samples.changes.map(\.line)
                == Self.lines.filter { line in
                    !["label ", "annotation ", "link "].contains { line.hasPrefix($0) }
                })
        #expect(samples.summary.labels == DiffSummary.Labels())
        let labels = try bench.diff(.with { $0.level = .label })
        #expect(labels.changes.contains { $0.line == "label modified u4 gt annotations" })
        #expect(labels.summary.labels.modified == 3)
        let added = try bench.diff(.with { $0.kinds = [.added] })
        #expect(added.changes.allSatisfy { $0.kind == .added } && added.summary.annotations.added == 5)
        #expect(added.summary.annotations.removed == 0)
        let whole = try bench.diff(.unrolled).changes
        #expect(whole.contains { $0.line == "annotation added u7 gt #1" })
        #expect(whole.contains { $0.line == "label removed u2 gt" })
    }

    @Test func `filters narrow changes and figures alike`() throws {
        let bench = try DiffBench(Self.old, Self.new)
        let buses = try bench.diff(.with { $0.categories = ["bus"] })
        #expect(
            buses.changes.filter { $0.level == .annotation }.map(\.line) == [
                "annotation modified u4 gt #3 category"
            ])
        #expect(buses.changes.filter { $0.level == .category }.map(\.line) == ["category renumbered bus id"])
        #expect(buses.summary.annotations.unchanged == 1 && buses.summary.annotations.modified == 1)
        let model = try bench.diff(.with { $0.labelsets = ["model"] })
        #expect(model.summary.labels == .init(added: 1, removed: 1))
        let reviewed = try bench.diff(.with { $0.statuses = ["reviewed"] })
        #expect(reviewed.summary.labels.modified == 1 && reviewed.summary.labels.statusChanged == 1)
        let ignoring = try bench.diff(.with { $0.ignoredFields = ["metadata", "attributes.a"] })
        #expect(ignoring.summary.samples.modified == 1 && ignoring.summary.annotations.attributesChanged == 0)
        #expect(ignoring.summary.hidden.map(\.rule) == ["ignored: metadata", "ignored: attributes.a"])
    }

    @Test func `a sample under another uuid is found by name where that is asked for`() throws {
        let one = SmallRelease.document(samples: [
            SmallRelease.sample(1, name: "a", url: "https://e.org/a?x=1", nil)
        ])
        let other = SmallRelease.document(samples: [
            SmallRelease.sample(2, name: "a", url: "https://e.org/a?x=1", nil)
        ])
        let bench = try DiffBench(one, other)
        #expect(try bench.diff().summary.samples == .init(added: 1, removed: 1))
        let paired = try bench.diff(.with { $0.pairsSamplesByName = true })
        #expect(paired.changes.map(\.line).last == "sample modified u2 uuid")
    }

    @Test func `a comparison can be stopped, and an unknown reference is not found`() throws {
        let bench = try DiffBench(Self.old, Self.new)
        let cancellation = Cancellation()
        cancellation.cancel()
        let error = #expect(throws: WarehouseError.self) {
            try bench.diff(.with { $0.cancellation = cancellation })
        }
        #expect(error?.kind == .interrupted)
        let warehouse = try Warehouse.temporary()
        let side = DiffSide(warehouse: warehouse, ref: "no@where")
        let missing = #expect(throws: WarehouseError.self) {
            try Warehouse.diff(from: side, to: side) { _ in }
        }
        #expect(missing?.kind == .notFound)
    }
}
