import TestSupport
import Testing

@testable import ReleaseFormat

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Small files that would make much work: their quick forms. `Scripts/hostile` has the large ones.
@Suite(.timeLimit(.minutes(2))) struct BombTests {
    private static func release(header: String = "", sample: String = "") -> String {
        #"{"name":"v1",\#(header)"dataset":{"name":"d","samples":[{"uuid":"u"\#(sample)}]}}"#
    }

    private func error(_ text: String) -> InputError? {
        #expect(throws: InputError.self) { try Reading(text: text) }
    }

    private static func nested(_ levels: Int, isObject: Bool = false) -> String {
        isObject
            ? String(repeating: #"{"a":"#, count: levels) + "1" + String(repeating: "}", count: levels)
            : String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
    }

    /// Where a value may nest, and how deep that place is by itself.
    private static let places: [(name: String, depth: Int, text: @Sendable (String) -> String)] = [
        ("a key of the document", 1, { release(header: "\"x\":\($0),") }),
        ("a sample's unknown key", 4, { release(sample: ",\"x\":\($0)") }),
        ("metadata", 4, { release(sample: ",\"metadata\":\($0)") }),
        ("a label's unknown key", 6, { release(sample: ",\"labels\":{\"l\":{\"x\":\($0)}}") }),
        (
            "an annotation's attributes", 9,
            {
                release(
                    sample: ",\"labels\":{\"l\":{\"attributes\":{\"annotations\":[{\"attributes\":\($0)}]}}}")
            }
        ),
        (
            "an annotation's points", 9,
            { release(sample: ",\"labels\":{\"l\":{\"attributes\":{\"annotations\":[{\"points\":\($0)}]}}}") }
        ),
    ]

    @Test(arguments: places.indices, [false, true])
    func `512 levels are read, 513 are not, wherever they are`(place: Int, isObject: Bool) throws {
        let (name, depth, text) = Self.places[place]
        for levels in [511, 512] {
            let reading = try Reading(text: text(Self.nested(levels - depth, isObject: isObject)))
            #expect(reading.samples.count == 1, "\(name), \(levels) levels")
        }
        let refused = error(text(Self.nested(513 - depth, isObject: isObject)))
        #expect(refused?.expected == "at most 512 levels of nesting", "\(name): \(refused as Any)")
    }

    @Test(arguments: places.indices)
    func `millions of levels are refused at the 513th`(place: Int) {
        let (name, _, text) = Self.places[place]
        let refused = error(text(String(repeating: "[", count: 2_000_000)))
        #expect(refused?.expected == "at most 512 levels of nesting", "\(name): \(refused as Any)")
        #expect(refused?.description.utf8.count ?? .max < 1000, "\(name)")
    }

    @Test(arguments: ["", "-"], ["", "0.", "1.5e", "1e-", "1e+", "0.000"])
    func `a number of a million digits is kept, and takes no time`(sign: String, head: String) throws {
        let number = sign + (head.isEmpty ? "7" : head) + String(repeating: "7", count: 1_000_000)
        let start = ThreadTime.now
        for place in [
            ",\"metadata\":{\"n\":NUMBER}", ",\"x\":NUMBER",
            ",\"labels\":{\"l\":{\"score\":NUMBER,\"attributes\":{\"annotations\":[{\"id\":NUMBER,\"points\":[[NUMBER,1]]}]}}}",
        ] {
            let sample = try Reading(text: Self.release(sample: place.replacing("NUMBER", with: number)))
                .samples[0]
            let annotation = sample.labels.first?.annotations.first
            // Where a double stands for it, a column holds it.
            let isKept = [sample.metadata, sample.extra, annotation?.extra].contains {
                $0?.contains(number) == true
            }
            #expect(isKept || head.hasPrefix("0.") || head == "1e-", "\(sign)\(head) in \(place)")
        }
        #expect(ThreadTime.now - start < .seconds(20))
    }

    @Test(arguments: [
        "10e9223372036854775807", "0.1e-9223372036854775808", "1e9223372036854775807",
        "100000e99999999999999999999999", "0.00001e-99999999999999999999999", "0e9223372036854775807",
        "0.0e-9223372036854775808",
    ])
    func `an exponent at the edge of 64 bits is kept as its text`(number: String) throws {
        for place in [",\"metadata\":[\(number)]", ",\"x\":[\(number)]"] {
            let sample = try Reading(text: Self.release(sample: place)).samples[0]
            #expect((sample.metadata ?? sample.extra)?.contains(number) == true)
        }
        #expect(
            try Reading(text: Self.release(header: "\"x\":\(number),")).header.contains {
                $0.value == .number(number)
            })
        // The values of two spellings of one number.
        #expect(DecimalText("10e9") == DecimalText("1e10"))
    }

    @Test(arguments: [",\"metadata\":{KEYS}", ",KEYS", ",\"labels\":{KEYS}", ",\"labels\":{\"l\":{KEYS}}"])
    func `an object of 200,000 keys is read, and the one that is there twice is found`(place: String) throws {
        let keys = (0..<200_000).map { "\"k\($0 &* 7_919 % 200_003)\":null" }.joined(separator: ",")
        let start = ThreadTime.now
        #expect(
            try Reading(text: Self.release(sample: place.replacing("KEYS", with: keys))).samples.count == 1)
        let twice = error(Self.release(sample: place.replacing("KEYS", with: keys + ",\"k7\":1")))
        #expect(twice?.found == "\"k7\" a second time", "\(twice as Any)")
        #expect(ThreadTime.now - start < .seconds(30))
    }

    @Test func `the header's keys are not compared one by one`() throws {
        let keys = (0..<200_000).map { "\"k\($0)\":[]" }.joined(separator: ",")
        let start = ThreadTime.now
        #expect(try Reading(text: Self.release(header: "\"x\":{\(keys)},")).samples.count == 1)
        #expect(error(Self.release(header: "\"x\":{\(keys),\"k5\":1},"))?.found == "\"k5\" a second time")
        #expect(ThreadTime.now - start < .seconds(30))
    }

    @Test(arguments: [4 << 10, 64 << 10])
    func `a large header that comes in small pieces is read in memory of its own size`(piece: Int) throws {
        // A pipe gives little at a time; many small members follow a large one.
        let members = (0..<100_000).map { "\"k\($0)\":1" }.joined(separator: ",")
        let large = String(repeating: "a", count: 8 << 20)
        let text = Array(Self.release(header: "\"x\":\"\(large)\",\(members),").utf8)
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        let end = ends[1]
        let writer = Thread {
            var at = 0
            text.withUnsafeBytes { bytes in
                while at < bytes.count {
                    let count = write(end, bytes.baseAddress.map { $0 + at }, min(piece, bytes.count - at))
                    if count <= 0 { break }
                    at += count
                }
            }
            close(end)
        }
        defer {
            close(ends[0])
            writer.join()
        }
        let start = ThreadTime.now
        let reader = try ReleaseReader(.file("/dev/fd/\(ends[0])"))
        try reader.readHeader()
        #expect(ThreadTime.now - start < .seconds(30))
        let batch = SampleBatch()
        while try reader.fill(batch) {}
        #expect(reader.header.document.count == 100_003)
    }

    @Test func `a list of empty samples ends at the first`() {
        let text =
            #"{"name":"v1","dataset":{"name":"d","samples":[\#(String(repeating: "{},", count: 500_000)){}]}}"#
        #expect(error(text)?.pointer == "/dataset/samples/0")
    }

    @Test func `a hundred thousand empty annotations are rows, and what is no list of annotations is JSON`()
        throws
    {
        let many = String(repeating: "{},", count: 100_000)
        for (end, count) in [("{}", 100_001), ("1", 0)] {
            let label = try Reading.label(#"{"annotations":[\#(many)\#(end)]}"#)
            #expect(label.annotations.count == count)
        }
    }

    @Test func `rows have a limit`() throws {
        try DecodedRows.checkRoom(DecodedRows.most - 1, of: "annotations", at: 7)
        #expect(throws: JSONFault(offset: 7, problem: .tooLarge("more than 2000000 annotations in a sample")))
        {
            try DecodedRows.checkRoom(DecodedRows.most, of: "annotations", at: 7)
        }
    }

    // MARK: Tables

    @Test func `texts cannot be made to fall into one place of a table`() {
        // A change of a word's highest bit comes out of a product as that bit alone, which the next word may undo.
        func collisions(_ seed: HashSeed) -> Int {
            (0..<200).count { index in
                let first = UInt64(index) &* 0x9E37_79B9_7F4A_7C15
                let one = [first, 5]
                let other = [first ^ 1 << 63, 5 ^ 1 << 63 ^ 1 << 31]
                return one.withUnsafeBytes { seed.hash($0) } == other.withUnsafeBytes { seed.hash($0) }
            }
        }
        #expect(collisions(HashSeed()) == 0)
        let text = Array("some attributes of an object".utf8)
        let hashes = (0..<100).map { _ in text.withUnsafeBytes { HashSeed().hash($0) } }
        #expect(Set(hashes).count == 100)
    }

    @Test(arguments: 0...40)
    func `a text has one hash, whatever stands behind it`(count: Int) {
        let seed = HashSeed()
        let text = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 1) }
        let hashes = [0, 0xFF].map { filler in
            (text + [UInt8](repeating: filler, count: 8)).withUnsafeBufferPointer { bytes in
                bytes.baseAddress.map { seed.hash(padded: $0, count) }
            }
        }
        #expect(hashes[0] == hashes[1] && hashes[0] == text.withUnsafeBytes { seed.hash($0) })
    }

    @Test func `many small samples behind a large one are read as fast as without it`() throws {
        let labels = (0..<60_000).map { "\"l\($0)\":null" }.joined(separator: ",")
        let small = (0..<20_000).map { ",{\"uuid\":\"\($0)\",\"labels\":{\"a\":null}}" }.joined()
        let text =
            #"{"name":"v1","dataset":{"name":"d","samples":[{"uuid":"u","labels":{\#(labels)}}\#(small)]}}"#
        let start = ThreadTime.now
        #expect(try Reading(text: text).samples.count == 20_001)
        #expect(ThreadTime.now - start < .seconds(20))
    }

    // MARK: Compression

    @Test func `a zstd window of more than 128 MB is a limit`() throws {
        let scratch = try ScratchFolder()
        // 2^30 bytes, and a block that says it is the last.
        let frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0xA0, 0x09, 0x00, 0x00, 0x7B]
        let path = try scratch.write(frame, to: "r.json.zst")
        let error = #expect(throws: InputError.self) { try Reading(file: path) }
        #expect(error?.kind == .limit && error?.found == "a zstd window of more than 128 MB")
    }

    @Test func `a file of many gzip members is one text`() throws {
        let text = Array(Self.release().utf8)
        let members = text.flatMap { Compression.gzip([$0]) }
        let nothing = (0..<3000).flatMap { _ in Compression.gzip([]) }
        #expect(try Reading(bytes: members + nothing).samples.count == 1)
        let end = #expect(throws: InputError.self) { try Reading(bytes: members.dropLast(9) + nothing) }
        #expect(end?.kind == .invalid)
    }

    @Test func `a bomb of blanks between samples takes no memory that stays`() throws {
        let blanks = String(repeating: " ", count: 40 << 20)
        let text = Array(
            #"{"name":"v1","dataset":{"name":"d","samples":[{"uuid":"a"},\#(blanks){"uuid":"b"}]}}"#.utf8)
        let scratch = try ScratchFolder()
        let path = try scratch.write(Compression.gzip(text), to: "r.json.gz")
        let reader = try ReleaseReader(.file(path))
        let batch = SampleBatch()
        var samples = 0
        while try reader.fill(batch) {
            samples += batch.slices.count
            #expect(batch.footprint < 16 << 20)
        }
        #expect(samples == 2)
    }
}

/// A thread that can be waited for.
private final class Thread {
    private final class Body {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    #if canImport(Darwin)
        private var thread: pthread_t?
    #else
        private var thread = pthread_t()
    #endif

    init(_ run: @escaping @Sendable () -> Void) {
        let body = Unmanaged.passRetained(Body(run)).toOpaque()
        #if canImport(Darwin)
            let code = pthread_create(
                &thread, nil,
                {
                    Unmanaged<Body>.fromOpaque($0).takeRetainedValue().run(); return nil
                }, body)
        #else
            let code = pthread_create(
                &thread, nil,
                { argument in
                    if let argument { Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run() }
                    return nil
                }, body)
        #endif
        if code != 0 { Issue.record("no thread") }
    }

    func join() {
        #if canImport(Darwin)
            if let thread { pthread_join(thread, nil) }
        #else
            pthread_join(thread, nil)
        #endif
    }
}
