import Exporters
import ReleaseFormat
import SQLite
import TestSupport
import Testing

@testable import Warehouse

/// One value changed, anywhere, is found.
@Suite struct DamageTests {
    let seed = SeededRandom.chosenSeed

    private static let fixtures = [
        "multisensor-sequence", "pointcloud-segmentation-sequence", "pointcloud-cuboid", "street-scenes-v1",
        "street-scenes-v2", "unknown-keys", "vector", "known-keys-of-other-types",
    ]

    /// What nothing else in the warehouse tells: where a release came from, and digests of bytes that are gone.
    private static let untold: Set = [
        "release.source", "release.source_bytes", "release.imported_at", "sample_state.raw_digest",
        "content_key.key",
    ]

    /// Where an empty run begins makes no difference.
    private static let conditions = [
        "label.first_frame_id": "frame_rows > 0", "label.first_link_id": "coalesce(links, 1) > 0",
        "label.first_sensor_id": "coalesce(sensors, 1) > 0", "frame.first_annotation_id": "annotations > 0",
    ]

    private static let tables = [
        "dataset", "taxonomy", "category", "category_name", "attribute_definition", "release", "labelset",
        "release_labelset", "release_status", "release_type", "release_category", "sample", "sample_version",
        "sample_state", "release_sample", "label", "state_label", "sensor", "frame", "point_label",
        "annotation",
        "attribute_set", "geometry", "cuboid", "track", "link", "content_key",
    ]

    private func warehouse() throws -> Shelf {
        let shelf = try Shelf()
        for name in Self.fixtures {
            _ = try shelf.warehouse.importRelease(from: .file(Fixtures.path("releases/\(name).json")))
        }
        return shelf
    }

    @Test func `every table of the schema is damaged here`() throws {
        let shelf = try Shelf()
        _ = try shelf.warehouse.releases()
        let tables = try shelf.lines(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
        #expect(Set(tables.map { $0.filter { $0 != "'" } }) == Set(Self.tables))
    }

    @Test(arguments: tables)
    func `a value that is changed is found`(table: String) throws {
        var random = SeededRandom(seed: seed ^ table.utf8.reduce(UInt64(0)) { $0 &* 31 &+ UInt64($1) })
        let sound = try warehouse()
        let columns = try sound.connection.lines("SELECT name, type, pk FROM pragma_table_info('\(table)')")
            .map { $0.filter { $0 != "'" }.split(separator: "|").map(String.init) }
        let keys = columns.filter { $0[2] != "0" }.map { $0[0] }
        let victim = try Shelf()
        _ = try victim.warehouse.releases()
        var damages = 0
        for column in columns {
            let name = "\(table).\(column[0])"
            if Self.untold.contains(name) { continue }
            for isNull in [false, true] {
                try sound.connection.backup(to: victim.connection)
                try victim.connection.execute("PRAGMA foreign_keys = OFF")
                let condition = Self.conditions[name].map { " AND \($0)" } ?? ""
                let order = keys.isEmpty ? "rowid" : keys.joined(separator: ", ")
                let rows = try victim.count(
                    "\(table) WHERE \(column[0]) IS \(isNull ? "" : "NOT") NULL\(condition)")
                if rows == 0 { continue }
                let row = random.int(0...(rows - 1))
                let identity = keys.isEmpty ? ["rowid"] : keys
                let place = try victim.connection.first(
                    """
                    SELECT \(column[0]), \(identity.joined(separator: ", ")) FROM \(table)
                    WHERE \(column[0]) IS \(isNull ? "" : "NOT") NULL\(condition) ORDER BY \(order) LIMIT 1 OFFSET \(row)
                    """
                ) { row in (old: row.value(at: 0), key: (1...identity.count).map { row.value(at: $0) }) }
                let (old, key) = try #require(place)
                let new = Self.other(than: old, type: column[1], &random)
                let sql =
                    "UPDATE \(table) SET \(column[0]) = ?1 WHERE "
                    + identity.indices.map { "\(identity[$0]) IS ?\($0 + 2)" }.joined(separator: " AND ")
                // What breaks a constraint cannot be stored.
                guard
                    let changes = try? victim.connection.withStatement(
                        sql,
                        { statement in
                            try statement.bind([new] + key)
                            try statement.run()
                            return victim.connection.changes
                        })
                else { continue }
                #expect(changes == 1)
                damages += 1
                let report = try victim.warehouse.check()
                #expect(
                    !report.isSound, "RELWH_SEED=\(seed) \(name) of \(key): \(old.line) became \(new.line)")
                #expect(report.findings.allSatisfy { $0.place.table != nil }, "\(name): \(report.findings)")
            }
        }
        #expect(damages > 0 || table == "content_key")
    }

    /// Another value of the same column.
    private static func other(than old: Value, type: String, _ random: inout SeededRandom) -> Value {
        switch old {
        case .integer(let whole): return .integer(whole &+ (random.chance(0.5) ? 1 : 1_000_000))
        case .real(let double): return .real(double + 0.5)
        case .text(let text):
            return .text(random.chance(0.3) && !text.isEmpty ? "" : random.chance(0.5) ? text + "x" : "[1]")
        case .blob(var bytes):
            let index = random.int(0...(max(bytes.count, 1) - 1))
            if bytes.isEmpty { return .blob([1]) }
            bytes[index] ^= 1
            return .blob(bytes)
        case .null:
            switch type {
            case "INTEGER": return 7
            case "REAL": return 7.5
            case "BLOB": return .blob([7])
            default: return .text(random.pick(["{}", "7", "seven", #"{"seven":7}"#]))
            }
        }
    }

    @Test func `flipped bytes in the file are found, unless nothing stands there`() throws {
        let shelf = try Shelf(file: "w.db")
        for name in Self.fixtures {
            _ = try shelf.warehouse.importRelease(from: .file(Fixtures.path("releases/\(name).json")))
        }
        try shelf.warehouse.close()
        let whole = try FileBytes.read(shelf.folder("w.db"))
        func exports(_ path: String) throws -> [[UInt8]] {
            let warehouse = try Warehouse(path: path, access: .read)
            return try warehouse.releases().map { release in
                var bytes: [UInt8] = []
                try ReleaseExporter(warehouse: warehouse, reference: release.ref).write { bytes += $0 }
                return bytes
            }
        }
        let sound = try exports(shelf.folder("w.db"))
        var random = SeededRandom(seed: seed)
        for _ in 0..<40 {
            let index = random.int(100...(whole.count - 1))
            var bytes = whole
            bytes[index] ^= UInt8(1 << random.int(0...7))
            let path = try shelf.folder.write(bytes, to: "damaged.db")
            do {
                let damaged = try Warehouse(path: path, access: .read)
                let isSound = try damaged.check().isSound
                try damaged.close()
                // Free room, or what nothing else tells.
                if isSound { #expect(try exports(path) == sound, "RELWH_SEED=\(seed), byte \(index)") }
            } catch let error as WarehouseError {
                #expect(error.kind == .unusable || error.kind == .notFound, "byte \(index): \(error)")
            }
        }
    }
}
