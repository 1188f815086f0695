import SQLite

/// Counts again what releases count, from what their labels count.
struct ReleaseCheck: WarehouseCheck {
    let subject = CheckReport.Subject.releases

    func run(_ connection: Connection, _ note: (CheckFinding) throws -> Void) throws -> Int {
        var releases: [(id: Int64, ref: String)] = []
        try connection.query("SELECT id, ref FROM release ORDER BY id") {
            releases.append(($0.int64(at: 0), $0.text(1)))
        }
        for release in releases {
            for rollUp in RollUp.all {
                try rollUp.compare(release.id, connection) { difference in
                    try note(
                        CheckFinding(
                            subject: subject,
                            place: .init(
                                table: rollUp.table, column: difference.column, ref: release.ref,
                                labelset: difference.labelset, key: difference.key),
                            stored: difference.stored.map { Value($0) } ?? .null,
                            found: difference.found.map { Value($0) } ?? .null))
                }
            }
        }
        return releases.count
    }
}
