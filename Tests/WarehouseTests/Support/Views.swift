import SQLite

@testable import Warehouse

/// What people see of a release: all rows of all views, but when and from where it was imported.
enum Views {
    static let names = [
        "releases", "labelsets", "categories", "attribute_definitions", "samples", "labels", "frames",
        "annotations", "tracks", "links", "category_counts",
    ]

    static func lines(of ref: String, in shelf: Shelf) throws -> [String] {
        try names.flatMap { view in
            let columns = try shelf.lines("SELECT name FROM pragma_table_info('\(view)')")
                .map { $0.filter { $0 != "'" } }
                .filter { !["imported_at", "source", "source_bytes"].contains($0) }
            let quoted = ref.replacing("'", with: "''")
            return try shelf.lines(
                "SELECT '\(view)', \(columns.joined(separator: ", ")) FROM \(view) WHERE ref = '\(quoted)'"
            ).sorted()
        }
    }

    /// The lines that only one of two readings has.
    static func difference(_ ones: [String], _ others: [String]) -> String {
        let missing = Set(ones).subtracting(others).sorted().prefix(4).map { "- \($0.prefix(400))" }
        let surplus = Set(others).subtracting(ones).sorted().prefix(4).map { "+ \($0.prefix(400))" }
        return (missing + surplus).joined(separator: "\n")
    }
}
