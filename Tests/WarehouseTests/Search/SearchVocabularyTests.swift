import ReleaseFormat
import Testing

@testable import Warehouse

/// What a search says of names that nothing has.
@Suite struct SearchVocabularyTests {
    private let shelf: Shelf

    init() throws {
        shelf = try Shelf()
        try shelf.load(StreetRelease.document)
    }

    private func notes(_ query: String) throws -> [SearchOutcome.Note] {
        let counted = try shelf.warehouse.countSamples(SearchQuery(query), in: "v1").notes
        let found = try shelf.warehouse.search(SearchQuery(query), in: "v1") { _ in }.notes
        #expect(counted == found)
        return counted
    }

    @Test(arguments: [
        ("wether:rain", UnknownValue.Kind.metadataKey, "wether", "weather"),
        ("metadata.wether:rain", .metadataKey, "wether", "weather"),
        ("groundtruth.car:>1", .metadataKey, "groundtruth.car", "ground-truth.car"),
        ("sttaus:LABELED", .metadataKey, "sttaus", "status"),
        ("status:REVEIWED", .status, "REVEIWED", "REVIEWED"),
        ("ground-truth.status:REVEIWED", .status, "REVEIWED", "REVIEWED"),
        ("NOT status:REVEIWED", .status, "REVEIWED", "REVIEWED"),
        ("img OR status:REVEIWED", .status, "REVEIWED", "REVIEWED"),
        ("type:boxes", .type, "boxes", ""), ("type:bbx", .type, "bbx", "bbox"),
        ("sensor:lidar", .sensor, "lidar", ""),
        ("attr:ocluded=true", .attribute, "ocluded", "occluded"),
        ("attr:ligt=dim", .attribute, "ligt", "light"),
        ("object(category:car attr:ocluded=)", .attribute, "ocluded", "occluded"),
    ])
    func `a name that nothing has is noted`(
        query: String, kind: UnknownValue.Kind, value: String, near: String
    ) throws {
        #expect(
            try notes(query) == [
                .unknown(
                    UnknownValue(kind: kind, value: value, refs: [StreetRelease.ref]),
                    nearest: near.isEmpty ? [] : [near])
            ])
    }

    @Test func `a comparison without a colon is noted where nothing is found`() throws {
        #expect(try notes("area>100") == [.comparisonAsWord("area>100", meant: "area:>100")])
        #expect(try notes("speed<=-2.5") == [.comparisonAsWord("speed<=-2.5", meant: "speed:<=-2.5")])
        #expect(try notes("area>big") == [])
    }

    @Test(arguments: [
        "", "img", "nothing", "weather:snow", "metadata.area:>3", "status:VERIFIED", "status:reviewed",
        "type:bbox OR type:point", "attr:light=x", "attr:occluded=nothing", "object(attr:n=5)",
        "ground-truth.car:>5", "uuid:x", "track:99",
    ])
    func `a name that is there is not noted`(query: String) throws { #expect(try notes(query) == []) }
}

/// Choices of several, and other values of attributes.
@Suite struct SearchAttributeTests {
    private func positions(_ attributes: [String], _ query: String) throws -> [Int] {
        let shelf = try Shelf()
        try shelf.load(
            SmallRelease.document(
                samples: attributes.enumerated().map { index, text in
                    SmallRelease.sample(
                        index, SmallRelease.still([SmallRelease.box(1, attributes: "{\"k\":\(text)}")]))
                }))
        return try shelf.positions(query)
    }

    @Test(arguments: [
        (#"attr:k=a"#, [0, 1, 2, 5]), (#"object(attr:k=a)"#, [0, 1, 2, 5]), (#"attr:k=b"#, [1, 2]),
        (#"attr:k=7"#, [2, 5]), (#"attr:k="7""#, [5]), (#"attr:k="[\"a\", \"b\"]""#, [1]),
        (#"attr:k=x"#, []), (#"NOT attr:k=a"#, [3, 4, 6]),
    ])
    func `a text of a list is that list`(query: String, expected: [Int]) throws {
        let values = [
            #"["a"]"#, #""[\"a\", \"b\"]""#, #"["a","b",7]"#, #""[a""#, #""{\"a\":1}""#, #""[\"a\",\"7\"]""#,
            "null",
        ]
        #expect(try positions(values, query) == expected)
    }

    @Test(arguments: [
        ("attr:k=true", [0, 3]), ("attr:k=yes", [4]), (#"attr:k="true""#, [3]), ("attr:k=1", [1, 2]),
        (#"attr:k="1""#, [2]),
    ])
    func `a boolean, a number and texts that read like them are told apart`(
        query: String, expected: [Int]
    ) throws {
        #expect(try positions(["true", "1", "\"1\"", "\"true\"", "\"yes\""], query) == expected)
    }
}

/// Sensors that nobody labelled.
@Suite struct SearchSensorTests {
    @Test func `a sensor without a label is not found`() throws {
        let shelf = try Shelf()
        func label(_ attributes: String) -> String {
            """
            {"label_status":"LABELED","attributes":{"sensors":[{"name":"Lidar","attributes":\(attributes)},
             {"name":"Camera","attributes":{"frames":[{"annotations":[]}]}}]}}
            """
        }
        try shelf.load(
            SmallRelease.document(
                "multisensor-sequence",
                samples: ["[]", "null", #"{"frames":[]}"#, #"{"frames":[{"annotations":[]}]}"#].enumerated()
                    .map {
                        SmallRelease.sample($0, label($1))
                    }))
        #expect(try shelf.positions("sensor:Lidar") == [2, 3])
        #expect(try shelf.positions("NOT sensor:Lidar") == [0, 1])
        #expect(try shelf.positions("sensor:Camera") == [0, 1, 2, 3])
    }
}

/// Numbers and names at the edge of what is exact.
@Suite struct SearchExactnessTests {
    @Test(arguments: [
        ("a:=9007199254740993", 1), ("a:=9007199254740992", 0), ("b:=9223372036854775807", 1),
        ("b:=9223372036854775806", 0), ("s:0042", 1), ("s:=42", 0), ("f:=42", 1), ("f:42", 0),
    ])
    func `numbers are exact, and text is no number`(query: String, count: Int) throws {
        let shelf = try Shelf()
        try shelf.load(
            SmallRelease.document(samples: [
                SmallRelease.sample(
                    1, metadata: #"{"a":9007199254740993,"b":9223372036854775807,"s":"0042","f":42.0}"#,
                    "null")
            ]))
        #expect(try shelf.positions(query).count == count)
    }

    private static let names = [
        "-bus", "bus.car", "bus:car", "(bus)", "bus OR car", "", "34", "NOT", "ground-truth.bus", "é",
        "e\u{301}",
    ]

    @Test(arguments: names)
    func `each class is found by its name, whatever it is called`(name: String) throws {
        let shelf = try Shelf()
        let boxes = Self.names.indices.map { SmallRelease.box($0 + 1, id: $0) }
        try shelf.load(
            SmallRelease.document(
                categories: Self.names,
                samples: [SmallRelease.sample(1, SmallRelease.still(boxes)), SmallRelease.sample(2, "null")]))
        let quoted = SearchText(name).quoted
        #expect(try shelf.positions("ground-truth.\(quoted):=1") == [0])
        #expect(try shelf.positions("category:\(quoted)") == [0])
    }
}

/// Searches by what validation finds, and answers with columns of one's own.
@Suite struct SearchAnswerTests {
    private let shelf: Shelf

    init() throws {
        shelf = try Shelf()
        try shelf.load(
            SmallRelease.document(samples: [
                SmallRelease.sample(1, metadata: #"{"city":"Gent","n":3,"on":true}"#, SmallRelease.still([])),
                SmallRelease.sample(
                    2, metadata: #"{"city":"Aalst","n":10}"#, SmallRelease.still([SmallRelease.box(1)])),
                SmallRelease.sample(
                    3, metadata: #"{"n":"x","tags":["a"]}"#, SmallRelease.still([SmallRelease.box(77)])),
                SmallRelease.sample(4, "null"),
            ]))
    }

    @Test(arguments: [
        ("finding:label.empty", [0]), ("finding:annotation.category.undefined", [2]),
        ("finding:annotation.category.*", [2]), ("NOT finding:label.empty", [1, 2, 3]),
        ("finding:label.empty OR finding:annotation.category.undefined", [0, 2]), ("finding:error", [2]),
        ("metadata.finding:error", []),
    ])
    func `samples by findings`(query: String, expected: [Int]) throws {
        #expect(try shelf.positions(query) == expected)
    }

    @Test func `a rule that is none is a mistake`() throws {
        let error = #expect(throws: SearchError.self) { try shelf.positions("img finding:label.emty") }
        #expect(error?.offset == 12 && error?.candidates.first == "label.empty")
    }

    private func values(_ options: SearchOptions) throws -> [[JSONValue?]] {
        var values: [[JSONValue?]] = []
        try shelf.warehouse.search(SearchQuery(""), in: "v1", options: options) { values.append($0.values) }
        return values
    }

    @Test func `columns are those that were asked for`() throws {
        let options = SearchOptions(
            limit: 2,
            columns: [
                "position", "sample", "sample_uuid", "ground-truth.label_status", "ground-truth.annotations",
                "metadata.city", "metadata.on", "frames",
            ])
        #expect(
            try values(options) == [
                [
                    .number("0"), .string("1.jpg"), .string("u1"), .string("LABELED"), .number("0"),
                    .string("Gent"), .bool(true), .number("1"),
                ],
                [
                    .number("1"), .string("2.jpg"), .string("u2"), .string("LABELED"), .number("1"),
                    .string("Aalst"), nil, .number("1"),
                ],
            ])
    }

    @Test(arguments: [
        ([SearchOptions.Order(column: "metadata.city")], ["2", "1", "3", "4"]),
        ([.init(column: "metadata.city", isDescending: true)], ["1", "2", "3", "4"]),
        ([.init(column: "metadata.n")], ["1", "2", "3", "4"]),
        ([.init(column: "metadata.n", isDescending: true)], ["3", "2", "1", "4"]),
        ([.init(column: "ground-truth.annotations", isDescending: true)], ["2", "3", "1", "4"]),
        (
            [.init(column: "ground-truth.annotations"), .init(column: "sample", isDescending: true)],
            ["1", "3", "2", "4"]
        ),
        ([.init(column: "position", isDescending: true)], ["4", "3", "2", "1"]),
        ([.init(column: "ground-truth.label_status", isDescending: true)], ["4", "1", "2", "3"]),
        ([.init(column: "sample_uuid", isDescending: true)], ["4", "3", "2", "1"]),
    ])
    func `samples are sorted, those without a value last`(
        order: [SearchOptions.Order], expected: [String]
    ) throws {
        let found = try values(SearchOptions(columns: ["sample"], order: order))
        #expect(found == expected.map { [.string("\($0).jpg")] })
    }

    @Test(arguments: ["metadata.ctiy", "grund-truth.annotations", "smaple", "metadata.", ""])
    func `a column that is not there is not found`(column: String) {
        for options in [SearchOptions(columns: [column]), SearchOptions(order: [.init(column: column)])] {
            let error = #expect(throws: WarehouseError.self) { try values(options) }
            #expect(error?.kind == .notFound && error?.unknown?.kind == .column)
        }
    }
}
