import SQLite

/// SQLite's own check of pages, rows and indexes.
struct FileCheck: WarehouseCheck {
    let subject = CheckReport.Subject.file
    let isQuick: Bool

    func run(_ connection: Connection, _ findings: inout CheckFindings) throws -> Int {
        try connection.query(isQuick ? "PRAGMA quick_check" : "PRAGMA integrity_check") { row in
            let text = row.text(0)
            if text == "ok" { return }
            // SQLite gathers what it has to say of a tree in one row, a line each.
            for line in text.split(separator: "\n") where !line.hasPrefix("***") {
                findings.note(
                    CheckFinding(subject: subject, place: .init(), stored: .null, found: .text(String(line))))
            }
        }
        return try connection.first("PRAGMA page_count") { $0.int(0) } ?? 0
    }
}
