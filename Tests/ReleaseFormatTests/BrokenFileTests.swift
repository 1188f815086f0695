import TestSupport
import Testing

@testable import ReleaseFormat

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What users read when a file is no release: held, message by message, in `Fixtures/broken/messages.txt`.
@Suite struct BrokenFileTests {
    /// Files that are binary, large or made by a tool: made here, beside those of the folder.
    private static func generated() -> [(name: String, bytes: [UInt8])] {
        let good = Array(#"{"name":"v1","dataset":{"name":"yard","samples":[]}}"#.utf8)
        let gzip = Compression.gzip(good)
        let zstd = Compression.zstd(good, hasChecksum: true)
        var badSum = gzip
        badSum[gzip.count - 8] ^= 0xFF
        var badZstdSum = zstd
        badZstdSum[zstd.count - 1] ^= 0xFF
        var badData = gzip
        badData[14] ^= 0xFF
        let text = String(decoding: good, as: UTF8.self)
        func nested(_ opening: String, _ closing: String) -> String {
            String(repeating: opening, count: 600) + String(repeating: closing, count: 600)
        }
        func wide(_ unit: UInt16) -> [UInt8] { [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        return [
            ("deep-header.json", Array(#"{"name":"v1","x":\#(nested("[", "]"))}"#.utf8)),
            (
                "deep-sample.json",
                Array(
                    #"{"dataset":{"samples":[{"uuid":"u","name":"a.jpg","metadata":\#(nested("[", "]"))}]}}"#
                        .utf8)
            ),
            ("gzip-checksum.json.gz", badSum), ("gzip-damaged.json.gz", badData),
            ("gzip-cut.json.gz", Array(gzip.dropLast(12))),
            ("gzip-cut-in-header.json.gz", Array(gzip.prefix(5))),
            ("gzip-garbage-behind.json.gz", gzip + Array("garbage".utf8)),
            ("gzip-of-nothing.json.gz", Compression.gzip([])),
            ("zstd-checksum.json.zst", badZstdSum), ("zstd-cut.json.zst", Array(zstd.dropLast(6))),
            ("zstd-garbage-behind.json.zst", zstd + Array("garbage".utf8)),
            ("zip.json", [0x50, 0x4B, 3, 4, 20, 0, 0, 0, 8, 0]),
            ("sqlite.json", Array("SQLite format 3\0".utf8)),
            ("utf16-little-endian.json", [0xFF, 0xFE] + text.utf16.flatMap { wide($0) }),
            ("utf16-big-endian.json", [0xFE, 0xFF] + text.utf16.flatMap { wide($0.byteSwapped) }),
            ("utf16-without-mark.json", text.utf16.flatMap { wide($0) }),
            ("utf16-big-endian-without-mark.json", text.utf16.flatMap { wide($0.byteSwapped) }),
            ("random.json", [0x8F, 0x03, 0xE1, 0x77, 0x00, 0xC5, 0x19, 0xAA]),
            ("long-blank-and-list.json", Array(repeating: 0x20, count: 2000) + Array("[{\"uuid\": 1}]".utf8)),
        ]
    }

    private static func message(_ path: String) -> String {
        do {
            _ = try Reading(file: path)
            return "(is read)\n"
        } catch {
            return "\(error)".replacing(path, with: path.split(separator: "/").last ?? "") + "\n"
        }
    }

    @Test func `each broken file says what is wrong, where, and what to do`() throws {
        let scratch = try ScratchFolder()
        var messages: [(name: String, text: String)] = []
        for source in try ReleaseSource.expand(Fixtures.path("broken")) {
            let name = source.name.split(separator: "/").last ?? ""
            messages.append((String(name), Self.message(source.name)))
        }
        for (name, bytes) in Self.generated() {
            messages.append((name, Self.message(try scratch.write(bytes, to: name))))
        }
        let found = messages.sorted { $0.name < $1.name }.map(\.text).joined(separator: "\n")
        if getenv("RELWH_RECORD") != nil {
            try FileBytes.write(Array(found.utf8), to: Fixtures.path("broken/messages.txt"))
            Issue.record(
                "recorded Fixtures/broken/messages.txt: look at the difference, then run without RELWH_RECORD"
            )
            return
        }
        let expected = try Fixtures.text("broken/messages.txt")
        let lines = expected.split(separator: "\n", omittingEmptySubsequences: false)
        for (line, other) in zip(lines, found.split(separator: "\n", omittingEmptySubsequences: false)) {
            #expect(other == line)
        }
        #expect(found == expected, "RELWH_RECORD=1 records the messages anew")
    }

    @Test func `no broken file is read, and each says where and what to do`() throws {
        for source in try ReleaseSource.expand(Fixtures.path("broken")) {
            let error = #expect(throws: InputError.self, "\(source.name)") { try Reading(file: source.name) }
            // These are something else, and no damaged releases.
            let isForeign = ["coco", "empty-object", "geojson", "list", "no-dataset"].contains { name in
                source.name.hasSuffix("/\(name).json")
            }
            #expect(error?.kind == (isForeign ? .foreign : .invalid), "\(source.name)")
            #expect(error?.line != nil && error?.column != nil && error?.offset != nil, "\(source.name)")
            #expect(error?.expected != nil && error?.found != nil && error?.advice != nil, "\(source.name)")
        }
    }

    @Test func `a source that is not there or is a folder says so`() {
        let missing = #expect(throws: InputError.self) { try Reading(file: "/nowhere/release.json") }
        #expect(missing?.kind == .notFound)
        let folder = #expect(throws: InputError.self) { try Reading(file: Fixtures.folder) }
        #expect(folder?.kind == .unreadable)
    }
}
