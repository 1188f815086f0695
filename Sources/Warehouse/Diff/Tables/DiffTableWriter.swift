import ReleaseFormat
import SQLite

/// Writes changes into the tables of a diff, as they come.
final class DiffTableWriter {
    private let sides: (old: DiffSide, new: DiffSide)
    /// Columns of the view `annotations`.
    private let columns: [String]
    private let changes: Statement?
    private let annotationChanges: Statement?
    /// Of one label: its rows are read once.
    private var pending: [Change] = []

    /// - Parameter connection: has the tables.
    /// - Throws: `SQLiteError`.
    init(
        _ connection: Connection, _ tables: [DiffTable: [String]], columns: [String],
        sides: (old: DiffSide, new: DiffSide)
    ) throws {
        self.sides = sides
        self.columns = columns
        func insertion(_ table: DiffTable) throws -> Statement? {
            guard let names = tables[table] else { return nil }
            let marks = names.map { _ in "?" }.joined(separator: ", ")
            return try connection.prepare("INSERT INTO temp.\(table.rawValue) VALUES (\(marks))")
        }
        changes = try insertion(.changes)
        annotationChanges = try insertion(.annotationChanges)
    }

    func add(_ change: Change) throws {
        if let changes { try insert(DiffTable.row(of: change), by: changes) }
        guard annotationChanges != nil, change.level == .annotation else { return }
        if let last = pending.last, !Self.isOneLabel(last, change) { try writePending() }
        pending.append(change)
    }

    func finish() throws { try writePending() }

    private static func isOneLabel(_ one: Change, _ other: Change) -> Bool {
        one.sampleUUID.map(ExactText.init) == other.sampleUUID.map(ExactText.init)
            && one.labelset.map(ExactText.init) == other.labelset.map(ExactText.init)
    }

    private func writePending() throws {
        guard let annotationChanges, let first = pending.first else { return }
        var old = try rows(sides.old, of: first, isThere: pending.contains { $0.fromPosition != nil })
        var new = try rows(sides.new, of: first, isThere: pending.contains { $0.toPosition != nil })
        let none = columns.map { _ in Value.null }
        for change in pending {
            func take(_ rows: inout AnnotationRows?, _ position: Int?) -> [Value] {
                position.flatMap { rows?.take(sensor: change.sensor, frame: change.frame, position: $0) }
                    ?? none
            }
            try insert(
                change.keys + [change.fieldList] + change.measures + take(&old, change.fromPosition)
                    + take(&new, change.toPosition), by: annotationChanges)
        }
        pending.removeAll(keepingCapacity: true)
    }

    private func rows(_ side: DiffSide, of change: Change, isThere: Bool) throws -> AnnotationRows? {
        guard isThere, let sample = change.sampleUUID, let labelset = change.labelset else { return nil }
        return try AnnotationRows(side, sample: sample, labelset: labelset, columns: columns)
    }

    private func insert(_ row: [Value], by statement: Statement) throws {
        try statement.bind(row)
        try statement.run()
    }
}

extension DiffTable {
    /// A change as a row of ``changes``.
    public static func row(of change: Change) -> [Value] {
        [.text(change.level.rawValue)] + change.keys + [change.fieldList]
            + [Value(change.from?.text), Value(change.to?.text)] + change.measures
    }
}

extension Change {
    /// What and where, in the order of ``DiffTable``.
    fileprivate var keys: [Value] {
        [
            .text(kind.rawValue), Value(sampleUUID), Value(sample), Value(labelset), Value(sensor),
            Value(frame.map(Int64.init)), Value(annotationID), Value(trackID), Value(category),
            Value(matchedBy?.rawValue), Value(score),
        ]
    }

    fileprivate var fieldList: Value {
        .text(JSONValue.array(fields.map { .string($0.path) }).text)
    }

    fileprivate var measures: [Value] {
        let geometry = fields.lazy.compactMap(\.geometry).first
        return [
            Value(geometry?.iou), Value(geometry?.centerShift), Value(geometry?.sizeRatio),
            Value(geometry?.angle),
        ]
    }
}
