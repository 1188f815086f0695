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
            let stored = try RollUp.stored(of: release.id, connection)
            let counted = try RollUp.counted(of: release.id, connection)
            if stored == counted { continue }
            for rollUp in RollUp.all {
                try rollUp.compare(stored[rollUp.table] ?? [:], with: counted[rollUp.table] ?? [:]) {
                    try note(finding($0, rollUp.table, release.ref))
                }
            }
        }
        return releases.count
    }

    private func finding(_ difference: RollUp.Difference, _ table: String, _ ref: String) -> CheckFinding {
        CheckFinding(
            subject: subject,
            place: .init(
                table: table, column: difference.column, ref: ref, labelset: difference.row.labelset?.text,
                key: difference.row.key?.text),
            stored: difference.stored.map { Value($0) } ?? .null,
            found: difference.found.map { Value($0) } ?? .null)
    }
}
