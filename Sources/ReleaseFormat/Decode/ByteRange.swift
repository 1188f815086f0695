/// A run of bytes in a batch: in its piece of the input, or in its arena of rewritten bytes. May be absent.
///
/// Eight bytes instead of a pointer and a length: rows stay small, and the arena may move while it grows.
public struct ByteRange: Sendable {
    private static let arenaBit: UInt32 = 1 << 31

    @usableFromInline var place: UInt32
    @usableFromInline var length: UInt32

    /// What the arena must not grow beyond: ranges could not name what lies there.
    static let largestArena = Int(arenaBit)

    /// No value: NULL in the warehouse.
    public static let absent = ByteRange(place: 0, length: .max)

    private init(place: UInt32, length: UInt32) {
        self.place = place
        self.length = length
    }

    @inline(__always)
    static func input(_ offset: Int, _ count: Int) -> ByteRange {
        ByteRange(place: UInt32(truncatingIfNeeded: offset), length: UInt32(truncatingIfNeeded: count))
    }

    @inline(__always)
    static func arena(_ offset: Int, _ count: Int) -> ByteRange {
        ByteRange(
            place: UInt32(truncatingIfNeeded: offset) | arenaBit, length: UInt32(truncatingIfNeeded: count))
    }

    @inlinable public var isAbsent: Bool { length == .max }
    @inlinable public var count: Int { isAbsent ? 0 : Int(length) }
    @inlinable var isInArena: Bool { place & 0x8000_0000 != 0 }
    @inlinable var offset: Int { Int(place & 0x7FFF_FFFF) }
}

/// Where the ranges of a batch's rows lead to.
public struct BatchBytes {
    @usableFromInline let input: UnsafeRawPointer
    @usableFromInline let arena: UnsafeRawPointer

    init(input: UnsafeRawPointer, arena: UnsafeRawPointer) {
        self.input = input
        self.arena = arena
    }

    /// The bytes of a range; none of an absent one.
    @inlinable
    public subscript(range: ByteRange) -> UnsafeRawBufferPointer {
        if range.isAbsent { return UnsafeRawBufferPointer(start: nil, count: 0) }
        return UnsafeRawBufferPointer(
            start: (range.isInArena ? arena : input) + range.offset, count: range.count)
    }
}
