import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

/// What queries find.
@Suite struct SearchExampleTests {
    private let shelf: Shelf

    init() throws {
        shelf = try Shelf()
        try shelf.load(StreetRelease.document)
    }

    /// The examples of the platform's documentation, in its order.
    private static let documented: [(query: String, positions: [Int])] = [
        ("img_0033.jpg", [0]),
        ("weather:rain", [0]),
        ("speed:>4", [0]),
        ("speed:<=-2.5", [1]),
        ("tags:|night", [0]),
        ("ground-truth.car:>1", [0]),
        ("ground-truth.total_count:>=2", [0, 1]),
        ("labeled-by:ada", [0]),
        ("reviewed-by:bob", [0]),
    ]

    @Test(arguments: documented)
    func `the platform's own examples find the same`(query: String, positions: [Int]) throws {
        #expect(try shelf.positions(query) == positions)
    }

    private static let others: [(query: String, positions: [Int])] = [
        // Words.
        ("", [0, 1, 2, 3]), ("0033", [0]), ("IMG", [1]), ("img 33", [0]), ("words", [2]), ("(1)", [2]),
        ("two(1)", []), (#""two words""#, [2]), (#""(1):x""#, [2]), (#""\"A\\B\"""#, [3]), ("Straße", [3]),
        ("é", [3]), ("e\u{301}", []), (#""OR""#, [3]), ("or", [2]), (#""""#, [0, 1, 2, 3]),
        // Metadata.
        ("weather:Rain", [1]), (#"weather:"""#, [2]), ("weather:ai", []), ("nothing:x", []),
        ("speed:=5", [0]), ("speed:=5.0", [0]), ("speed:=50e-1", [0]), ("speed:>=-2.5", [0, 1]),
        ("speed:<5", [1]), ("speed:5", []), ("three:3", [0]), ("three:=3", [1]), ("three:>0", [1]),
        ("big:=9007199254740993", [0]), ("big:<9007199254740993", [1]), ("tags:|7", [0]), ("tags:|7.0", [0]),
        (#"tags:|"7""#, []), ("tags:|wet", [0]), ("tags:night", [1]), ("a.b:dotted", [0]),
        (#""a.b":dotted"#, [0]), ("metadata.a.b:dotted", [0]), ("metadata.area:>3", [0]),
        (#""area":>3"#, [0]),
        ("metadata.ground-truth.car:shadowed", [0]), ("ok:true", []), ("nested.a:=1", []),
        // Counts.
        ("ground-truth.car:=2", [0]), ("ground-truth.car:=0", [1]), ("ground-truth.car:<1", [1]),
        (#"ground-truth."bell pepper":>0"#, [0]), (#""my set".total_count:>=1"#, [0]),
        (#""my set".total_count:=0"#, [1, 2]), ("model.v2.total_count:>=1", [1]), ("model.v2.9:>0", [1]),
        (#""my set".v2.0:>0"#, [0]), (#""my set"."v2.0":>0"#, [0]), ("ground-truth.Tür:>0", [1]),
        ("ground-truth.7:>0", [1]), ("ground-truth.nobody:>0", []), ("ground-truth.5:>0", [1]),
        ("annotations:>1", [0, 1]), ("annotations:=0", [1, 2]), ("frames:=1", [0, 1, 2]), ("frames:>1", []),
        // Labels.
        ("status:LABELED", [0, 1]), ("status:labeled", [0, 1]), ("status:UNLABELED", [0, 2, 3]),
        ("ground-truth.status:UNLABELED", [2, 3]), ("model.v2.status:unlabeled", [0, 2, 3]),
        (#""my set".status:SKIPPED"#, [2]), ("labeled-by:bob", []), ("uuid:aa", [0, 1]), ("uuid:a-", []),
        // Annotations.
        ("category:car", [0]), ("category:7", [1]), ("category:1", [0]), (#"category:"bell pepper""#, [0]),
        ("type:polygon", [0]), ("type:Polygon", []), ("track:7", [0]), ("track:8", []), ("area:>2000", [0]),
        ("area:=6", [0]), ("width:=100", [1]), ("height:<2", [1]), ("length:=5", [1]), ("vertices:=3", [0]),
        ("attr:occluded=true", [0]), ("attr:occluded=false", [1]), ("attr:occluded=", [0, 1]),
        ("attr:none=", []),
        ("attr:n=2.0", [0]), (#"attr:n="2""#, []), ("attr:colours=red", [0]), ("attr:colours=4", [0]),
        (#"attr:"say \"hi\""="it's""#, [0]), ("attr:light=dim", [0]), ("volume:>0", []), ("sensor:lidar", []),
        // One and the same object.
        ("category:car area:=6", [0]), ("object(category:car area:=6)", []),
        ("object(category:car area:>2000)", [0]), ("object(category:car NOT area:>2000)", [0]),
        ("object(status:reviewed type:polygon)", [0]), (#"object(labelset:"my set" type:point)"#, [0]),
        ("object(labelset:ground-truth type:point)", []), ("object(type:polyline OR track:7)", [0, 1]),
        ("NOT object(category:car)", [1, 2, 3]), ("object(NOT category:car)", [0, 1]),
        // Joined.
        ("IMG OR img", [0, 1]), ("img OR IMG weather:rain", [0]), ("(img OR IMG) weather:rain", [0]),
        ("NOT img", [1, 2, 3]), ("NOT (img OR IMG)", [2, 3]), ("NOT img NOT IMG", [2, 3]),
        ("NOT NOT img", [0]),
        ("img AND 33", [0]), ("NOT speed:>0", [1, 2, 3]), ("NOT ground-truth.car:>0", [1, 2, 3]),
        ("NOT(img)", [1, 2, 3]), ("@v1", [0, 1, 2, 3]), ("NOT @streets@v1", []),
    ]

    @Test(arguments: others)
    func `every kind of term finds what it should`(query: String, positions: [Int]) throws {
        #expect(try shelf.positions(query, in: "v1") == positions)
    }

    @Test(arguments: [("IMG", [0, 1]), ("STRASSE", []), ("straße", [3]), ("É", [3]), ("weather:RAIN", [])])
    func `the case of words may be ignored, that of values may not`(query: String, positions: [Int]) throws {
        #expect(try shelf.positions(query, ignoresCase: true) == positions)
    }

    @Test func `found samples tell about the labels of every labelset`() throws {
        var found: [FoundSample] = []
        var release: SearchedRelease?
        let outcome = try shelf.warehouse.search(SearchQuery("uuid:bb-2 OR img"), begin: { release = $0 }) {
            found.append($0)
        }
        #expect(
            release
                == SearchedRelease(ref: StreetRelease.ref, labelsets: ["ground-truth", "my set", "model.v2"]))
        #expect(outcome == SearchOutcome(ref: StreetRelease.ref, total: 2, isTruncated: false, notes: []))
        #expect(
            found == [
                FoundSample(
                    position: 0, uuid: "aa-0", name: "img_0033.jpg", frames: 1,
                    assetURL: "https://e.org/0.jpg",
                    labels: [
                        FoundLabel(labelset: "ground-truth", status: "REVIEWED", annotations: 3),
                        FoundLabel(labelset: "my set", status: "LABELED", annotations: 1),
                        FoundLabel(labelset: "model.v2", status: "UNLABELED", annotations: nil),
                    ]),
                FoundSample(
                    position: 2, uuid: "bb-2", name: "two words (1):x.jpg", frames: 1,
                    assetURL: "https://e.org/2.jpg",
                    labels: [
                        FoundLabel(labelset: "ground-truth", status: "UNLABELED", annotations: nil),
                        FoundLabel(labelset: "my set", status: "SKIPPED", annotations: 0),
                        FoundLabel(labelset: "model.v2", status: "UNLABELED", annotations: nil),
                    ]),
            ])
    }

    @Test func `a limit hands out the first, and counts all`() throws {
        var names: [String?] = []
        let outcome = try shelf.warehouse.search(SearchQuery(""), options: SearchOptions(limit: 2)) {
            names.append($0.name)
        }
        #expect(names == ["img_0033.jpg", "IMG_0034.JPG"])
        #expect(outcome.total == 4 && outcome.isTruncated)
    }

    @Test func `a release that does not say who labelled is told of`() throws {
        try shelf.load(Documents.boxes("v9"))
        let query = try SearchQuery("labeled-by:ada OR NOT reviewed-by:ada")
        #expect(try shelf.warehouse.countSamples(query, in: "streets@v1").notes == [])
        let outcome = try shelf.warehouse.countSamples(query, in: "flowers@v9")
        #expect(outcome.notes == [.noAuthors, .noReviewers] && outcome.total == 3)
    }

    @Test func `a search that is cancelled ends`() throws {
        try shelf.load(Documents.boxes("v9", samples: 3000))
        let cancellation = Cancellation()
        #expect {
            try shelf.warehouse.search(
                SearchQuery("area:>0 OR attr:colour=red"), in: "flowers@v9",
                options: SearchOptions(cancellation: cancellation)
            ) { _ in cancellation.cancel() }
        } throws: {
            ($0 as? WarehouseError)?.kind == .interrupted
        }
        #expect(try shelf.positions("img", in: "streets@v1") == [0])
    }
}
