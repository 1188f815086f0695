/// A table that a diff can be queried by: see ``Warehouse/materializeDiff(from:to:options:tables:)``.
public enum DiffTable: String, Sendable, Hashable, CaseIterable {
    /// Every change, of all levels.
    case changes
    /// Every annotation that changed, came or went, with the columns of both sides.
    case annotationChanges = "annotation_changes"

    /// The tables that a query may speak of: those whose name is in it.
    ///
    /// SQL sees one spelling of a name whatever its case, so none is missed.
    public static func named(in sql: String) -> Set<DiffTable> {
        let sql = sql.lowercased()
        return Set(allCases.filter { sql.contains($0.rawValue) })
    }

    /// The table and its columns, as ``Warehouse/views`` describes views.
    public var layout: ViewDescription {
        switch self {
        case .changes:
            ViewDescription(
                name: rawValue, summary: "One row per change between two releases, at every level.",
                columns: Self.column(
                    "level",
                    "release, category, attribute_definition, labelset, sample, label, annotation or link")
                    + Self.changeColumns + Self.contentColumns + Self.geometryColumns)
        case .annotationChanges:
            ViewDescription(
                name: rawValue,
                summary:
                    "One row per annotation that was added, removed or modified, with its columns on both sides.",
                columns: Self.changeColumns + Self.fieldColumns + Self.geometryColumns
                    + Self.sideColumns)
        }
    }

    // MARK: Columns

    private static func column(_ name: String, _ description: String) -> [ColumnDescription] {
        [ColumnDescription(name: name, description: description)]
    }

    private static let changeColumns = [
        ("change", "added, removed, modified, renamed or renumbered"),
        ("sample_uuid", "the sample's uuid"),
        ("sample", "the sample's name after the change, or before it if it was removed"),
        ("labelset", "the labelset's name"),
        ("sensor", "the sensor's name; NULL outside multi-sensor data"),
        ("frame", "number of the frame, from 0; NULL for changes outside a single frame"),
        ("annotation_id", "the annotation's id after the change, or before it if it was removed"),
        ("track_id", "the same object along a sequence, likewise"),
        ("category", "the category's name, or its id if it has none, likewise"),
        ("matched_by", "how an annotation was matched: track_id, id or geometry"),
        ("score", "similarity of a match by geometry, from 0 to 1"),
    ].map(ColumnDescription.init)

    private static let fieldColumns = column("fields", "JSON: a list of the names of what changed")

    private static let contentColumns =
        fieldColumns
        + [
            ("from_json", "JSON: the old values: all of them when removed, else of the fields that changed"),
            ("to_json", "JSON: the new values: all of them when added, else of the fields that changed"),
        ].map(ColumnDescription.init)

    private static let geometryColumns = [
        ("iou", "overlap of the two shapes: intersection over union, from 0 to 1"),
        ("center_shift", "how far the center moved, px or m"),
        ("size_ratio", "size after ÷ size before: of areas, lengths or volumes"),
        ("angle", "how far a cuboid was turned, from 0 to pi"),
    ].map(ColumnDescription.init)

    /// Columns of the view `annotations` that are the same on both sides, or none of an annotation.
    private static let sharedColumns: Set = [
        "ref", "dataset", "release", "labelset", "sample_uuid", "sample", "sensor", "frame",
    ]

    /// The columns of the view `annotations` that each side has.
    static let ownColumns: [ColumnDescription] =
        (Warehouse.views.first { $0.name == "annotations" }?.columns ?? [])
        .filter { !sharedColumns.contains($0.name) }

    private static var sideColumns: [ColumnDescription] {
        [("from_", "before"), ("to_", "after")].flatMap { prefix, word in
            ownColumns.map { column in
                var column = column.described(as: word)
                column.name = prefix + column.name
                return column
            }
        }
    }
}

extension ColumnDescription {
    fileprivate init(_ column: (String, String)) { self.init(name: column.0, description: column.1) }
}
