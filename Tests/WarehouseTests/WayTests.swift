import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

/// By whatever way a release comes in, the warehouse is the same.
@Suite struct WayTests {
    let seed = SeededRandom.chosenSeed

    @Test(arguments: [64, 4096, 1 << 20], [false, true])
    func `batches and threads change nothing`(capacity: Int, isAhead: Bool) throws {
        for round in 0..<8 as Range<UInt64> {
            let releases = history(round, releases: 2)
            let plain = try Shelf()
            let other = try Shelf()
            for document in releases {
                let text = Window.withSamplesBehind(document.text)
                try plain.load(text, ImportOptions(decodesAhead: false))
                var batches = 0
                try other.load(text, ImportOptions(decodesAhead: isAhead, batchCapacity: capacity)) { _ in
                    batches += 1
                }
                #expect(
                    capacity > 64 || batches > 1 || document.samples.count < 3,
                    "RELWH_SEED=\(seed), round \(round)")
            }
            let (one, two) = (try Dump(plain), try Dump(other))
            #expect(one == two, "RELWH_SEED=\(seed), round \(round)\n\(two.difference(from: one))")
        }
    }

    @Test func `another spelling is unchanged, and writes nothing`() throws {
        for round in 0..<30 as Range<UInt64> {
            let shelf = try Shelf()
            let releases = history(round, releases: 2)
            for document in releases { try shelf.load(document) }
            let dump = try Dump(shelf)
            var spelling = JSONSpelling(seed: seed &+ round)
            for document in releases {
                for options in [ImportOptions(), ImportOptions(replace: true), ImportOptions(dryRun: true)] {
                    let report = try shelf.load(spelling.text(of: document), options)
                    #expect(report.status == .unchanged, "RELWH_SEED=\(seed), round \(round)")
                    #expect(report.samples.new == 0 && report.labels.new == 0 && report.annotations.new == 0)
                    #expect(report.samples.total == document.samples.count)
                }
            }
            let after = try Dump(shelf)
            #expect(after == dump, "RELWH_SEED=\(seed), round \(round)\n\(after.difference(from: dump))")
        }
    }

    @Test func `a successor in another spelling finds the same content again`() throws {
        for round in 0..<30 as Range<UInt64> {
            let releases = history(round, releases: 2)
            let (plain, other) = (try Shelf(), try Shelf())
            var spelling = JSONSpelling(seed: seed &+ round)
            try plain.load(releases[0])
            try other.load(releases[0])
            let one = try plain.load(releases[1])
            let two = try other.load(spelling.text(of: releases[1]))
            #expect(
                one.samples == two.samples && one.labels == two.labels && one.annotations == two.annotations,
                "RELWH_SEED=\(seed), round \(round): \(one), \(two)")
            #expect(one.ref == two.ref)
        }
    }

    @Test func `gzip, members of it, and standard file are the same release`() throws {
        let shelf = try Shelf()
        let document = Documents.boxes()
        try shelf.load(document)
        let dump = try Dump(shelf)
        let text = Array(document.text.utf8)
        let (head, tail) = (Array(text[..<100]), Array(text[100...]))
        for bytes in [StoredGzip.member(text), StoredGzip.member(head) + StoredGzip.member(tail)] {
            #expect(try shelf.load(bytes: bytes).status == .unchanged)
        }
        #expect(try Dump(shelf) == dump)
    }

    /// A release and its successors.
    private func history(_ round: UInt64, releases count: Int) -> [JSONValue] {
        var generator = ReleaseGenerator(seed: seed &+ round, oddity: 0.1)
        var mutator = ReleaseMutator(seed: seed &+ round, oddity: 0.1)
        var releases = [generator.release(samples: 6).named("r0")]
        for index in 1..<max(count, 1) {
            releases.append(mutator.successor(of: releases[index - 1], named: "r\(index)"))
        }
        return releases
    }
}
