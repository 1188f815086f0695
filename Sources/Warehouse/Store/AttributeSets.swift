import Platform
import ReleaseFormat
import SQLite

/// The attributes of annotations: few distinct objects, which repeat. Each is stored once.
///
/// The table is small by design: it stays in memory and needs no index. What is long, or comes when the
/// table is full, is stored in the annotation itself.
final class AttributeSets {
    private static let most = 1 << 16

    /// Where some attributes are stored.
    enum ID {
        case unknown
        /// In the table.
        case id(Int64)
        /// In the annotation itself: the table is full.
        case inline
    }

    private struct Slot {
        var hash: UInt64 = 0
        var text = UnsafeRawBufferPointer(start: nil, count: 0)
        /// 0: free.
        var id: Int64 = 0
    }

    private var slots: UnsafeMutableBufferPointer<Slot>
    private var text: [UnsafeMutableRawBufferPointer] = []
    private var count = 0
    private var nextID: Int64 = 1
    private let seed = HashSeed()
    private let insertion: Statement

    init(_ connection: Connection) throws {
        slots = .allocate(capacity: 1024)
        slots.initialize(repeating: Slot())
        insertion = try connection.prepare("INSERT INTO attribute_set (id, attributes) VALUES (?, ?)")
        var known: [(Int64, [UInt8])] = []
        try connection.query("SELECT id, attributes FROM attribute_set ORDER BY id") { row in
            known.append((row.int64(at: 0), row.withBytes(at: 1) { Array($0) }))
        }
        for (id, bytes) in known {
            bytes.withUnsafeBytes { add($0, seed.hash($0), id) }
            nextID = id &+ 1
        }
        if nextID <= 0 { throw WarehouseError.noIDsLeft(in: "attribute_set") }
    }

    /// The id of some attributes, which is new when they are.
    func id(of bytes: UnsafeRawBufferPointer) throws -> ID {
        let hash = seed.hash(bytes)
        var index = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[index].id != 0 {
            let slot = slots[index]
            if slot.hash == hash, isSame(slot.text, bytes) { return .id(slot.id) }
            index = (index + 1) & (slots.count - 1)
        }
        return try insert(bytes, hash)
    }

    private func isSame(_ one: UnsafeRawBufferPointer, _ other: UnsafeRawBufferPointer) -> Bool {
        guard one.count == other.count else { return false }
        guard let left = one.baseAddress, let right = other.baseAddress else { return true }
        return memcmp(left, right, one.count) == 0
    }

    private func insert(_ bytes: UnsafeRawBufferPointer, _ hash: UInt64) throws -> ID {
        guard count < Self.most else { return .inline }
        let id = nextID
        nextID += 1
        insertion.bind(id, at: 1)
        insertion.bindText(bytes, at: 2)
        try insertion.run()
        add(bytes, hash, id)
        return .id(id)
    }

    private func add(_ bytes: UnsafeRawBufferPointer, _ hash: UInt64, _ id: Int64) {
        if (count + 1) * 2 > slots.count { grow() }
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(bytes.count, 1), alignment: 1)
        copy.copyMemory(from: bytes)
        text.append(copy)
        put(Slot(hash: hash, text: UnsafeRawBufferPointer(rebasing: copy[..<bytes.count]), id: id))
        count += 1
    }

    private func put(_ slot: Slot) {
        var index = Int(truncatingIfNeeded: slot.hash) & (slots.count - 1)
        while slots[index].id != 0 { index = (index + 1) & (slots.count - 1) }
        slots[index] = slot
    }

    private func grow() {
        let old = slots
        slots = .allocate(capacity: old.count * 2)
        slots.initialize(repeating: Slot())
        for slot in old where slot.id != 0 { put(slot) }
        old.deallocate()
    }

    deinit {
        slots.deallocate()
        for copy in text { copy.deallocate() }
    }
}
