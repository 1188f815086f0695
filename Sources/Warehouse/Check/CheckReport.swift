/// What a check of a warehouse looked at, and what it found wrong.
public struct CheckReport: Sendable, Hashable {
    public var path: String
    public var parts: [Part]
    /// In the order of the parts; at most ``mostFindings`` of each.
    public var findings: [CheckFinding]

    /// The most findings of a part that are told one by one.
    public static let mostFindings = 1000

    public var isSound: Bool { parts.allSatisfy { $0.findings == 0 } }

    /// One of the things that are looked at.
    public enum Subject: String, Sendable, Hashable, CaseIterable {
        /// The database file itself, by SQLite's own check; counted in pages.
        case file
        /// Rows that point to rows of other tables; counted in foreign keys.
        case references
        /// What labels count, against their frames and annotations; counted in labels.
        case labels
        /// What releases count, against their samples and labels; counted in releases.
        case releases
    }

    public struct Part: Sendable, Hashable {
        public var subject: Subject
        /// How many things were looked at.
        public var count: Int
        public var seconds: Double
        public var findings: Int
    }
}

/// Something that is not as it should be.
public struct CheckFinding: Sendable, Hashable {
    public var subject: CheckReport.Subject
    public var place: Place
    /// What the place holds: a count, or for a reference the table that it points into; NULL where there is no row.
    public var stored: Value
    /// What it should hold by what was counted; NULL where there should be no row, or nothing was found. For a damaged
    /// file it is what SQLite says.
    public var found: Value
    /// How many rows of the place are so, where rows have no id that would tell them apart.
    public var count = 1

    /// Where in the warehouse it is, as far as that is known.
    public struct Place: Sendable, Hashable {
        public var table: String?
        public var column: String?
        /// The row's id, in a table that has one.
        public var row: Int64?
        /// The release, or one of those that hold it.
        public var ref: String?
        public var labelset: String?
        public var sampleUUID: String?
        /// What is counted by: a status, a type, a category's id.
        public var key: String?
    }
}
