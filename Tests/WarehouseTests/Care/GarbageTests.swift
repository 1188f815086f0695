import ReleaseFormat
import SQLite
import TestSupport
import Testing

@testable import Warehouse

/// What no release holds goes, and its room goes back to the disk; all else stays as it is.
@Suite struct GarbageTests {
    let seed = SeededRandom.chosenSeed

    /// Tables that hold content, each of which must be empty once no release is left.
    private func rows(_ shelf: Shelf) throws -> [String: Int] {
        var rows: [String: Int] = [:]
        for line in try shelf.lines("SELECT name FROM sqlite_schema WHERE type = 'table'") {
            let name = line.filter { $0 != "'" }
            if name != "content_key", !name.hasPrefix("sqlite_") { rows[name] = try shelf.count(name) }
        }
        return rows
    }

    @Test(arguments: 0..<12)
    func `releases go in any order, and what is left is always whole`(round: Int) throws {
        let note: Comment = "RELWH_SEED=\(seed), round \(round)"
        let seed = seed &+ UInt64(round) &* 7919
        var generator = ReleaseGenerator(seed: seed, oddity: 0.1)
        var mutator = ReleaseMutator(seed: seed, oddity: 0.1)
        var random = SeededRandom(seed: seed)
        let shelf = try Shelf()
        var releases = [generator.release(samples: 4).named("r0")]
        for index in 1..<5 { releases.append(mutator.successor(of: releases[index - 1], named: "r\(index)")) }
        var left = try releases.map { (ref: try shelf.load($0).ref, document: $0) }
        var exports: [String: String] = [:]
        for (ref, _) in left { exports[ref] = try shelf.export(ref) }
        while !left.isEmpty {
            let (ref, _) = left.remove(at: random.int(0...(left.count - 1)))
            _ = try shelf.warehouse.remove(ref)
            let report = try shelf.warehouse.check()
            #expect(report.isSound, "\(note)\n\(report.findings)")
            let shared: Set = ["labelset", "attribute_set"]
            #expect(report.garbage.allSatisfy { shared.contains($0.table) }, "\(note) \(report.garbage)")
            var options = GarbageOptions()
            options.dryRun = true
            let counted = try shelf.warehouse.collectGarbage(options: options)
            #expect(counted.tables == report.garbage && counted.isDryRun, "\(note)")
            if random.chance(0.5) {
                #expect(try shelf.warehouse.collectGarbage().tables == counted.tables, "\(note)")
                #expect(try shelf.warehouse.check().garbage.isEmpty, "\(note)")
            }
            for (ref, _) in left { #expect(try shelf.export(ref) == exports[ref], "\(note) \(ref)") }
        }
        _ = try shelf.warehouse.collectGarbage()
        let remaining = try rows(shelf)
        #expect(remaining.values.allSatisfy { $0 == 0 }, "\(note) \(remaining)")
        #expect(try shelf.load(releases[0]).status == .imported)
        #expect(try shelf.warehouse.check().isSound)
    }

    /// Rows that nothing holds, one of each kind, and the table in which they are to be found.
    private static let orphans: [(table: String, sql: String)] = [
        ("dataset", "INSERT INTO dataset (id, name) VALUES (90, 'nobody')"),
        ("taxonomy", "INSERT INTO taxonomy (id, digest) VALUES (90, x'00')"),
        ("sample", "INSERT INTO sample (id, uuid) VALUES (9000, 'nobody')"),
        ("sample_version", "INSERT INTO sample_version (id, digest) VALUES (9000, x'00')"),
        (
            "sample_state",
            "INSERT INTO sample_state (id, sample_id, sample_version_id, digest, raw_digest) SELECT 9000, sample_id, sample_version_id, digest, raw_digest FROM sample_state LIMIT 1"
        ),
        ("labelset", "INSERT INTO labelset (id, name) VALUES (90, 'nobody')"),
        ("attribute_set", "INSERT INTO attribute_set (id, attributes) VALUES (9000, '{}')"),
        (
            "label",
            // The digest is that of an empty label.
            "INSERT INTO label (id, digest, annotations, frames, first_frame_id, frame_rows) VALUES (9000, x'28e4de82164567ae3d0f795decdf96c4', 0, 0, 9000, 0)"
        ),
        ("frame", "INSERT INTO frame (id, frame, first_annotation_id) VALUES (9000, 0, 9000)"),
        ("annotation", "INSERT INTO annotation (id) VALUES (9000)"),
        ("geometry", "INSERT INTO geometry (id, points) VALUES (9000, '[]')"),
        ("cuboid", "INSERT INTO cuboid (id) VALUES (9000)"),
        ("point_label", "INSERT INTO point_label (frame_id, runs) VALUES (9000, x'00')"),
        (
            "track",
            "INSERT INTO track (id, track_id, first_frame, last_frame, frames, keyframes) VALUES (9000, 1, 0, 0, 1, 0)"
        ),
        ("link", "INSERT INTO link (id) VALUES (9000)"),
        ("sensor", "INSERT INTO sensor (id, frames) VALUES (9000, 0)"),
    ]

    /// Gives a state without labels its digest.
    private func digestUnlabelled(_ state: Int64, _ connection: Connection) throws {
        let version = try connection.first(
            "SELECT v.digest FROM sample_version AS v JOIN sample_state AS st ON st.sample_version_id = v.id AND st.id = ?",
            Value(state)
        ) { row in row.withBytes(at: 0) { Digest(bytes: $0) } }
        let digest = Digest.ofState(version: try #require(version ?? nil), labels: [])
        try connection.run(
            "UPDATE sample_state SET digest = ? WHERE id = ?", digest.withBytes { .blob(Array($0)) },
            Value(state))
    }

    @Test func `garbage of every kind is told, is no damage, and is deleted`() throws {
        let shelf = try Shelf()
        for name in ["multisensor-sequence", "pointcloud-segmentation", "street-scenes-v1", "vector"] {
            _ = try shelf.warehouse.importRelease(from: .file(Fixtures.path("releases/\(name).json")))
        }
        let before = try Dump(shelf)
        for (table, sql) in Self.orphans {
            try shelf.connection.execute(sql)
            if table == "sample_state" { try digestUnlabelled(9000, shelf.connection) }
            let report = try shelf.warehouse.check()
            #expect(report.isSound, "\(table): \(report.findings)")
            #expect(report.garbage == [GarbageReport.Table(table: table, rows: 1)], "\(table)")
            let collected = try shelf.warehouse.collectGarbage()
            #expect(collected.tables == report.garbage && collected.rows == 1, "\(table)")
            #expect(try Dump(shelf) == before, "\(table)")
        }
    }

    @Test func `room is given back to the disk, and a reader goes on with what it sees`() throws {
        let shelf = try Shelf(file: "w.db")
        try shelf.load(Documents.boxes("v1", samples: 3))
        try shelf.load(Documents.boxes("v2", samples: 4000))
        _ = try shelf.warehouse.remove("v2")
        let export = try shelf.export("v1")
        let reader = try Warehouse(path: shelf.folder("w.db"), access: .read)
        var seen = 0
        try reader.forEachSample(of: reader.resolve("v1")) { _ in
            if seen == 0 {
                let report = try shelf.warehouse.collectGarbage()
                #expect(report.isCompacted && report.freeBytes == 0)
            }
            seen += 1
        }
        #expect(seen == 3)
        let report = try shelf.warehouse.collectGarbage()
        #expect(report.rows == 0 && !report.isCompacted)
        #expect(report.bytesAfter < 40 * 16384, "\(report)")
        #expect(try FileBytes.read(shelf.folder("w.db")).count == report.bytesAfter)
        #expect(try shelf.lines("PRAGMA page_size; ") == ["16384"])
        #expect(try shelf.lines("PRAGMA journal_mode") == ["'wal'"])
        #expect(try shelf.lines("PRAGMA foreign_keys") == ["1"])
        #expect(try shelf.export("v1") == export)
        #expect(try reader.check().isSound)
    }

    @Test func `the file is written anew where it is worthwhile, or as asked for`() throws {
        let shelf = try Shelf(file: "w.db")
        try shelf.load(Documents.boxes("v1", samples: 2000))
        try shelf.load(Documents.boxes("v2", samples: 2001))
        _ = try shelf.warehouse.remove("v1")
        var options = GarbageOptions()
        #expect(try !shelf.warehouse.collectGarbage(options: options).isCompacted)
        options.compaction = .always
        #expect(try shelf.warehouse.collectGarbage(options: options).isCompacted)
        _ = try shelf.warehouse.remove("v2")
        options.compaction = .never
        let report = try shelf.warehouse.collectGarbage(options: options)
        #expect(!report.isCompacted && report.freeBytes > 0)
        #expect(try shelf.warehouse.collectGarbage().isCompacted)
    }

    @Test func `a collection that is given up leaves all as it was`() throws {
        let shelf = try Shelf()
        try shelf.load(Documents.boxes("v1", samples: 500))
        try shelf.connection.execute("INSERT INTO labelset (id, name) VALUES (90, 'nobody')")
        let dump = try Dump(shelf)
        let cancellation = Cancellation()
        cancellation.cancel()
        #expect {
            try shelf.warehouse.collectGarbage(cancellation: cancellation)
        } throws: {
            ($0 as? WarehouseError)?.kind == .interrupted
        }
        #expect(try Dump(shelf) == dump)
        #expect(try shelf.lines("PRAGMA foreign_keys") == ["1"])
        #expect(try shelf.warehouse.collectGarbage().rows == 1)
    }

    @Test func `removing takes as long as there is to remove, not as long as that squared`() throws {
        let shelf = try Shelf()
        try shelf.load(Documents.boxes("v1", samples: 6000))
        try shelf.load(Documents.boxes("v2", samples: 6001))
        var thousands = 0
        func steps(_ body: () throws -> Void) rethrows -> Int {
            thousands = 0
            shelf.connection.onProgress(every: 1000) {
                thousands += 1
                return false
            }
            defer { shelf.connection.onProgress(every: 0, nil) }
            try body()
            return thousands
        }
        // Foreign keys would look through 6,000 rows for each row that goes: 36 million steps and more.
        let removal = try steps {
            _ = try shelf.warehouse.remove("v1")
            _ = try shelf.warehouse.remove("v2")
        }
        #expect(removal < 10_000)
        try shelf.load(Documents.boxes("v3", samples: 6000))
        let replacement = try steps {
            try shelf.load(Documents.boxes("v3", samples: 1), ImportOptions(replace: true))
        }
        #expect(replacement < 10_000)
        #expect(try shelf.warehouse.check().isSound)
    }

    @Test func `sets of ids are ranges, in whatever order they come`() {
        var random = SeededRandom(seed: seed)
        for _ in 0..<50 {
            var set = IDSet()
            var naive: Set<Int64> = []
            for _ in 0..<random.int(0...40) {
                let first = Int64(random.int(-20...60))
                let count = Int64(random.int(-1...6))
                set.insert(first: first, count: count)
                for id in first..<(first + max(count, 0)) { naive.insert(id) }
            }
            set.settle()
            for id in Int64(-30)...80 { #expect(set.contains(id) == naive.contains(id)) }
            for id in Int64(-30)...80 {
                #expect(set.gaps.contains { $0.contains(id) } == !naive.contains(id))
            }
            #expect(zip(set.ranges, set.ranges.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound })
        }
        var edge = IDSet()
        edge.insert(first: .max - 2, count: .max)
        edge.insert(.min)
        edge.settle()
        #expect(edge.contains(.max - 1) && edge.contains(.min) && !edge.contains(0))
    }
}
