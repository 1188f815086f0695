import CBytes
import Platform

/// A growable run of bytes that keeps ``padding`` zero bytes readable behind its end.
///
/// Scanners read whole words and blocks; the padding lets them do so at the end of the input too.
struct ByteBuffer: ~Copyable {
    /// How far behind the end may be read.
    static let padding = Int(relwh_padding)

    private(set) var base: UnsafeMutablePointer<UInt8>
    private(set) var capacity: Int
    private(set) var count = 0

    init(capacity: Int = 256) {
        self.capacity = max(capacity, 16)
        base = .allocate(capacity: self.capacity + Self.padding)
        base.initialize(repeating: 0, count: Self.padding)
    }

    deinit { base.deallocate() }

    /// Makes room for `extra` more bytes.
    @inline(__always)
    mutating func reserve(_ extra: Int) {
        if count + extra > capacity { grow(to: count + extra) }
    }

    @inline(never)
    private mutating func grow(to needed: Int) {
        var larger = capacity
        while larger < needed { larger += larger }
        let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger + Self.padding)
        moved.update(from: base, count: count)
        base.deallocate()
        base = moved
        capacity = larger
        pad()
    }

    /// Gives memory back when a single large value has blown the buffer up.
    mutating func shrink(to smaller: Int) {
        guard capacity > smaller, count <= smaller else { return }
        let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: smaller + Self.padding)
        moved.update(from: base, count: count)
        base.deallocate()
        base = moved
        capacity = smaller
        pad()
    }

    /// Zeroes the padding behind the end; needed before a scanner reads the buffer.
    @inline(__always)
    mutating func pad() {
        (base + count).update(repeating: 0, count: Self.padding)
    }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        reserve(1)
        base[count] = byte
        count &+= 1
    }

    @inline(__always)
    mutating func append(_ bytes: UnsafePointer<UInt8>, _ length: Int) {
        reserve(length)
        memcpy(base + count, bytes, length)
        count &+= length
    }

    /// Appends at most 32 bytes, whose source is readable for as many.
    @inline(__always)
    mutating func appendBlock(_ bytes: UnsafePointer<UInt8>, _ length: Int) {
        reserve(32)
        let block = UnsafeRawPointer(bytes).loadUnaligned(as: SIMD32<UInt8>.self)
        UnsafeMutableRawPointer(base + count).storeBytes(of: block, as: SIMD32<UInt8>.self)
        count &+= length
    }

    mutating func append(_ text: StaticString) {
        append(text.utf8Start, text.utf8CodeUnitCount)
    }

    mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            if let start = bytes.baseAddress { append(start, bytes.count) }
        }
    }

    /// Appends the eight bytes of a number, least significant first on every platform that Swift runs on.
    @inline(__always)
    mutating func append(word: UInt64) {
        reserve(8)
        UnsafeMutableRawPointer(base + count).storeBytes(of: word.littleEndian, as: UInt64.self)
        count &+= 8
    }

    /// A whole number in decimal digits.
    mutating func append(decimal number: Int64) {
        if number < 0 { append(0x2D) }
        var rest = number.magnitude
        var digits: (UInt64, UInt64, UInt64) = (0, 0, 0)
        withUnsafeMutableBytes(of: &digits) { buffer in
            var at = buffer.count
            repeat {
                at -= 1
                buffer[at] = 0x30 + UInt8(rest % 10)
                rest /= 10
            } while rest > 0
            for index in at..<buffer.count { append(buffer[index]) }
        }
    }

    /// Copies a range of this buffer to its end.
    @inline(__always)
    mutating func appendOwn(_ start: Int, _ length: Int) {
        reserve(length)
        memcpy(base + count, base + start, length)
        count &+= length
    }

    /// Declares that `extra` bytes behind the end were written from outside.
    @inline(__always)
    mutating func advance(by extra: Int) {
        count &+= extra
    }

    @inline(__always)
    mutating func truncate(to length: Int) {
        count = length
    }

    /// Drops bytes at the front.
    mutating func removeFirst(_ length: Int) {
        count -= length
        memmove(base, base + length, count)
    }

    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }
}
