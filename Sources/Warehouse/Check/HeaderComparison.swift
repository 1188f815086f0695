import ReleaseFormat
import SQLite

/// Compares the rows of a release and of its taxonomy with those that were written of the same once more.
struct HeaderComparison {
    let stored: Connection
    let again: Connection
    /// The names of labelsets by their ids.
    let labelsets: [Int64: String]

    /// A table, the key of its rows within a release, and the columns that are compared.
    private struct Table {
        var name: String
        /// Of a release's rows: its labelset's id, then another column.
        var key: [String] = []
        var columns: [String]
        /// Whether the rows belong to the taxonomy.
        var isOfTaxonomy = false

        init(_ name: String, key: String = "", _ columns: String, isOfTaxonomy: Bool = false) {
            self.name = name
            self.key = key.split(separator: " ").map(String.init)
            self.columns = columns.split(separator: " ").map(String.init)
            self.isOfTaxonomy = isOfTaxonomy
        }
    }

    private static let tables = [
        Table(
            "release", "digest description created_at task_type samples labels annotations header extra"),
        Table(
            "release_labelset", key: "labelset_id",
            """
            position description is_groundtruth created_at untyped labels null_labels frames frame_rows annotations \
            extra
            """),
        Table("release_status", key: "labelset_id label_status", "labels"),
        Table("release_type", key: "labelset_id type", "annotations"),
        Table("release_category", key: "labelset_id category_id", "annotations samples"),
        Table("taxonomy", "digest task_attributes tasks", isOfTaxonomy: true),
        Table(
            "category", key: "position", "category_id name color has_instances extra", isOfTaxonomy: true),
        Table("category_name", key: "category_id", "name", isOfTaxonomy: true),
        Table(
            "attribute_definition", key: "number",
            """
            scope category_position position name input_type allowed_values default_value min max step is_mandatory \
            is_track_level synced_across_sensors extra
            """, isOfTaxonomy: true),
    ]

    /// The key of a row within its release or taxonomy.
    private struct Key: Hashable, Comparable {
        var labelset: Int64?
        var number: Int64?
        var text: ExactText?

        init(_ row: borrowing Row, _ columns: [String]) {
            for (index, column) in columns.enumerated() {
                if column == "labelset_id" {
                    labelset = row.int64(at: index)
                } else if row.type(at: index) == .integer {
                    number = row.int64(at: index)
                } else {
                    text = row.string(at: index).map(ExactText.init)
                }
            }
        }

        static func < (one: Key, other: Key) -> Bool {
            let empty = ExactText("")
            return (one.labelset ?? 0, one.number ?? 0, one.text ?? empty)
                < (other.labelset ?? 0, other.number ?? 0, other.text ?? empty)
        }
    }

    /// Reports each value that differs.
    func compare(_ release: Int64, ref: String, _ note: (CheckFinding) -> Void) throws {
        for table in Self.tables {
            let one = try rows(of: table, release, stored)
            let other = try rows(of: table, release, again)
            for key in Set(one.keys).union(other.keys).sorted() {
                let place = CheckFinding.Place(
                    table: table.name, ref: ref, labelset: key.labelset.flatMap { labelsets[$0] },
                    key: key.text?.text ?? key.number.map { "\($0)" })
                var hasNoted = false
                for (index, column) in table.columns.enumerated() {
                    let (stored, found) = (one[key]?[index], other[key]?[index])
                    if Self.isSame(stored, found) { continue }
                    var finding = CheckFinding(
                        subject: .releases, place: place, stored: Self.shown(stored), found: Self.shown(found)
                    )
                    finding.place.column = column
                    note(finding)
                    hasNoted = true
                }
                // A row that is missing or superfluous.
                guard !hasNoted, one[key] == nil || other[key] == nil else { continue }
                note(
                    CheckFinding(
                        subject: .releases, place: place, stored: one[key] == nil ? .null : .text("a row"),
                        found: other[key] == nil ? .null : .text("a row")))
            }
        }
    }

    private func rows(
        of table: Table, _ release: Int64, _ connection: Connection
    ) throws -> [Key: [Value]] {
        let owner = table.isOfTaxonomy ? "(SELECT taxonomy_id FROM release WHERE id = ?)" : "?"
        let column =
            switch table.name {
            case "release", "taxonomy": "id"
            default: table.isOfTaxonomy ? "taxonomy_id" : "release_id"
            }
        var rows: [Key: [Value]] = [:]
        try connection.query(
            """
            SELECT \((table.key + table.columns).joined(separator: ", "))
            FROM \(table.name)
            WHERE \(column) = \(owner)
            """, Value(release)
        ) { row in
            rows[Key(row, table.key)] = table.columns.indices.map { row.value(at: table.key.count + $0) }
        }
        return rows
    }

    /// Whether two values are the same; a missing one equals NULL and zero.
    private static func isSame(_ one: Value?, _ other: Value?) -> Bool {
        switch (one, other) {
        case (nil, nil): return true
        case (let value?, nil), (nil, let value?): return value == .null || value == .integer(0)
        // Swift's strings are equal when Unicode says so.
        case (.text(let left)?, .text(let right)?):
            if left.isExactly(right) { return true }
            // The members that the taxonomy keeps were elsewhere among the others.
            guard left.hasPrefix("{"), let one = try? JSONValue(text: left),
                let other = try? JSONValue(text: right)
            else { return false }
            return one.digest == other.digest
        default: return one == other
        }
    }

    private static func shown(_ value: Value?) -> Value {
        guard case .blob(let bytes)? = value else { return value ?? .null }
        let digits = Array("0123456789abcdef".utf8)
        return .text(
            String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self))
    }
}
