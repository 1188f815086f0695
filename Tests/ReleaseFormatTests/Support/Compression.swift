import CZlib
import CZstd

/// Compresses what tests feed to the reader.
enum Compression {
    /// One gzip member.
    static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        let size = Int32(MemoryLayout<z_stream>.size)
        guard deflateInit2_(&stream, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK
        else {
            return []
        }
        defer { deflateEnd(&stream) }
        var input = bytes
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
        let capacity = output.count
        return input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(capacity)
                _ = deflate(&stream, Z_FINISH)
                return Array(target.prefix(capacity - Int(stream.avail_out)))
            }
        }
    }

    /// One zstd frame.
    static func zstd(_ bytes: [UInt8], hasChecksum: Bool = false) -> [UInt8] {
        let context = ZSTD_createCCtx()
        defer { ZSTD_freeCCtx(context) }
        ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, hasChecksum ? 1 : 0)
        var output = [UInt8](repeating: 0, count: ZSTD_compressBound(bytes.count))
        let count = ZSTD_compress2(context, &output, output.count, bytes, bytes.count)
        return ZSTD_isError(count) == 0 ? Array(output.prefix(count)) : []
    }

    /// A frame of zstd that stands for nothing.
    static func skippable(_ content: [UInt8]) -> [UInt8] {
        let count = UInt32(content.count)
        return [0x53, 0x2A, 0x4D, 0x18] + (0..<4).map { UInt8(truncatingIfNeeded: count >> ($0 * 8)) }
            + content
    }

    /// A zstd frame of this many blocks, each four bytes for 128 KiB of spaces.
    static func bomb(blocks: Int) -> [UInt8] {
        // Magic number, no content size, a window of 128 KiB; then blocks of one repeated byte.
        var bytes: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x38]
        for index in 0..<blocks {
            let header = 131_072 << 3 | 1 << 1 | (index == blocks - 1 ? 1 : 0)
            bytes += [UInt8(header & 0xFF), UInt8(header >> 8 & 0xFF), UInt8(header >> 16 & 0xFF), 0x20]
        }
        return bytes
    }
}
