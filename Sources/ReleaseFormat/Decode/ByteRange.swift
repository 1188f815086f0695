/// A run of bytes in a batch: in its piece of the input, or in its arena of rewritten bytes. May be absent.
///
/// Eight bytes instead of a pointer and a length: rows stay small, and the arena may move while it grows.
public struct ByteRange: Sendable {
    private static let arenaBit: UInt32 = 1 << 31

    private var place: UInt32
    private var length: UInt32

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

    public var isAbsent: Bool { length == .max }
    public var count: Int { isAbsent ? 0 : Int(length) }
    var isInArena: Bool { place & Self.arenaBit != 0 }
    var offset: Int { Int(place & ~Self.arenaBit) }
}
