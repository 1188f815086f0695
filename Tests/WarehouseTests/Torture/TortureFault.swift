import CFaultVFS
import CSQLite
import SQLite
import TestSupport
import Testing

@testable import Warehouse

/// Something that goes wrong, at a place that can be chosen.
struct TortureFault: Sendable, CustomTestStringConvertible {
    var name: String
    fileprivate var kind: Kind
    var isPersistent = false

    var testDescription: String { name }

    fileprivate enum Kind: Sendable {
        /// An operation on a file.
        case operation(fault_operation, Int32)
        /// No file may grow once the folder holds so many more pages.
        case fullDisk
        /// A file may hold so many pages.
        case fullFile
        /// So many bytes are written, and no more.
        case bytes
        case interruption
        case denial
        case memory
    }

    private static let pageSize = 16384

    static let all: [TortureFault] = {
        let operations: [(String, fault_operation, Int32)] = [
            ("a write fails", fault_write, SQLITE_IOERR | (3 << 8)),
            ("a write finds the disk full", fault_write, SQLITE_FULL),
            ("a sync fails", fault_sync, SQLITE_IOERR | (4 << 8)),
            ("a truncation fails", fault_truncate, SQLITE_IOERR | (6 << 8)),
            ("a read fails", fault_read, SQLITE_IOERR | (1 << 8)),
            ("a file cannot be opened", fault_open, SQLITE_CANTOPEN),
            ("a deletion fails", fault_delete, SQLITE_IOERR | (10 << 8)),
            ("a size is not told", fault_size, SQLITE_IOERR | (7 << 8)),
            ("a look for a file fails", fault_access, SQLITE_IOERR | (13 << 8)),
            ("shared memory fails", fault_map, SQLITE_IOERR | (21 << 8)),
            ("a lock is refused", fault_lock, SQLITE_BUSY),
            ("a lock fails", fault_lock, SQLITE_IOERR | (15 << 8)),
        ]
        let once = operations.map { TortureFault(name: $0.0, kind: .operation($0.1, $0.2)) }
        let forever = once.map {
            TortureFault(name: $0.name + ", and all later ones", kind: $0.kind, isPersistent: true)
        }
        return once + forever + [
            TortureFault(name: "full disk, page by page", kind: .fullDisk, isPersistent: true),
            TortureFault(name: "full file, page by page", kind: .fullFile),
            TortureFault(name: "write error after n bytes", kind: .bytes, isPersistent: true),
            TortureFault(name: "interruption", kind: .interruption),
            TortureFault(name: "denial", kind: .denial),
            TortureFault(name: "out of memory once", kind: .memory),
            TortureFault(name: "out of memory", kind: .memory, isPersistent: true),
        ]
    }()

    /// Whether a job can meet it at all: a backup reads, and its copy has no limit of pages.
    func concerns(_ job: TortureJob) -> Bool {
        if case .fullFile = kind { job != .backup } else { true }
    }

    /// Whether nothing can be deleted from then on.
    var endsDeletion: Bool {
        if case .operation(fault_delete, _) = kind { isPersistent } else { false }
    }

    /// How many places are tried in a full run: all operations on files, and a good many of what there are ten thousands.
    var mostPlaces: Int {
        switch kind {
        case .operation, .fullDisk, .fullFile: 1000
        case .bytes, .interruption, .denial, .memory: 150
        }
    }

    /// Whether an error says what happened.
    func explains(_ error: WarehouseError) -> Bool {
        // Where a new file has no room.
        if error.kind == .limit, error.hint?.contains("space") == true { return true }
        return switch kind {
        case .operation(fault_write, SQLITE_FULL), .fullDisk, .fullFile:
            error.kind == .unusable && error.message.contains("full")
        case .operation(fault_lock, SQLITE_BUSY): error.kind == .unusable && error.message.contains("locked")
        case .operation, .bytes: error.kind == .unusable
        case .interruption: error.kind == .interrupted
        case .denial: error.kind == .unusable
        case .memory: error.kind == .limit && error.message.contains("memory")
        }
    }

    /// Does a job with the fault in its way.
    func run(_ stage: TortureStage, in folder: WatchedFolder, _ injection: Injection) throws {
        func perform(_ arm: TortureJob.Arming? = nil) throws {
            try stage.job.perform(
                in: folder.folder, source: stage.source,
                preparing: { prepare in
                    let observer = folder.observer
                    folder.observer = nil
                    defer { folder.observer = observer }
                    try prepare()
                }, arm: arm)
        }
        defer { folder.observer = nil }
        switch kind {
        case .operation(let operation, let code):
            folder.observer = { event in
                event.kind == operation && injection.passes()
                    ? .fail(code, bytesWritten: event.count / 2) : .proceed
            }
            try perform()
        case .fullDisk:
            folder.observer = Self.fullDisk(injection, sizes: ["w.db": stage.start?.count ?? 0])
            try perform()
        case .bytes:
            folder.observer = { event in
                guard event.kind == fault_write else { return .proceed }
                let room = max(0, injection.place - 1 - injection.seen)
                return injection.passes(event.count)
                    ? .fail(SQLITE_IOERR | (3 << 8), bytesWritten: room) : .proceed
            }
            try perform()
        case .fullFile:
            var pages = 0
            do {
                try perform { connection in
                    pages = try connection.first("PRAGMA page_count") { Int($0.int64(at: 0)) } ?? 0
                    guard injection.place > 0 else { return }
                    try connection.execute("PRAGMA max_page_count = \(max(1, pages + injection.place - 1))")
                }
            } catch {
                injection.note(seen: 0, injected: 1)
                throw error
            }
            injection.note(
                seen: max(0, try folder.folder.bytes(of: "w.db").count / Self.pageSize - pages), injected: 0)
        case .interruption:
            try perform { connection in connection.onProgress(every: 20) { injection.passes() } }
        case .denial:
            try perform { connection in
                connection.setAuthorizer { _ in injection.passes() ? .deny : .allow }
            }
        case .memory:
            fault_memory_arm(Int64(injection.place), isPersistent ? 1 : 0)
            defer {
                var (allocations, failures): (Int64, Int64) = (0, 0)
                fault_memory_disarm(&allocations, &failures)
                injection.note(seen: Int(allocations), injected: Int(failures))
            }
            try perform()
        }
    }

    /// Pages of growth are the places: with the disk full, a write fails that makes a file longer.
    private static func fullDisk(
        _ injection: Injection, sizes: [String: Int]
    ) -> (WatchedFolder.Operation) -> WatchedFolder.Answer {
        var sizes = sizes
        var room = 0
        return { event in
            switch event.kind {
            case fault_write:
                let end = event.offset + event.count
                let size = sizes[event.name] ?? 0
                guard end > size else { return .proceed }
                room -= end - size
                while room < 0 {
                    if injection.passes() { return .fail(SQLITE_FULL, bytesWritten: event.count / 2) }
                    room += Self.pageSize
                }
                sizes[event.name] = end
            case fault_truncate: sizes[event.name] = event.offset
            case fault_delete: sizes[event.name] = nil
            default: break
            }
            return .proceed
        }
    }
}
