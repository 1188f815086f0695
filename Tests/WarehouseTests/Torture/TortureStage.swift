import ReleaseFormat
import SQLite
import Synchronization
import TestSupport
import Testing

@testable import Warehouse

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What a job starts from, and what there is to be before and after it.
final class TortureStage: Sendable {
    let job: TortureJob
    /// The warehouse's file; nil where there is none yet.
    let start: [UInt8]?
    /// The release to import.
    let source: String
    let before: Dump
    let after: Dump
    private let folder: ScratchFolder

    private static let prepared = Mutex<[TortureJob: TortureStage]>([:])

    /// The stage of a job, made once.
    static func of(_ job: TortureJob) throws -> TortureStage {
        try prepared.withLock { stages in
            if let stage = stages[job] { return stage }
            let stage = try TortureStage(job, scale: 1)
            stages[job] = stage
            return stage
        }
    }

    /// - Parameter scale: makes releases so many times as large.
    init(_ job: TortureJob, scale: Int) throws {
        self.job = job
        let folder = try ScratchFolder()
        self.folder = folder
        source = try folder.write(Self.release(for: job, scale).text, to: "source.json")
        start = try Self.start(of: job, scale)
        // The twin that nothing happens to.
        let twin = try ScratchFolder()
        if let start { try twin.write(start, to: "w.db") }
        before = try Self.dump(twin(job.changedFile))
        try job.perform(in: twin, source: source)
        after = try Self.dump(twin(job.changedFile))
        try #require(before != after)
        try #require(try twin.names() == job.namesAfterwards)
    }

    /// What a file holds; nothing, if there is none.
    static func dump(_ path: String) throws -> Dump {
        guard access(path, F_OK) == 0 else { return try Dump(Connection(path: ":memory:")) }
        let connection = try Connection(path: path)
        defer { try? connection.close() }
        return try Dump(connection)
    }

    private static func release(for job: TortureJob, _ scale: Int) -> JSONValue {
        switch job {
        case .successor:
            Documents.boxes("v3", samples: 8 * scale).changingSample(2) { _ in
                Documents.parsed(Documents.sample(2, category: 2))
            }
        case .replacement:
            Documents.boxes("v2", samples: 3 * scale).changingSample(0) { _ in
                Documents.parsed(Documents.sample(0, category: 2, status: "REVIEWED"))
            }
        case .firstImportSpilling, .furtherImportSpilling, .importWithoutLogSpilling: oddity(11, samples: 6)
        default: Documents.boxes("v1", dataset: "trees", samples: 5 * scale)
        }
    }

    /// A release of every kind of content.
    private static func oddity(_ seed: UInt64, samples: Int) -> JSONValue {
        var generator = ReleaseGenerator(seed: seed)
        let padding = JSONValue.string(String(repeating: "padding ", count: 400))
        let document = generator.release(of: "multisensor-sequence", samples: samples)
        return document.withSamples(
            document.samples.map { $0.with("metadata", .object([JSONValue.Member("p", padding)])) })
    }

    private static func start(of job: TortureJob, _ scale: Int) throws -> [UInt8]? {
        switch job {
        case .firstImport, .firstImportSpilling: return nil
        case .migration: return try Fixtures.unpacked("warehouses/v2.db.zst")
        case .migrationWithoutLog:
            return try withoutLog(Fixtures.unpacked("warehouses/v2.db.zst"))
        default: return try shelved(scale, isLittered: job == .garbageCollection)
        }
    }

    /// Releases that share much, and one that shares nothing.
    ///
    /// - Parameter isLittered: whether that one has gone again, and left words and room behind.
    private static func shelved(_ scale: Int, isLittered: Bool = false) throws -> [UInt8] {
        let shelf = try Shelf(file: "w.db")
        let first = Documents.boxes("v1", samples: 6 * scale)
        try shelf.load(first)
        let second = first.named("v2").changingSample(1) { _ in
            Documents.parsed(Documents.sample(1, category: 2))
        }
        try shelf.load(
            second.withSamples(second.samples + [Documents.parsed(Documents.sample(6 * scale + 3))]))
        let odd = try shelf.load(oddity(5, samples: isLittered ? 12 * scale : 2))
        if isLittered { _ = try shelf.warehouse.remove(odd.ref) }
        try shelf.warehouse.close()
        return try shelf.folder.bytes(of: "w.db")
    }

    /// A warehouse as it is when nothing could switch the write-ahead log on.
    private static func withoutLog(_ bytes: [UInt8]) throws -> [UInt8] {
        let folder = try ScratchFolder()
        let connection = try Connection(path: folder.write(bytes, to: "w.db"))
        try connection.execute("PRAGMA journal_mode = DELETE")
        try connection.close()
        return try folder.bytes(of: "w.db")
    }
}
