import Exporters
import ReleaseFormat
import SQLite
import Schema
import TestSupport
import Testing

@testable import Warehouse

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Warehouse files that somebody else made, or that were damaged: an answer or an error, never a crash, a hang or
/// somebody else's code.
@Suite(.timeLimit(.minutes(5))) struct CraftedFileTests {
    private let seed = SeededRandom.chosenSeed
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    /// Makes a warehouse of two releases and changes it as a stranger would, without any of our precautions.
    private func craft(_ sql: String) throws {
        let warehouse = try Warehouse(path: folder("w.db"), access: .write)
        for name in ["v1", "v2"] {
            let path = try folder.write(
                Documents.boxes(name, samples: name == "v1" ? 3 : 4).text, to: "r.json")
            _ = try warehouse.importRelease(from: .file(path))
        }
        try warehouse.close()
        let connection = try Connection(path: folder("w.db"), access: .readWrite)
        try connection.execute(sql)
        try connection.close()
    }

    private func opening(_ access: Warehouse.Access) -> WarehouseError? {
        do {
            _ = try Warehouse(path: folder("w.db"), access: access)
            return nil
        } catch {
            return error as? WarehouseError
        }
    }

    private static let refused = [
        // False answers.
        "ALTER TABLE annotation RENAME TO hidden; CREATE VIEW annotation AS SELECT * FROM hidden WHERE 0",
        // Does its work with ours.
        "CREATE TRIGGER t AFTER INSERT ON release BEGIN DELETE FROM release_sample; END",
        "CREATE TRIGGER t INSTEAD OF INSERT ON releases BEGIN SELECT 1; END",
        // Our tables with another's columns.
        "ALTER TABLE release ADD COLUMN spy TEXT GENERATED ALWAYS AS (upper(ref)) VIRTUAL",
        "DROP TABLE content_key; CREATE VIRTUAL TABLE content_key USING fts4(key)",
        "CREATE VIRTUAL TABLE cats USING fts4(name)",
        "DROP INDEX sample_state_by_sample_id",
        "DROP INDEX sample_state_by_sample_id; CREATE INDEX sample_state_by_sample_id ON sample_state (abs(sample_id))",
    ]

    @Test(arguments: refused, [Warehouse.Access.read, .write])
    func `a schema that is not ours is refused, for reading and writing, and untouched`(
        sql: String, access: Warehouse.Access
    ) throws {
        try craft(sql)
        let bytes = try folder.bytes(of: "w.db")
        let error = opening(access)
        #expect(
            error?.kind == .unusable && error?.message.contains("its schema was changed") == true,
            "\(error as Any)")
        #expect(error?.hint != nil)
        #expect(try folder.bytes(of: "w.db") == bytes)
    }

    private static let views = [
        // Calls what it should not, or never ends.
        "DROP VIEW annotations; CREATE VIEW annotations AS SELECT load_extension('x') AS ref",
        "DROP VIEW annotations; CREATE VIEW annotations AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT i AS ref FROM n",
        // False answers, or none.
        "DROP VIEW annotations; CREATE VIEW ANNOTATIONS AS SELECT 'acme/flowers@v1' AS ref, 0 AS frame",
        "DROP VIEW annotations",
    ]

    private func countAnnotations(_ warehouse: Warehouse) throws -> Value? {
        var count: Value?
        try warehouse.query("SELECT count(*) FROM annotations WHERE ref = 'acme/flowers@v1'") {
            count = $0[0]
        }
        return count
    }

    @Test(arguments: views)
    func `a view of ours in another wording is never read, and replaced by the next who writes`(sql: String)
        throws
    {
        try craft("\(sql); CREATE VIEW mine AS SELECT count(*) AS n FROM annotations")
        let bytes = try folder.bytes(of: "w.db")
        let reading = try Warehouse(path: folder("w.db"), access: .read)
        #expect(try countAnnotations(reading) == 3)
        var options = StatisticOptions()
        options.condition = "frame = 0"
        let counted = try reading.statistics(Statistic.named("classes"), of: "v1", options: options)
        #expect(counted.tables[0].rows.first.map { $0.contains(.count(3)) } == true)
        for query in [
            "SELECT * FROM main.annotations", "SELECT count(*) FROM main.Annotations", "SELECT * FROM mine",
        ] {
            let error = #expect(throws: WarehouseError.self, "\(query)") { try reading.query(query) { _ in } }
            #expect(error?.kind == .sql, "\(query): \(error as Any)")
        }
        try reading.close()
        #expect(try folder.bytes(of: "w.db") == bytes)

        let writing = try Warehouse(path: folder("w.db"), access: .write)
        #expect(try countAnnotations(writing) == 3)
        #expect(try writing.check().isSound)
        try writing.query("SELECT n FROM mine") { #expect($0 == [7]) }
    }

    @Test func `who reads by views of its own can write nothing else`() throws {
        try craft(
            "DROP VIEW annotations; CREATE VIEW annotations AS SELECT 'acme/flowers@v1' AS ref; PRAGMA journal_mode = DELETE"
        )
        let connection = try Warehouse.openForReading(folder("w.db"), 0)
        #expect(try connection.first("SELECT count(*) FROM annotations") { $0.int64(at: 0) } == 7)
        #expect(throws: SQLiteError.self) { try connection.execute("CREATE TEMPORARY TABLE t (a)") }
    }

    @Test func `a schema that is no SQL is damage`() throws {
        try craft(
            "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE VIEW links AS nonsense' WHERE name = 'links'"
        )
        for access in [Warehouse.Access.read, .write] { #expect(opening(access)?.kind == .unusable) }
    }

    @Test func `two tables of one name are not ours`() throws {
        try craft(
            """
            PRAGMA writable_schema = ON;
            INSERT INTO sqlite_schema SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema WHERE name = 'release'
            """)
        for access in [Warehouse.Access.read, .write] { #expect(opening(access)?.kind == .unusable) }
    }

    @Test
    func `a team's own tables, views and indexes are left alone, and no function of theirs runs unasked`()
        throws
    {
        try craft(
            """
            CREATE TABLE note (ref TEXT, text TEXT);
            CREATE VIEW bad AS SELECT load_extension('x') AS x, writefile('y', 'z') AS y;
            CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT i FROM n;
            CREATE INDEX label_by_status ON label (label_status);
            """)
        let warehouse = try Warehouse(path: folder("w.db"), access: .write)
        #expect(try warehouse.releases().count == 2 && warehouse.check().isSound)
        _ = try warehouse.remove("v2")
        for sql in [
            "SELECT * FROM bad", "SELECT load_extension('x')", "ATTACH 'x.db' AS x",
            "SELECT readfile('/etc/passwd')",
        ] {
            #expect(throws: WarehouseError.self, "\(sql)") { try warehouse.query(sql) { _ in } }
        }
        var options = QueryOptions()
        options.timeout = .milliseconds(200)
        let late = #expect(throws: WarehouseError.self) {
            try warehouse.query("SELECT count(*) FROM endless", options: options) { _ in }
        }
        #expect(late?.kind == .limit)
        #expect(try folder.names() == ["r.json", "w.db"] || !folder.exists("y"))
    }

    @Test func `a trigger would not fire even in a file that passes`() throws {
        try craft(
            "CREATE TABLE note (n INTEGER); CREATE TRIGGER t AFTER INSERT ON note BEGIN DELETE FROM release; END"
        )
        let connection = try Connection(path: folder("w.db"), access: .readWrite)
        try connection.harden()
        try connection.execute("INSERT INTO note VALUES (1)")
        #expect(try connection.first("SELECT count(*) FROM release") { $0.int64(at: 0) } == 2)
    }

    // MARK: Damage

    private func put(_ bytes: [UInt8]) throws {
        for suffix in ["-wal", "-shm", "-journal"] { unlink(folder("w.db\(suffix)")) }
        try folder.write(bytes, to: "w.db")
    }

    /// All that reads, and what writes: each may fail as unusable, and in no other way.
    private func use(_ note: String) throws {
        let path = folder("w.db")
        let stop = Cancellation()
        func attempt(_ name: String, _ body: (Warehouse) throws -> Void, access: Warehouse.Access = .read) {
            let start = ContinuousClock.now
            do {
                let warehouse = try Warehouse(path: path, access: access)
                defer { try? warehouse.close() }
                try body(warehouse)
            } catch let error as WarehouseError {
                #expect(
                    [.unusable, .notFound, .sql, .ambiguous, .invalidInput].contains(error.kind),
                    "\(note), \(name): \(error)")
            } catch is SearchError {
                // The category may be what was damaged.
            } catch let error as InputError {
                #expect(error.kind == .invalid, "\(note), \(name): \(error)")
            } catch {
                Issue.record("\(note), \(name): \(error)")
            }
            #expect(ContinuousClock.now - start < .seconds(60), "\(note), \(name)")
        }
        attempt("list") {
            _ = (try $0.releases(), try $0.datasets(), try $0.labelsets(), try $0.categories())
        }
        for view in ["annotations", "samples", "tracks", "frames"] {
            attempt(view) { try $0.query("SELECT * FROM \(view)") { _ in } }
        }
        attempt("export") { try ReleaseExporter(warehouse: $0, reference: "v1").write { _ in } }
        attempt("check") { _ = try $0.check(cancellation: stop) }
        for statistic in Statistic.all {
            attempt(statistic.name) { _ = try $0.statistics([statistic], of: ["v1"]) }
        }
        attempt("search") {
            _ = try $0.countSamples(SearchQuery("a OR category:rose attr:colour=red"), in: "v1")
        }
        attempt("history") { _ = try $0.history(of: "u0") }
        attempt("log") { _ = try $0.log() }
        attempt("diff") {
            let warehouse = $0
            let sides = ["v1", "v2"].map { DiffSide(warehouse: warehouse, ref: "acme/flowers@\($0)") }
            _ = try Warehouse.diff(from: sides[0], to: sides[1]) { _ in }
        }
        attempt(
            "import",
            {
                _ = try $0.importRelease(from: .file(folder("r.json")), options: ImportOptions(release: "v3"))
            }, access: .write)
        attempt("remove", { _ = try $0.remove("v1") }, access: .write)
    }

    @Test func `bytes changed anywhere in the file are damage or no matter`() throws {
        try craft("VACUUM")
        let whole = try folder.bytes(of: "w.db")
        var random = SeededRandom(seed: seed)
        for round in 0..<20 {
            var bytes = whole
            for _ in 0..<random.int(1...40) {
                bytes[random.int(0...(bytes.count - 1))] = UInt8(random.int(0...255))
            }
            try put(bytes)
            try use("RELWH_SEED=\(seed), round \(round), bytes")
        }
    }

    @Test func `pages exchanged, emptied or filled with noise are damage or no matter`() throws {
        try craft("VACUUM")
        let whole = try folder.bytes(of: "w.db")
        let size = 16384
        var random = SeededRandom(seed: seed)
        for round in 0..<16 {
            var bytes = whole
            let page = random.int(0...(bytes.count / size - 1))
            let range = page * size..<(page + 1) * size
            switch random.int(0...3) {
            case 0: bytes.replaceSubrange(range, with: repeatElement(0, count: size))
            case 1: bytes.replaceSubrange(range, with: (0..<size).map { _ in UInt8(random.int(0...255)) })
            case 2:
                let other = random.int(0...(bytes.count / size - 1)) * size
                bytes.replaceSubrange(range, with: whole[other..<other + size])
            default:
                // Where the cells of a page begin, and how many there are.
                for _ in 0..<4 { bytes[page * size + random.int(0...60)] = UInt8(random.int(0...255)) }
            }
            try put(bytes)
            try use("RELWH_SEED=\(seed), round \(round), page \(page)")
        }
    }

    @Test func `numbers that nobody would write are an answer or an error`() throws {
        try craft("VACUUM")
        let whole = try folder.bytes(of: "w.db")
        var random = SeededRandom(seed: seed)
        let columns = try Connection(path: folder("w.db"), access: .readOnly).lines(
            """
            SELECT t.name || '.' || c.name FROM pragma_table_list AS t JOIN pragma_table_info(t.name) AS c
            WHERE t.type = 'table' AND t.schema = 'main' AND c.type IN ('INTEGER', 'REAL', 'BLOB', 'ANY')
                AND t.name NOT LIKE 'sqlite%'
            """
        ).map { $0.filter { $0 != "'" } }
        #expect(columns.count > 60)
        for round in 0..<24 {
            try put(whole)
            let column = random.pick(columns).split(separator: ".")
            let value = random.pick([
                "-1", "0", "9223372036854775807", "-9223372036854775808", "4294967296", "1e308", "x''",
                "x'ff80ffff'",
                "randomblob(16)", "2147483648", "-2147483649", "NULL",
            ])
            let connection = try Connection(path: folder("w.db"), access: .readWrite)
            // Where the table does not take it, the file is as it was.
            try? connection.execute("UPDATE OR IGNORE \(column[0]) SET \(column[1]) = \(value)")
            try connection.close()
            try use("RELWH_SEED=\(seed), round \(round), \(column.joined(separator: ".")) = \(value)")
        }
    }
}
