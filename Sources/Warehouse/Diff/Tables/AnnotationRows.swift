import SQLite

/// The rows of the view `annotations` for one label, by sensor, frame and index.
struct AnnotationRows {
    private struct Place: Hashable {
        var sensor: ExactText?
        var frame: Int?
        var position: Int
    }

    /// Several where sensors share a name.
    private var rows: [Place: [[Value]]] = [:]

    /// - Parameters:
    ///   - columns: of the view.
    /// - Throws: `SQLiteError`.
    init(_ side: DiffSide, sample: String, labelset: String, columns: [String]) throws {
        let names = (["sensor", "frame", "position"] + columns).joined(separator: ", ")
        try side.warehouse.connection.query(
            "SELECT \(names) FROM annotations WHERE ref = ?1 AND sample_uuid = ?2 AND labelset = ?3",
            Value(side.ref), Value(sample), Value(labelset)
        ) { row in
            let place = Place(
                sensor: row.string(at: 0).map(ExactText.init), frame: row.optionalInt(1), position: row.int(2)
            )
            rows[place, default: []].append(columns.indices.map { row.value(at: $0 + 3) })
        }
    }

    /// Takes an annotation's row out; nil if there is no such row.
    mutating func take(sensor: String?, frame: Int?, position: Int) -> [Value]? {
        let place = Place(sensor: sensor.map(ExactText.init), frame: frame, position: position)
        guard var found = rows[place], !found.isEmpty else { return nil }
        let row = found.removeFirst()
        rows[place] = found
        return row
    }
}
