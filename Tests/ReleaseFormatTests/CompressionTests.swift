import TestSupport
import Testing

@testable import ReleaseFormat

@Suite struct CompressionTests {
    /// Large enough for several blocks and reads.
    private let text: [UInt8] = {
        var generator = ReleaseGenerator(seed: 7, oddity: 0)
        return Array(generator.release(of: "pointcloud-cuboid-sequence", samples: 400).text.utf8)
    }()

    private func read(_ bytes: [UInt8], step: Int = 65536) throws -> [UInt8] {
        let scratch = try ScratchFolder()
        let input = try TextInput(RawInput(.file(scratch.write(bytes, to: "input")), shouldStop: nil))
        var text: [UInt8] = []
        let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: step)
        defer { buffer.deallocate() }
        guard let base = buffer.baseAddress else { return [] }
        while case let count = try input.read(into: base, count: step), count > 0 { text += buffer[..<count] }
        #expect(try input.read(into: base, count: step) == 0)
        return text
    }

    @Test(arguments: [1, 7, 1000, 65536, 1 << 20])
    func `every compression gives the same text in steps of any size`(step: Int) throws {
        let text = step < 100 ? Array(text.prefix(200_000)) : text
        #expect(try read(text, step: step) == text)
        #expect(try read(Compression.gzip(text), step: step) == text)
        #expect(try read(Compression.zstd(text, hasChecksum: true), step: step) == text)
        #expect(try read(Compression.zstd(text), step: step) == text)
    }

    @Test func `several members or frames are one text`() throws {
        let (one, two) = (Array(text[..<100_000]), Array(text[100_000...]))
        #expect(try read(Compression.gzip(one) + Compression.gzip([]) + Compression.gzip(two)) == text)
        #expect(try read(Compression.zstd(one) + Compression.zstd([]) + Compression.zstd(two)) == text)
    }

    @Test func `skippable frames of zstd are skipped`() throws {
        let note = Compression.skippable(Array("made by a tool".utf8))
        #expect(try read(note + Compression.zstd(text) + note) == text)
        #expect(try read(Compression.skippable([]) + Compression.zstd(text)) == text)
    }

    @Test func `zeros behind gzip are padding`() throws {
        for count in [1, 2, 511, 600_000] {
            #expect(try read(Compression.gzip(text) + Array(repeating: 0, count: count)) == text)
        }
    }

    @Test(arguments: [[0x20], [0x1F], [0, 0, 0x20], [0x1F, 0x8C], Array("garbage".utf8)] as [[UInt8]])
    func `anything else behind the data is damage`(garbage: [UInt8]) {
        #expect(throws: InputError.self) { try read(Compression.gzip(text) + garbage) }
        #expect(throws: InputError.self) { try read(Compression.zstd(text) + garbage) }
    }

    @Test func `an empty compressed file is an empty file`() throws {
        #expect(try read(Compression.gzip([])) == [])
        #expect(try read(Compression.zstd([])) == [])
        let error = #expect(throws: InputError.self) { try Reading(bytes: Compression.gzip([])) }
        #expect(error?.found == "an empty file")
    }

    @Test func `data cut short anywhere says so`() {
        let small = Array(text.prefix(1000))
        for whole in [
            Compression.gzip(small), Compression.zstd(small), Compression.zstd(small, hasChecksum: true),
        ] {
            for count in 4..<whole.count {
                let error = #expect(throws: InputError.self) { try read(Array(whole[..<count])) }
                #expect(error?.found == "the end of the file after \(count) bytes", "cut at \(count)")
                #expect(error?.kind == .invalid)
            }
        }
    }

    /// Behind the magic number a checksum covers the text: what damage does not change is the text, or it is an error.
    @Test func `damage to any byte behind the magic number is an error, or leaves the text as it is`() {
        let small = Array(text.prefix(300))
        let wholes = [
            (bytes: Compression.gzip(small), magic: 2, checksum: 8),
            (bytes: Compression.zstd(small, hasChecksum: true), magic: 4, checksum: 4),
        ]
        for whole in wholes {
            var errors = 0
            for index in whole.bytes.indices {
                for flip in [0x01, 0x20, 0x80, 0xFF] as [UInt8] {
                    var damaged = whole.bytes
                    damaged[index] ^= flip
                    do {
                        let found = try read(damaged)
                        #expect(index < whole.magic || found == small, "byte \(index) ^ \(flip)")
                        #expect(index < whole.bytes.count - whole.checksum, "byte \(index) ^ \(flip)")
                    } catch {
                        #expect(error is InputError)
                        errors += 1
                    }
                }
            }
            // A time stamp, padding and the like may say anything; little else may.
            #expect(errors > whole.bytes.count * 4 * 9 / 10, "\(errors) of \(whole.bytes.count * 4)")
        }
    }

    @Test func `damage to the magic number makes the file a text, or none that is read`() {
        let small = Array(text.prefix(300))
        for whole in [Compression.gzip(small), Compression.zstd(small)] {
            for index in 0..<2 {
                var damaged = whole
                damaged[index] ^= 0x80
                #expect((try? read(damaged)) == damaged)
            }
        }
    }

    @Test func `a bomb hits a limit`() throws {
        let error = #expect(throws: InputError.self) {
            let scratch = try ScratchFolder()
            let path = try scratch.write(Compression.bomb(blocks: 9000), to: "bomb.json.zst")
            let input = try TextInput(RawInput(.file(path), shouldStop: nil))
            let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 20)
            defer { buffer.deallocate() }
            guard let base = buffer.baseAddress else { return }
            while try input.read(into: base, count: 1 << 20) > 0 {}
        }
        #expect(error?.kind == .limit)
    }

    @Test func `a compressed release is the release`() throws {
        let plain = try Reading(bytes: text)
        #expect(try Reading(bytes: Compression.gzip(text)) == plain)
        #expect(try Reading(bytes: Compression.zstd(text)) == plain)
    }
}
