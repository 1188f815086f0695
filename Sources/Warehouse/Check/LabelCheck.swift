import ReleaseFormat
import SQLite

/// Counts every label's frames and annotations again.
struct LabelCheck: WarehouseCheck {
    let subject = CheckReport.Subject.labels

    /// What a label counts: how often, by the column and by what it counts by.
    private typealias Counts = [Figure: Int]

    private struct Figure: Hashable {
        var column: String
        var key: ExactText?
    }

    private struct Mistake {
        var label: Int64
        var figure: Figure
        var stored: Value
        var found: Value
    }

    func run(_ connection: Connection, _ note: (CheckFinding) throws -> Void) throws -> Int {
        var count = 0
        var mistakes: [Mistake] = []
        var isBeyond = false
        try connection.query(
            """
            SELECT id, annotations, frames, category_counts, type_counts, first_frame_id, frame_rows
            FROM label
            ORDER BY id
            """
        ) { row in
            count += 1
            let label = row.int64(at: 0)
            let found = try Self.recount(row.int64(at: 5), row.int64(at: 6), connection)
            var stored: Counts = [
                Figure(column: "annotations"): row.int(1), Figure(column: "frames"): row.int(2),
            ]
            var all: [Mistake] = []
            for (index, column) in [(3, "category_counts"), (4, "type_counts")]
            where !Self.add(row.string(at: index), column, to: &stored) {
                all.append(
                    Mistake(
                        label: label, figure: Figure(column: column), stored: row.value(at: index),
                        found: .null))
            }
            all += Self.mistakes(stored, found, label, except: all.map(\.figure.column))
            if isBeyond {
                // Only counted from here on: it does not matter where.
                for mistake in all { try note(finding(mistake, in: [:])) }
                return
            }
            mistakes += all
            guard mistakes.count >= CheckReport.mostFindings else { return }
            try tell(mistakes, connection, note)
            mistakes = []
            isBeyond = true
        }
        try tell(mistakes, connection, note)
        return count
    }

    private static func recount(_ firstFrame: Int64, _ frames: Int64, _ connection: Connection) throws
        -> Counts
    {
        var counts: Counts = [:]
        counts[Figure(column: "frames")] =
            try connection.first(
                "SELECT coalesce(max(frame) + 1, 0) FROM frame WHERE id >= ?1 AND id < ?1 + ?2",
                Value(firstFrame), Value(frames)
            ) { $0.int(0) } ?? 0
        try connection.query(
            """
            SELECT CAST(a.category_id AS TEXT), coalesce(a.type, f.untyped), count(*)
            FROM frame AS f NOT INDEXED
            CROSS JOIN annotation AS a NOT INDEXED
                ON a.id >= f.first_annotation_id AND a.id < f.first_annotation_id + f.annotations
            WHERE f.id >= ?1 AND f.id < ?1 + ?2
            GROUP BY 1, 2
            """, Value(firstFrame), Value(frames)
        ) { row in
            let count = row.int(2)
            counts[Figure(column: "annotations"), default: 0] += count
            if let category = row.string(at: 0) {
                counts[Figure(column: "category_counts", key: ExactText(category)), default: 0] += count
            }
            if let type = row.string(at: 1) {
                counts[Figure(column: "type_counts", key: ExactText(type)), default: 0] += count
            }
        }
        return counts
    }

    /// Reads a column of counts, an object of numbers; false where it is none.
    private static func add(_ json: String?, _ column: String, to counts: inout Counts) -> Bool {
        guard let json else { return true }
        guard let members = try? JSONValue(text: json).members else { return false }
        for member in members {
            guard let count = member.value.integer else { return false }
            counts[Figure(column: column, key: ExactText(member.key))] = Int(count)
        }
        return true
    }

    private static func mistakes(
        _ stored: Counts, _ found: Counts, _ label: Int64, except unreadable: [String]
    ) -> [Mistake] {
        if stored == found { return [] }
        return Set(stored.keys).union(found.keys)
            .filter { (stored[$0] ?? 0) != (found[$0] ?? 0) && !unreadable.contains($0.column) }
            .sorted { ($0.column, $0.key?.text ?? "") < ($1.column, $1.key?.text ?? "") }
            .map { figure in
                Mistake(
                    label: label, figure: figure, stored: stored[figure].map { Value($0) } ?? .null,
                    found: found[figure].map { Value($0) } ?? .null)
            }
    }

    /// Tells of mistakes, each with a place where the label is used.
    private func tell(
        _ mistakes: [Mistake], _ connection: Connection, _ note: (CheckFinding) throws -> Void
    ) throws {
        guard !mistakes.isEmpty else { return }
        var places: [Int64: CheckFinding.Place] = [:]
        let labels = Set(mistakes.map(\.label)).sorted().map { "\($0)" }.joined(separator: ",")
        // Nothing leads from a label to its sample but this: one pass, and only where something is wrong.
        try connection.query(
            """
            SELECT sl.label_id, ls.name, s.uuid, min(r.ref)
            FROM state_label AS sl
            JOIN sample_state AS st ON st.id = sl.sample_state_id
            LEFT JOIN labelset AS ls ON ls.id = sl.labelset_id
            LEFT JOIN sample AS s ON s.id = st.sample_id
            LEFT JOIN release AS r ON EXISTS (
                SELECT 1
                FROM release_sample AS rs
                WHERE rs.release_id = r.id AND rs.sample_id = st.sample_id AND rs.sample_state_id = st.id)
            WHERE sl.label_id IN (SELECT value FROM json_each(?))
            GROUP BY sl.label_id
            """, .text("[\(labels)]")
        ) { row in
            places[row.int64(at: 0)] = CheckFinding.Place(
                ref: row.string(at: 3), labelset: row.string(at: 1), sampleUUID: row.string(at: 2))
        }
        for mistake in mistakes { try note(finding(mistake, in: places)) }
    }

    private func finding(_ mistake: Mistake, in places: [Int64: CheckFinding.Place]) -> CheckFinding {
        var place = places[mistake.label] ?? CheckFinding.Place()
        place.table = "label"
        place.column = mistake.figure.column
        place.row = mistake.label
        place.key = mistake.figure.key?.text
        return CheckFinding(subject: subject, place: place, stored: mistake.stored, found: mistake.found)
    }
}
