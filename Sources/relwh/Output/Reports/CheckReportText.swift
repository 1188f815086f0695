import Warehouse

extension CheckReport {
    private var total: Int { parts.reduce(0) { $0 + $1.findings } }

    /// `relwh.check/1`.
    var document: JSONDocument {
        JSONDocument(
            thing: "check",
            members: [
                ("ok", .bool(isSound)),
                ("path", .string(path)),
                (
                    "checked",
                    .members(
                        parts.map { part in
                            (
                                part.subject.rawValue,
                                .members([
                                    ("count", .count(part.count)), ("findings", .count(part.findings)),
                                    ("seconds", .real((part.seconds * 1e6).rounded() / 1e6)),
                                ])
                            )
                        })
                ),
                ("findings", .array(findings.map { .members($0.members) })),
                ("garbage", .members(garbage.map { ($0.table, .count($0.rows)) })),
            ])
    }

    func write(to facts: inout Facts) throws {
        try facts.write(
            [
                .init(title: "checked"), .init(title: "", isNumeric: true), .init(title: ""),
                .init(title: "time", isNumeric: true), .init(title: "findings", isNumeric: true),
            ],
            rows: parts.map {
                [
                    $0.subject.rawValue, NumberText.grouped($0.count), $0.subject.unit,
                    NumberText.seconds($0.seconds), NumberText.grouped($0.findings),
                ]
            })
        let spoken = shown.filter { $0.place.table == nil }
        try facts.write([.init(title: "file")], rows: spoken.map { [SafeText.shown($0.found.text)] })
        try facts.write(
            [
                .init(title: "place"), .init(title: "of"), .init(title: "stored", isNumeric: true),
                .init(title: "found", isNumeric: true),
            ],
            rows: shown.filter { $0.place.table != nil }.map {
                [
                    $0.place.name,
                    SafeText.shown($0.scope), SafeText.shown($0.stored.text.shortened),
                    SafeText.shown($0.found.text.shortened),
                ]
            })
        if shown.count < total {
            try facts.write([("…", "and \(NumberText.counted(total - shown.count, "more finding"))")])
        }
    }

    /// A screen of findings: the first of each part.
    private var shown: [CheckFinding] {
        CheckReport.Subject.allCases.flatMap { subject in
            findings.filter { $0.subject == subject }.prefix(12)
        }
    }

    /// What is worth saying of a warehouse that is sound: what could be deleted.
    var garbageNote: String? {
        guard !garbage.isEmpty else { return nil }
        let rows = garbage.reduce(0) { $0 + $1.rows }
        let tables = garbage.map(\.table).joined(separator: ", ")
        return "\(NumberText.counted(rows, "row")) that no release uses (\(tables)): relwh gc deletes them"
    }

    /// What a command ends with that has found something: what it is, and what to do.
    var failure: Failure? {
        guard !isSound else { return nil }
        var hints: [String] = []
        let subjects = Set(findings.map(\.subject))
        if shown.count < total {
            hints.append(
                "The first findings of each part are shown; --json shows up to \(CheckReport.mostFindings).")
        }
        // Where a label's counts are wrong, they may be right, and its annotations gone.
        if subjects == [.releases] {
            hints.append(
                "The content of the samples is not affected: export the releases (relwh export REF -o FILE), and "
                    + "import the files into a new warehouse.")
        } else if subjects == [.schema] {
            hints.append(
                "The schema is not what this version writes. If only views differ, relwh migrate replaces them; "
                    + "otherwise restore a backup, or export the releases (relwh export REF -o FILE) and import "
                    + "them into a new warehouse.")
        } else {
            hints.append(
                "The file is damaged: restore a backup, or import its releases into a new warehouse; releases without "
                    + "findings can be exported first (relwh export REF -o FILE).")
        }
        return Failure(.unusable, "\(path): \(NumberText.counted(total, "finding"))", hints: hints)
    }
}

extension String {
    /// Only as much of a long value as distinguishes it.
    fileprivate var shortened: String { count <= 40 ? self : prefix(39) + "…" }
}

extension CheckReport.Subject {
    fileprivate var unit: String {
        switch self {
        case .file: "pages"
        case .schema: "tables, views, indexes"
        case .references: "foreign keys"
        case .labels: "labels"
        case .samples: "states"
        case .releases: "releases"
        }
    }
}

extension CheckFinding {
    fileprivate var members: [(String, DocumentValue)] {
        [
            ("subject", .string(subject.rawValue)),
            ("table", .optional(place.table)),
            ("column", .optional(place.column)),
            ("row", .optional(place.row)),
            ("ref", .optional(place.ref)),
            ("labelset", .optional(place.labelset)),
            ("sample_uuid", .optional(place.sampleUUID)),
            ("key", .optional(place.key)),
            ("count", .count(count)),
            ("stored", stored.document),
            ("found", found.document),
        ]
    }
}

extension CheckFinding {
    /// The release, the labelset, the sample and the key, as far as there are any.
    fileprivate var scope: String {
        let parts = [
            place.ref, place.labelset, place.sampleUUID, place.row.map { "row \($0)" }, place.key,
            count > 1 ? NumberText.counted(count, "row") : nil,
        ]
        return parts.compactMap { $0 }.joined(separator: "  ")
    }
}

extension CheckFinding.Place {
    /// `table.column`, or the table alone.
    fileprivate var name: String? {
        table.map { table in column.map { "\(table).\($0)" } ?? table }
    }
}

extension Value {
    fileprivate var document: DocumentValue {
        switch self {
        case .null: .null
        case .integer(let number): .integer(number)
        case .real(let number): .real(number)
        case .text(let text): .string(text)
        case .blob(let bytes): .string(Base64.text(bytes))
        }
    }

    fileprivate var text: String {
        switch self {
        case .null: "nothing"
        case .integer(let number): NumberText.grouped(Int(number))
        case .real(let number): RealText.of(number)
        case .text(let text): text
        case .blob(let bytes): Base64.text(bytes)
        }
    }
}
