import TestSupport
import Testing

@testable import ReleaseFormat

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// From bytes to batches.
@Suite struct ReaderTests {
    @Test(arguments: try Fixtures.releases, [64, 1024, 1 << 20])
    func `a fixture reads the same in batches of any size`(path: String, capacity: Int) throws {
        #expect(try Reading(file: path, capacity: capacity) == Reading(file: path, capacity: 1 << 24))
    }

    @Test(arguments: try Fixtures.releases)
    func `a fixture's digests do not know its spelling`(path: String) throws {
        var bytes = try FileBytes.read(path)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        let document = try JSONValue(text: String(decoding: bytes, as: UTF8.self))
        var spelling = JSONSpelling(seed: SeededRandom.chosenSeed)
        let plain = try Reading(file: path)
        let again = try Reading(text: spelling.text(of: document))
        #expect(again.samples.map(\.stateDigest) == plain.samples.map(\.stateDigest))
        #expect(again.samples.map(\.versionDigest) == plain.samples.map(\.versionDigest))
        #expect(again.labels.map(\.digest).count == plain.labels.map(\.digest).count)
    }

    @Test func `different samples have different digests`() throws {
        var seen: [Digest: String] = [:]
        for path in try Fixtures.releases {
            for sample in try Reading(file: path).samples where !path.contains("street-scenes") {
                let name = "\(path) \(sample.uuid)"
                if path.hasSuffix("header-last.json") || path.hasSuffix("header-around.json") { continue }
                #expect(seen[sample.stateDigest] == nil, "\(name) and \(seen[sample.stateDigest] ?? "")")
                seen[sample.stateDigest] = name
            }
        }
    }

    static let sampleText = #"[{"uuid":"a"},{"uuid":"b"}]"#

    @Test(arguments: [
        #"{"name":"v1","dataset":{"name":"d","owner":"o","samples":\#(sampleText)}}"#,
        #"{"dataset":{"samples":\#(sampleText),"owner":"o","name":"d"},"name":"v1"}"#,
        #"{"name":"v1","dataset":{"name":"d","samples":\#(sampleText),"owner":"o"}}"#,
        #" { "dataset" : { "name" : "d" , "samples" : \#(sampleText) , "owner" : "o" } , "name" : "v1" } "#,
    ])
    func `the header may stand before, behind and around the samples`(text: String) throws {
        let scratch = try ScratchFolder()
        let reader = try ReleaseReader(.file(scratch.write(text, to: "a.json")))
        let batch = SampleBatch(capacity: 64)
        var uuids: [String] = []
        while try reader.fill(batch) {
            #expect(batch.firstPosition == uuids.count)
            batch.decode(known: nil)
            uuids += batch.samples.map { batch.string($0.uuid) }
        }
        #expect(uuids == ["a", "b"])
        #expect(reader.header.datasetName == "o/d")
        #expect(reader.header.releaseName == "v1")
        #expect(reader.header["dataset"]?["name"]?.string == "d")
        #expect(reader.textBytes == text.utf8.count)
        #expect(reader.bytesConsumed == text.utf8.count)
        #expect(try !reader.fill(batch))
    }

    @Test(arguments: [1, 2, 3, 7, 61, 4096])
    func `a pipe is read in whatever pieces it gives`(step: Int) throws {
        let path = Fixtures.path("releases/multisensor-sequence.json")
        let bytes = try FileBytes.read(path)
        let scratch = try ScratchFolder()
        let pipe = scratch("pipe")
        try #require(mkfifo(pipe, 0o600) == 0)
        let writer = Thread { write(bytes, to: pipe, step: step) }
        defer { writer.join() }
        #expect(try Reading(file: pipe, capacity: 64) == Reading(file: path))
    }

    @Test func `a silent pipe is given up when that is asked for`() throws {
        let scratch = try ScratchFolder()
        let pipe = scratch("pipe")
        try #require(mkfifo(pipe, 0o600) == 0)
        let other = open(pipe, O_RDWR)
        defer { close(other) }
        var asked = 0
        #expect(throws: ReadingInterrupted.self) {
            let reader = try ReleaseReader(.file(pipe)) {
                asked += 1
                return asked > 2
            }
            try reader.readHeader()
        }
    }

    @Test func `a byte order mark is skipped with a warning`() throws {
        let reading = try Reading(file: Fixtures.path("releases/byte-order-mark.json"))
        #expect(reading.warnings == ["a byte order mark at the beginning was skipped"])
        #expect(reading.samples.count == 1)
        #expect(try Reading(file: Fixtures.path("releases/vector.json")).warnings.isEmpty)
    }

    @Test func `what is known by its bytes is not decoded`() throws {
        let scratch = try ScratchFolder()
        let path = try scratch.write(
            #"{"dataset":{"samples":[{"uuid":"a"},{"uuid":"b"},{"uuid":"c"}]}}"#, to: "a.json")
        var known = KnownContent()
        let all = try Reading(file: path).samples.map(\.rawDigest)
        known.insert(all[2])
        known.insert(all[0])
        let reader = try ReleaseReader(.file(path))
        let batch = SampleBatch()
        #expect(try reader.fill(batch))
        batch.decode(known: known)
        #expect(batch.samples.map(\.known) == [1, -1, 0])
        #expect(batch.samples.map(\.rawDigest) == all)
    }

    @Test func `known content is found among very many`() {
        var known = KnownContent()
        for index in 0..<10_000 as Range<UInt64> { known.insert(Digest(index &* 0x9E37_79B9, index)) }
        #expect(known.count == 10_000)
        for index in 0..<10_000 as Range<UInt64> {
            #expect(known.find(Digest(index &* 0x9E37_79B9, index)) == Int32(index))
            #expect(known.find(Digest(index &* 0x9E37_79B9, index + 1)) == -1)
        }
    }

    @Test func `the samples before a fault are there, and the fault is known`() throws {
        let scratch = try ScratchFolder()
        let path = try scratch.write(
            #"{"dataset":{"samples":[{"uuid":"a"},{"uuid":"b"},{"uuid":@}]}}"#, to: "a.json")
        let reader = try ReleaseReader(.file(path))
        let batch = SampleBatch()
        #expect(try reader.fill(batch))
        batch.decode(known: nil)
        #expect(batch.samples.map { batch.string($0.uuid) } == ["a", "b"])
        #expect(batch.failure?.pointer == "/dataset/samples/2/uuid")
        #expect(
            batch.error(sample: 1, expected: "x", found: "y", advice: "z").pointer == "/dataset/samples/1")
    }

    @Test func `names are in the order in which people count`() {
        let inOrder = [
            "", "1", "1a", "02", "2", "10", "a", "a-1", "a-2", "a-10", "a1.json", "a01b", "a1c", "a2.json",
            "a10.json",
            "release 9", "release 10", "release 99999999999999999999", "release 100000000000000000000", "v1",
            "v1.1",
            "v1.2", "v1.10", "v2", "v10", "é1",
        ]
        for (place, one) in inOrder.enumerated() {
            #expect(!NaturalOrder.precedes(one, one))
            for other in inOrder[(place + 1)...] {
                #expect(
                    NaturalOrder.precedes(one, other) && !NaturalOrder.precedes(other, one),
                    "\(one), \(other)")
            }
        }
    }

    @Test func `a folder counts its releases as people do`() throws {
        let scratch = try ScratchFolder()
        let names = [
            "v1.json", "v1.1.json.gz", "v1.2.json", "v2.json", "v2.json.gz", "v9/x.json", "v10.json",
            "v11.json",
        ]
        try scratch.makeFolder("v9")
        for name in names.shuffled() { try scratch.write("", to: name) }
        #expect(try ReleaseSource.expand(scratch.path).map(\.name) == names.map { scratch($0) })
    }

    @Test func `a folder is its release files, in the order of their names`() throws {
        let scratch = try ScratchFolder()
        try scratch.makeFolder("sub")
        for name in ["b.json", "a.json.gz", ".hidden.json", "notes.txt", "sub/c.json.zst"] {
            try scratch.write("", to: name)
        }
        #expect(
            try ReleaseSource.expand(scratch.path).map(\.name)
                == ["a.json.gz", "b.json", "sub/c.json.zst"].map { scratch($0) })
        #expect(try ReleaseSource.expand("-") == [.standardInput])
        #expect(throws: InputError.self) { try ReleaseSource.expand(scratch("nothing")) }
        let empty = try scratch.makeFolder("empty")
        #expect(throws: InputError.self) { try ReleaseSource.expand(empty) }
    }
}

/// Writes a file's bytes into a pipe, piece by piece.
private func write(_ bytes: [UInt8], to pipe: String, step: Int) {
    let descriptor = open(pipe, O_WRONLY)
    defer { close(descriptor) }
    var at = 0
    while at < bytes.count {
        let count = bytes[at...].withUnsafeBytes { write(descriptor, $0.baseAddress, min(step, $0.count)) }
        if count <= 0 { return }
        at += count
    }
}

/// A thread of the system, for a writer that blocks.
private final class Thread {
    private var thread = pthread_t()

    init(_ body: @escaping @Sendable () -> Void) {
        let box = Unmanaged.passRetained(Body(body))
        pthread_create(
            &thread, nil,
            { raw in
                guard let raw else { return nil }
                Unmanaged<Body>.fromOpaque(raw).takeRetainedValue().run()
                return nil
            }, box.toOpaque())
    }

    func join() { pthread_join(thread, nil) }

    private final class Body: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }
}
