import CSQLite
import ReleaseFormat
import TestSupport
import Testing

@testable import SQLite
@testable import Warehouse

/// How SQLite goes about the statements of this library: all that run when everything is done once.
@Suite struct StatementPlanTests {
    /// Tables that grow with what is annotated.
    private static let content: Set = ["annotation", "geometry", "cuboid", "point_label", "link", "frame"]

    /// Statements that walk through one of those: what they begin with, in one line. The first reads the last row, and
    /// the others are of `check` and `gc`, which read all there is.
    private static let readers = [
        "SELECT max(id) FROM",
        "SELECT id, attributes FROM annotation WHERE typeof(attributes) = 'integer'",
        "SELECT id, first_annotation_id, annotations FROM frame",
    ]

    @Test func `nothing that is done with a release reads a table of all releases, or makes an index`() throws
    {
        // In memory, where no second connection takes a share of the work.
        let shelf = try Shelf()
        let releases = [
            "street-scenes-v1", "street-scenes-v2", "multisensor-sequence", "pointcloud-cuboid-sequence",
            "pointcloud-segmentation-sequence", "image-vector-sequence", "attribute-values",
        ]
        for name in releases { try load(name, into: shelf) }
        let statements = try StatementTrace.of(shelf.connection) { trace in
            try doEverything(shelf, trace)
        }
        #expect(statements.count > 90, "only \(statements.count) statements have a plan")
        for statement in statements.sorted(by: { $0.key < $1.key }) {
            let line = statement.key.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            let isReader = Self.readers.contains { line.hasPrefix($0) }
            let scanned = statement.value.scanned.intersection(Self.content)
            #expect(scanned.isEmpty || isReader, "\(scanned.sorted()): \(statement.key)")
            #expect(!statement.value.makesIndex, "\(statement.key)")
        }
    }

    private func load(_ name: String, into shelf: Shelf) throws {
        try shelf.load(Repository.text(of: "Fixtures/releases/\(name).json"))
    }

    private func doEverything(_ shelf: Shelf, _ trace: StatementTrace) throws {
        let warehouse = shelf.warehouse
        try load("street-scenes-v3", into: shelf)
        try load("street-scenes-v3", into: shelf)
        try shelf.load(
            Repository.text(of: "Fixtures/releases/street-scenes-v3.json"), ImportOptions(replace: true))
        let refs = try warehouse.releases().map(\.ref)
        for statistic in Statistic.all where statistic != LeakageStatistic.entry {
            for ref in refs {
                _ = try warehouse.statistics(statistic, of: ref)
                var options = StatisticOptions()
                options.statuses = ["LABELED", "REVIEWED"]
                options.groups = [.category, .status]
                _ = try? warehouse.statistics(statistic, of: ref, options: options)
                options = StatisticOptions()
                options.condition = "ref IS NOT NULL"
                _ = try? warehouse.statistics(statistic, of: ref, options: options)
            }
            _ = try? warehouse.trend(statistic, dataset: "acme/street-scenes")
            trace.plan()
        }
        _ = try warehouse.overview(of: refs)
        _ = try Warehouse.leakage(among: refs.map { (warehouse, $0) })
        for ref in refs {
            _ = try warehouse.validate(ref) { _ in }
            _ = try warehouse.annotationHistory(of: ref)
            let release = try warehouse.resolve(ref)
            _ = try warehouse.header(of: release)
            try warehouse.forEachSample(of: release) { _ in }
            _ = try warehouse.show(ref)
            _ = (try warehouse.labelsets(ref: ref), try warehouse.categories(ref: ref))
            _ = try warehouse.sensors(ref: ref)
            _ = try warehouse.annotatedSamples(of: ref, labelset: "ground-truth")
        }
        trace.plan()
        for query in [
            "img", "weather:rain", "ground-truth.car:>0", "annotations:>0", "frames:>1", "uuid:aa",
            "labeled-by:ada", "status:UNLABELED", "category:car", "type:bbox", "track:7", "area:>1",
            "attr:occluded=true", "object(category:car attr:parked=true)", "@v1", "nosuchword:1",
        ] {
            _ = try? warehouse.search(SearchQuery(query), in: "street-scenes@v3") { _ in }
            _ = try? warehouse.countSamples(SearchQuery(query), in: "street-scenes@v3")
        }
        _ = (try warehouse.releases(), try warehouse.datasets(), try warehouse.labelsets())
        _ = (try warehouse.categories(), try warehouse.sensors(), try warehouse.information())
        _ = (try warehouse.log(), try warehouse.changelog(dataset: "acme/street-scenes"))
        for sample in try shelf.lines("SELECT DISTINCT sample_uuid FROM samples LIMIT 9") {
            _ = try warehouse.history(of: sample.filter { $0 != "'" })
        }
        trace.plan()
        let sides = ["v1", "v3"].map { DiffSide(warehouse: warehouse, ref: "acme/street-scenes@\($0)") }
        for level in [nil, .annotation] as [Change.Level?] {
            let options = DiffOptions.with {
                $0.level = level
                $0.pairsSamplesByName = level == nil
            }
            _ = try Warehouse.diff(from: sides[0], to: sides[1], options: options) { _ in }
        }
        try warehouse.materializeDiff(from: sides[0], to: sides[1])
        _ = (try warehouse.check(quick: true), try warehouse.check())
        trace.plan()
        _ = try warehouse.backup(to: shelf.folder("backup.db"))
        _ = try warehouse.remove("street-scenes@v2")
        _ = try warehouse.collectGarbage(options: GarbageOptions())
    }
}

/// The statements that a connection runs, with what SQLite means to do for each.
private final class StatementTrace {
    struct Plan {
        /// The tables that are read from one end to the other.
        var scanned: Set<String> = []
        /// Whether an index is made for this statement alone.
        var makesIndex = false
    }

    private let connection: Connection
    private var fresh: Set<String> = []
    private var plans: [String: Plan] = [:]

    private init(_ connection: Connection) { self.connection = connection }

    /// The statements that run while `body` does. It has ``plan()`` called while the temporary tables of what has run are
    /// there: at the end, statements on those that are gone are left out.
    static func of(
        _ connection: Connection, while body: (StatementTrace) throws -> Void
    ) throws -> [String: Plan] {
        let trace = StatementTrace(connection)
        let pointer = try connection.handle.open()
        sqlite3_trace_v2(
            pointer, UInt32(SQLITE_TRACE_STMT),
            { _, context, statement, _ in
                guard let context, let sql = sqlite3_sql(OpaquePointer(statement)) else { return 0 }
                let trace = Unmanaged<StatementTrace>.fromOpaque(context).takeUnretainedValue()
                trace.fresh.insert(String(cString: sql))
                return 0
            }, Unmanaged.passUnretained(trace).toOpaque())
        defer { sqlite3_trace_v2(pointer, 0, nil, nil) }
        try body(trace)
        trace.plan()
        return trace.plans
    }

    func plan() {
        let statements = fresh.filter { sql in
            plans[sql] == nil
                && ["SELECT", "WITH", "INSERT", "UPDATE", "DELETE", "REPLACE"].contains { sql.hasPrefix($0) }
        }
        for sql in statements { plans[sql] = try? plan(of: sql) }
        fresh = []
    }

    /// What the program of a statement opens and walks through.
    private func plan(of sql: String) throws -> Plan {
        var tables: [Int64: String] = [:]
        try connection.query("SELECT rootpage, tbl_name FROM sqlite_schema WHERE rootpage > 0") {
            tables[$0.int64(at: 0)] = $0.string(at: 1)
        }
        var plan = Plan()
        var cursors: [Int64: String] = [:]
        // Cursors that are put at an end of their table, and those that go on from where they are.
        var (atEnd, moving): (Set<Int64>, Set<Int64>) = ([], [])
        try connection.query("EXPLAIN \(sql)") { row in
            let (operation, first, second) = (row.string(at: 1), row.int64(at: 2), row.int64(at: 3))
            switch operation {
            case "OpenRead", "OpenWrite", "ReopenIdx":
                cursors[first] = row.int64(at: 4) == 0 ? tables[second] : nil
            case "OpenAutoindex": plan.makesIndex = true
            case "Rewind", "Last": atEnd.insert(first)
            case "Next", "Prev": moving.insert(first)
            default: break
            }
        }
        plan.scanned = Set(atEnd.intersection(moving).compactMap { cursors[$0] })
        return plan
    }
}
