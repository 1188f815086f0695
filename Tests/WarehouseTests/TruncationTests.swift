import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

/// A file that breaks off, or has a wrong byte: an error or a result, and after an error the warehouse as it was.
@Suite struct TruncationTests {
    private let shelf: Shelf
    private let dump: Dump
    private let next: [UInt8]
    /// The same, but so that its samples come in batches of their own.
    private let distant: [UInt8]

    init() throws {
        shelf = try Shelf()
        try shelf.load(Documents.boxes("v1", samples: 2))
        dump = try Dump(shelf)
        let changed = Documents.boxes("v2", samples: 3).changingSample(1) { _ in
            Documents.parsed(Documents.sample(1, category: 2))
        }
        next = Array(changed.text.utf8)
        distant = Array(Window.withSamplesBehind(changed.text).utf8)
    }

    @Test(arguments: [64, SampleBatch.defaultCapacity])
    func `a release cut at any byte is refused, with a place in the file`(capacity: Int) throws {
        let options = ImportOptions(decodesAhead: capacity == 64, batchCapacity: capacity)
        let next = capacity == 64 ? distant : self.next
        for count in (next.count - self.next.count)..<next.count {
            let before = shelf.connection.totalChanges
            #expect {
                try shelf.load(bytes: Array(next[..<count]), options)
            } throws: { error in
                guard let error = error as? InputError else { return false }
                return error.kind == .invalid && (error.offset ?? count) <= count
            }
            if shelf.connection.totalChanges != before || count % 97 == 0 {
                let after = try Dump(shelf)
                guard after == dump else {
                    Issue.record("\(count) bytes: \(after.difference(from: dump))")
                    return
                }
            }
        }
        #expect(try shelf.load(bytes: next, options).status == .imported)
    }

    @Test(arguments: [0x01, 0x20, 0x80] as [UInt8])
    func `a flipped byte is an error, or another release`(mask: UInt8) throws {
        for index in next.indices {
            var bytes = next
            bytes[index] ^= mask
            do {
                let report = try shelf.load(bytes: bytes)
                // What was taken comes back, and goes without a trace.
                if report.status == .imported {
                    let source = try JSONMeaning(text: String(decoding: bytes, as: UTF8.self))
                    let difference = JSONMeaning.difference(
                        source, try JSONMeaning(text: shelf.export(report.ref)))
                    #expect(difference == nil, "byte \(index)")
                    _ = try shelf.warehouse.remove(report.ref)
                }
            } catch let error as InputError {
                // With another letter in `dataset` it is a document of another kind.
                #expect([.invalid, .foreign].contains(error.kind), "byte \(index): \(error)")
            } catch let error as WarehouseError {
                #expect(error.kind == .invalidInput, "byte \(index): \(error)")
            }
            if index % 53 == 0 { try expectSame("byte \(index) ^ \(mask)") }
        }
        try expectSame("all bytes")
    }

    /// But for the words that releases share, and that stay when a release goes.
    private func expectSame(_ note: String) throws {
        try shelf.connection.execute(
            "DELETE FROM attribute_set WHERE id > 1; DELETE FROM labelset WHERE id > 1")
        let after = try Dump(shelf)
        #expect(after == dump, "\(note)\n\(after.difference(from: dump))")
    }
}
