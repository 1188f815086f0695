import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

/// What comes out is what went in.
@Suite struct RoundTripTests {
    let seed = SeededRandom.chosenSeed

    @Test(arguments: ReleaseGenerator.taskTypes)
    func `an exported release equals the imported one`(taskType: String) throws {
        let shelf = try Shelf()
        for round in 0..<16 as Range<UInt64> {
            let oddity = round % 2 == 0 ? 0.05 : 0.2
            var generator = ReleaseGenerator(seed: seed &+ round, oddity: oddity)
            let document = generator.release(of: taskType).named("round \(round)")
            let note = "RELWH_SEED=\(seed), round \(round)"
            let report = try shelf.load(document)
            let text = try shelf.export(report.ref)
            let difference = JSONMeaning.difference(JSONMeaning(document), try JSONMeaning(text: text))
            #expect(difference == nil, "\(note)\n\(document.text)")
            let again = try shelf.load(text)
            #expect(again.status == .unchanged && again.ref == report.ref, "\(note)")
        }
    }

    @Test(arguments: Fixtures.releases)
    func `a fixture comes back as it was`(path: String) throws {
        let shelf = try Shelf()
        let report = try shelf.warehouse.importRelease(from: .file(path))
        let text = try shelf.export(report.ref)
        var bytes: [UInt8] = []
        bytes = try FileContent.bytes(of: path)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        // A compressed one is compared by its digest only.
        if bytes.first == 0x7B {
            let source = try JSONMeaning(text: String(decoding: bytes, as: UTF8.self))
            #expect(JSONMeaning.difference(source, try JSONMeaning(text: text)) == nil)
        }
        let dump = try Dump(shelf)
        #expect(try shelf.load(text).status == .unchanged)
        #expect(try Dump(shelf) == dump)
    }

    @Test func `names given at import do not change what the file said`() throws {
        let shelf = try Shelf()
        let document = Documents.boxes()
        let report = try shelf.load(document, ImportOptions(dataset: "other/name", release: "mine"))
        #expect(report.ref == "other/name@mine")
        #expect(try JSONMeaning(text: shelf.export("other/name@mine")) == JSONMeaning(document))
    }
}
