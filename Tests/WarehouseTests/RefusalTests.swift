import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

/// What is refused leaves the warehouse as it was.
@Suite struct RefusalTests {
    private let shelf: Shelf
    private let dump: Dump

    init() throws {
        shelf = try Shelf()
        try shelf.load(Documents.boxes("v1"))
        dump = try Dump(shelf)
    }

    private func expectRefused(
        _ text: String, _ options: ImportOptions = ImportOptions(),
        sourceLocation: SourceLocation = #_sourceLocation,
        saying words: [String]
    ) throws {
        #expect(sourceLocation: sourceLocation) {
            try shelf.load(text, options)
        } throws: { error in
            let isRefusal =
                [.invalid, .foreign].contains((error as? InputError)?.kind)
                || (error as? WarehouseError)?.kind == .invalidInput
            let description = "\(error)"
            return isRefusal && words.allSatisfy { description.contains($0) }
        }
        let after = try Dump(shelf)
        #expect(after == dump, "\(after.difference(from: dump))", sourceLocation: sourceLocation)
    }

    @Test(arguments: [64, SampleBatch.defaultCapacity])
    func `a uuid twice is refused, within a batch and across batches, with both places`(capacity: Int) throws
    {
        let document = Documents.boxes("v2", samples: 6)
        let twice = document.withSamples(document.samples + [document.samples[2].with("name", "again")])
        try expectRefused(
            Window.withSamplesBehind(twice.text), ImportOptions(batchCapacity: capacity),
            saying: ["\"u2\" a second time", "/dataset/samples/2", "/dataset/samples/6"])
    }

    @Test func `a known uuid twice is refused too`() throws {
        let document = Documents.boxes("v1")
        let twice = document.withSamples(document.samples + [document.samples[0]])
        try expectRefused(twice.named("v2").text, saying: ["\"u0\" a second time"])
    }

    @Test func `an empty name is none`() throws {
        let text = Documents.boxes("v2").text
        try expectRefused(text, ImportOptions(dataset: ""), saying: ["the dataset's name is empty"])
        try expectRefused(text, ImportOptions(release: ""), saying: ["the release's name is empty"])
    }

    @Test func `other content under the same name names the first sample that differs`() throws {
        let other = Documents.boxes("v1").changingSample(1) { $0.with("name", "other") }
        try expectRefused(other.text, saying: ["acme/flowers@v1", "/dataset/samples/1", "replace the other"])
        let fewer = Documents.boxes("v1", samples: 2)
        try expectRefused(fewer.text, saying: ["2 samples instead of 3, at /dataset/samples"])
        let more = Documents.boxes("v1", samples: 4)
        try expectRefused(more.text, saying: ["/dataset/samples/3"])
        let header = Documents.boxes("v1").with("description", "other")
        try expectRefused(
            header.text, saying: ["already imported with different content", "outside `samples`, at /desc"])
    }

    @Test func `other content beside the samples names the first value that differs`() throws {
        let attributes = JSONValue.object([.init("format_version", "0.1")])
        for (changed, pointer) in [
            (Documents.boxes("v1").changing("dataset", "task_type") { _ in "vector" }, "/dataset/task_type"),
            (
                Documents.boxes("v1").changing("dataset", "task_attributes", "categories") {
                    $0.changing(1) { $0.with("name", "elm") }
                }, "/dataset/task_attributes/categories/1/name"
            ),
            (
                Documents.boxes("v1").changing("dataset", "task_attributes") { _ in attributes },
                "/dataset/task_attributes/categories"
            ),
            (
                Documents.boxes("v1").changing("dataset", "labelsets") {
                    $0.changing(0) { $0.with("a/b~", .null) }
                },
                "/dataset/labelsets/0/a~1b~0"
            ),
            (
                Documents.boxes("v1").changing("dataset", "labelsets") { _ in .array([]) },
                "/dataset/labelsets/0"
            ),
        ] {
            try expectRefused(changed.text, saying: ["outside `samples`, at \(pointer)\n"])
        }
    }

    @Test func `a conflict is found too where the name comes last`() throws {
        let other = Documents.boxes("v1").changingSample(1) { $0.with("name", "other") }
        let members = (other.members ?? []).reversed().map {
            $0.key == "dataset"
                ? JSONValue.Member("dataset", .object(($0.value.members ?? []).reversed())) : $0
        }
        try expectRefused(
            JSONValue.object(Array(members)).text, saying: ["acme/flowers@v1", "replace the other"])
    }

    @Test func `names that are missing can be given`() throws {
        let nameless = Documents.boxes("v2").with("name", nil)
        try expectRefused(nameless.text, saying: ["name the release"])
        try expectRefused(Documents.boxes("").text, saying: ["name the release", "an empty one"])
        let homeless = Documents.boxes("v2").changing("dataset") { $0.with("name", nil) }
        try expectRefused(homeless.text, saying: ["name the dataset"])
        #expect(try shelf.load(nameless, ImportOptions(release: "given")).ref == "acme/flowers@given")
        #expect(try shelf.load(homeless, ImportOptions(dataset: "a/b")).ref == "a/b@v2")
    }

    @Test(arguments: [
        "", " ", "[]", "null", "{}", "{\"name\":\"v1\"}", "{\"name\":\"v1\",\"dataset\":{\"name\":\"d\"}}",
        "{\"name\":\"v1\",\"dataset\":{\"name\":\"d\",\"samples\":{}}}",
        "{\"name\":\"v1\",\"dataset\":{\"name\":\"d\",\"samples\":[1]}}",
        "{\"name\":\"v1\",\"dataset\":{\"name\":\"d\",\"samples\":[{}]}}",
        "{\"name\":\"v1\",\"dataset\":{\"name\":\"d\",\"samples\":[{\"uuid\":7}]}}",
        "{\"name\":\"v1\",\"dataset\":{\"name\":\"d\",\"samples\":[{\"uuid\":\"\"}]}}",
        "{\"name\":\"v1\",\"dataset\":{\"name\":\"d\",\"samples\":[{\"uuid\":\"a\\u0000\"}]}}",
        "{\"name\":\"v1\",\"dataset\":{\"name\":\"d\",\"samples\":[]}} x",
        "{\"name\":\"v1\",\"name\":\"v2\",\"dataset\":{\"name\":\"d\",\"samples\":[]}}",
        "{\"name\":\"v1\",\"dataset\":{\"name\":\"d\",\"samples\":[{\"uuid\":\"a\",\"x\":\"\\ud800\"}]}}",
    ])
    func `what is no release is refused`(text: String) throws {
        try expectRefused(text, saying: [])
    }

    @Test func `nesting is taken to its limit and no further`() throws {
        func release(_ depth: Int) -> String {
            let nest = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
            return
                "{\"name\":\"deep\",\"dataset\":{\"name\":\"d\",\"samples\":[{\"uuid\":\"a\",\"x\":\(nest)}]}}"
        }
        try expectRefused(release(600), saying: ["512"])
        try expectRefused(release(100_000), saying: ["512"])
        #expect(try shelf.load(release(500)).status == .imported)
        #expect(try JSONMeaning(text: shelf.export("d@deep")) == JSONMeaning(text: release(500)))
    }

    @Test(arguments: [false, true])
    func `a dry run reports, and writes nothing`(replaces: Bool) throws {
        let next = Documents.boxes(replaces ? "v1" : "v2", samples: 5).changingSample(0) {
            $0.with("name", "x")
        }
        let dry = try shelf.load(next, ImportOptions(replace: replaces, dryRun: true))
        #expect(try Dump(shelf) == dump)
        var wet = try shelf.load(next, ImportOptions(replace: replaces))
        wet.seconds = dry.seconds
        #expect(dry == wet)
        #expect(wet.samples.new == 3 && wet.status == (replaces ? .replaced : .imported))
    }

    @Test func `a dry run finds conflicts`() throws {
        let other = Documents.boxes("v1", samples: 4)
        try expectRefused(other.text, ImportOptions(dryRun: true), saying: ["replace the other"])
    }

    @Test(arguments: 1...12)
    func `cancelled at any batch, nothing is left`(batch: Int) throws {
        let document = Documents.boxes("v2", samples: 12)
        for isAhead in [false, true] {
            let cancellation = Cancellation()
            var batches = 0
            #expect {
                try shelf.load(
                    Window.withSamplesBehind(document.text),
                    ImportOptions(decodesAhead: isAhead, batchCapacity: 64),
                    cancellation: cancellation
                ) { _ in
                    batches += 1
                    if batches == batch { cancellation.cancel() }
                }
            } throws: { ($0 as? WarehouseError)?.kind == .interrupted }
            #expect(try Dump(shelf) == dump)
            #expect(!shelf.connection.isInTransaction)
        }
        #expect(try shelf.load(document).status == .imported)
    }

    @Test func `a missing file is not found`() throws {
        #expect {
            try shelf.warehouse.importRelease(from: .file("/nowhere/release.json"))
        } throws: { ($0 as? InputError)?.kind == .notFound }
    }

    @Test func `a failed first import leaves no file`() throws {
        let folder = try ScratchFolder()
        let file = try folder.write(
            "{\"name\":\"v1\",\"dataset\":{\"name\":\"d\",\"samples\":[{}]}}", to: "bad.json")
        do {
            let warehouse = try Warehouse(path: folder("w.db"), access: .write)
            #expect(throws: InputError.self) { try warehouse.importRelease(from: .file(file)) }
            try warehouse.close()
        }
        #expect(try folder.names() == ["bad.json"])
    }

    @Test func `a failed import after a good one leaves the good one`() throws {
        let folder = try ScratchFolder()
        let good = try folder.write(Documents.boxes().text, to: "good.json")
        let bad = try folder.write("{", to: "bad.json")
        do {
            let warehouse = try Warehouse(path: folder("w.db"), access: .write)
            #expect(try warehouse.importRelease(from: .file(good)).status == .imported)
            #expect(throws: InputError.self) { try warehouse.importRelease(from: .file(bad)) }
            try warehouse.close()
        }
        #expect(try folder.names() == ["bad.json", "good.json", "w.db"])
        #expect(try Warehouse(path: folder("w.db"), access: .read).releases().count == 1)
    }
}
