import ReleaseFormat
import SQLite

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The attributes of annotations: few distinct objects, which repeat. Each is stored once.
///
/// The table is small by design, so that it is held in memory and needs no index: what is long, or comes when the
/// table is full, stands in the annotation itself.
struct AttributeSets {
    private static let longest = 512
    private static let most = 1 << 16

    private struct Slot {
        var hash: UInt64
        var start: Int32
        var count: Int32
        var id: Int64
    }

    private var slots: [Slot]
    private var text: [UInt8] = []
    private var count = 0
    private var nextID: Int64 = 1
    private let insertion: Statement

    init(_ connection: Connection) throws {
        slots = Array(repeating: Slot(hash: 0, start: 0, count: 0, id: 0), count: 1024)
        insertion = try connection.prepare("INSERT INTO attribute_set (id, attributes) VALUES (?, ?)")
        var known: [(Int64, [UInt8])] = []
        try connection.query("SELECT id, attributes FROM attribute_set ORDER BY id") { row in
            known.append((row.int64(at: 0), row.withBytes(at: 1) { Array($0) }))
        }
        for (id, bytes) in known {
            bytes.withUnsafeBytes { add($0, Self.hash($0), id) }
            nextID = id + 1
        }
    }

    /// The id of some attributes, which is new when they are; nil when the annotation holds them itself.
    @inline(__always)
    mutating func id(of bytes: UnsafeRawBufferPointer) throws -> Int64? {
        if bytes.count > Self.longest { return nil }
        let hash = Self.hash(bytes)
        var place = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[place].id != 0 {
            let slot = slots[place]
            if slot.hash == hash, Int(slot.count) == bytes.count, isSame(slot, bytes) { return slot.id }
            place = (place + 1) & (slots.count - 1)
        }
        return try insert(bytes, hash)
    }

    private func isSame(_ slot: Slot, _ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let base = bytes.baseAddress else { return true }
        return text.withUnsafeBytes { all in
            guard let start = all.baseAddress else { return bytes.isEmpty }
            return memcmp(start + Int(slot.start), base, bytes.count) == 0
        }
    }

    private mutating func insert(_ bytes: UnsafeRawBufferPointer, _ hash: UInt64) throws -> Int64? {
        guard count < Self.most else { return nil }
        let id = nextID
        nextID += 1
        insertion.bind(id, at: 1)
        insertion.bindText(bytes, at: 2)
        try insertion.run()
        add(bytes, hash, id)
        return id
    }

    private mutating func add(_ bytes: UnsafeRawBufferPointer, _ hash: UInt64, _ id: Int64) {
        if (count + 1) * 2 > slots.count { grow() }
        let start = Int32(text.count)
        text.append(contentsOf: bytes)
        put(Slot(hash: hash, start: start, count: Int32(bytes.count), id: id))
        count += 1
    }

    private mutating func put(_ slot: Slot) {
        var place = Int(truncatingIfNeeded: slot.hash) & (slots.count - 1)
        while slots[place].id != 0 { place = (place + 1) & (slots.count - 1) }
        slots[place] = slot
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: Slot(hash: 0, start: 0, count: 0, id: 0), count: old.count * 2)
        for slot in old where slot.id != 0 { put(slot) }
    }

    /// FNV-1a over words, good enough for a table that checks what it finds.
    @inline(__always)
    private static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(bytes.count)
        var at = 0
        while at + 8 <= bytes.count {
            hash = (hash ^ bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)) &* 0x0000_0100_0000_01B3
            hash ^= hash >> 29
            at += 8
        }
        while at < bytes.count {
            hash = (hash ^ UInt64(bytes[at])) &* 0x0000_0100_0000_01B3
            at += 1
        }
        return hash ^ hash >> 32
    }
}
