import CZlib
import CZstd
import Platform

/// The JSON text of a source, whatever it is compressed with.
final class TextInput {
    private enum Coding {
        case plain
        case gzip
        case zstd
    }

    /// A zstd frame may say a kilobyte is a terabyte. Nothing that people release shrinks like that.
    private static let largestExpansion = 20_000
    private static let freeExpansion = 1 << 30
    private static let rawCapacity = 256 << 10
    /// 128 MB, as much as zstd itself takes without an option: it is held in memory.
    private static let largestWindowLog: Int32 = 27

    let raw: RawInput
    private var coding = Coding.plain
    private let buffer: UnsafeMutablePointer<UInt8>
    private var at = 0
    private var end = 0
    private var isAtEnd = false
    private var produced = 0
    private var stream = z_stream()
    private var frames: OpaquePointer?
    /// Whether a gzip member or a zstd frame has begun and not ended.
    private var isInside = false

    init(_ raw: RawInput) throws {
        self.raw = raw
        buffer = .allocate(capacity: Self.rawCapacity)
        while end < 4, !isAtEnd { try refill() }
        if end >= 2, buffer[0] == 0x1F, buffer[1] == 0x8B {
            coding = .gzip
            guard relwh_inflate_init_gzip(&stream) == Z_OK else { throw failure("no memory for zlib") }
            isInside = true
        } else if end >= 4, Self.isZstdFrame(buffer) {
            coding = .zstd
            frames = ZSTD_createDStream()
            guard frames != nil else { throw failure("no memory for zstd") }
            ZSTD_DCtx_setParameter(frames, ZSTD_d_windowLogMax, Self.largestWindowLog)
        }
    }

    deinit {
        if coding == .gzip { inflateEnd(&stream) }
        if let frames { ZSTD_freeDStream(frames) }
        buffer.deallocate()
    }

    private static func isZstdFrame(_ bytes: UnsafePointer<UInt8>) -> Bool {
        let magic = UnsafeRawPointer(bytes).loadUnaligned(as: UInt32.self).littleEndian
        return magic == 0xFD2F_B528 || magic & 0xFFFF_FFF0 == 0x184D_2A50
    }

    private func refill() throws {
        if at > 0 {
            memmove(buffer, buffer + at, end - at)
            end -= at
            at = 0
        }
        let got = try raw.read(into: buffer + end, count: Self.rawCapacity - end)
        if got == 0 { isAtEnd = true }
        end += got
    }

    /// Reads up to `count` bytes of text; 0 at the end.
    ///
    /// - Throws: ``InputError`` for a source that cannot be read, is damaged, or ends too early.
    func read(into bytes: UnsafeMutablePointer<UInt8>, count: Int) throws -> Int {
        switch coding {
        case .plain:
            guard at < end else { return try raw.read(into: bytes, count: count) }
            let ready = min(count, end - at)
            memcpy(bytes, buffer + at, ready)
            at += ready
            return ready
        case .gzip: return try bounded(readGzip(into: bytes, count: count))
        case .zstd: return try bounded(readZstd(into: bytes, count: count))
        }
    }

    private func bounded(_ count: Int) throws -> Int {
        produced += count
        if produced > Self.freeExpansion, produced / Self.largestExpansion > raw.consumed {
            throw InputError(
                kind: .limit, file: raw.name,
                found: "\(raw.consumed) compressed bytes that became more than \(produced)",
                advice: "no release compresses that well; if this one does, decompress it first")
        }
        return count
    }

    private func readGzip(into bytes: UnsafeMutablePointer<UInt8>, count: Int) throws -> Int {
        while true {
            if at == end, !isAtEnd { try refill() }
            if !isInside {
                guard try nextMember() else { return 0 }
            }
            if at == end { throw truncated("gzip") }
            stream.next_in = buffer + at
            stream.avail_in = UInt32(end - at)
            stream.next_out = bytes
            stream.avail_out = UInt32(clamping: count)
            let room = Int(stream.avail_out)
            let result = inflate(&stream, Z_NO_FLUSH)
            at = end - Int(stream.avail_in)
            let got = room - Int(stream.avail_out)
            switch result {
            case Z_OK, Z_BUF_ERROR: break
            case Z_STREAM_END: isInside = false
            default:
                let reason = stream.msg.map { String(cString: $0) } ?? "code \(result)"
                throw damaged("gzip", reason)
            }
            if got > 0 { return got }
        }
    }

    /// Begins the next of several gzip members; false at the end of the file. Zeros behind the last are padding.
    private func nextMember() throws -> Bool {
        while end - at < 2, !isAtEnd { try refill() }
        if at == end { return false }
        if end - at >= 2, buffer[at] == 0x1F, buffer[at + 1] == 0x8B {
            inflateReset(&stream)
            isInside = true
            return true
        }
        while true {
            while at < end {
                if buffer[at] != 0 { throw damaged("gzip", "something else follows the compressed data") }
                at += 1
            }
            if isAtEnd { return false }
            try refill()
        }
    }

    private func readZstd(into bytes: UnsafeMutablePointer<UInt8>, count: Int) throws -> Int {
        while true {
            if at == end {
                if !isAtEnd { try refill() }
                if at == end {
                    if isInside { throw truncated("zstd") }
                    return 0
                }
            }
            var input = ZSTD_inBuffer(src: buffer, size: end, pos: at)
            var output = ZSTD_outBuffer(dst: bytes, size: count, pos: 0)
            let result = ZSTD_decompressStream(frames, &output, &input)
            if ZSTD_getErrorCode(result) == ZSTD_error_frameParameter_windowTooLarge {
                throw InputError(
                    kind: .limit, file: raw.name,
                    found: "a zstd window of more than \((1 << Self.largestWindowLog) >> 20) MB",
                    advice: "compress it again without --long or --ultra, or decompress it first")
            }
            if ZSTD_isError(result) != 0 {
                // How far it came is not said: the damage is somewhere in what was read.
                at = end
                throw damaged("zstd", String(cString: ZSTD_getErrorName(result)))
            }
            at = input.pos
            isInside = result != 0
            if output.pos > 0 { return output.pos }
        }
    }

    private func truncated(_ format: String) -> InputError {
        InputError(
            kind: .invalid, file: raw.name, expected: "the rest of the \(format) data",
            found: "the end of the file after \(raw.consumed) bytes",
            advice: "the file is truncated: download or compress it again")
    }

    private func damaged(_ format: String, _ reason: String) -> InputError {
        InputError(
            kind: .invalid, file: raw.name, expected: "\(format) data",
            found: "damage before byte \(raw.consumed - (end - at)): \(reason)",
            advice: "download or compress it again")
    }

    private func failure(_ reason: String) -> InputError {
        InputError(kind: .unreadable, file: raw.name, found: reason)
    }
}
