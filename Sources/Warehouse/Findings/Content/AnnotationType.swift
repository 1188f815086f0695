/// The type of an annotation: the words of the format, numbered.
enum AnnotationType: UInt8, CaseIterable, BitwiseCopyable {
    /// It states none, and its frame or release does not either.
    case none
    case bbox, polygon, polyline, point, cuboid, cuboidSync, segment, span
    /// Another word.
    case other

    /// The word of the format; nil for `none` and `other`.
    var word: String? {
        switch self {
        case .none, .other: nil
        case .cuboidSync: "cuboid-sync"
        default: "\(self)"
        }
    }

    var isCuboid: Bool { self == .cuboid || self == .cuboidSync }

    init(_ bytes: UnsafeRawBufferPointer) {
        switch bytes.count {
        case 4 where Self.equal(bytes, "bbox"): self = .bbox
        case 4 where Self.equal(bytes, "span"): self = .span
        case 5 where Self.equal(bytes, "point"): self = .point
        case 6 where Self.equal(bytes, "cuboid"): self = .cuboid
        case 7 where Self.equal(bytes, "polygon"): self = .polygon
        case 7 where Self.equal(bytes, "segment"): self = .segment
        case 8 where Self.equal(bytes, "polyline"): self = .polyline
        case 11 where Self.equal(bytes, "cuboid-sync"): self = .cuboidSync
        default: self = .other
        }
    }

    init(word: String) {
        var word = word
        self = word.withUTF8 { AnnotationType(UnsafeRawBufferPointer($0)) }
    }

    @inline(__always)
    private static func equal(_ bytes: UnsafeRawBufferPointer, _ word: StaticString) -> Bool {
        for index in 0..<bytes.count where bytes[index] != word.utf8Start[index] { return false }
        return true
    }
}
