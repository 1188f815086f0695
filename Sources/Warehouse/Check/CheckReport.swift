import SQLite

/// What a check of a warehouse looked at, and what it found wrong.
public struct CheckReport: Sendable, Hashable {
    public var path: String
    public var parts: [Part]
    /// In the order of the parts; at most ``mostFindings`` of each.
    public var findings: [CheckFinding]
    /// Rows that no release uses. They are no damage: ``Warehouse/collectGarbage(options:cancellation:)`` deletes them.
    public var garbage: [GarbageReport.Table] = []

    /// The most findings of a part that are told one by one.
    public static let mostFindings = 1000

    public var isSound: Bool { parts.allSatisfy { $0.findings == 0 } }

    /// One of the things that are looked at.
    public enum Subject: String, Sendable, Hashable, CaseIterable {
        /// The database file itself, by SQLite's own check; counted in pages.
        case file
        /// Tables, views and indexes, against those of a new warehouse; counted one by one.
        case schema
        /// Rows that point to rows of other tables; counted in foreign keys.
        case references
        /// What labels hold, their digests and counts, against their frames, annotations and so on, written out and
        /// read again; counted in labels. Not of a quick check.
        case labels
        /// What samples hold, with and without their labels, likewise; counted in their states. Not of a quick check.
        case samples
        /// What releases list, say and count, against their samples and labels; counted in releases.
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
    /// What the place holds: a count, a digest in hexadecimal, a value; for a reference the table that it points into;
    /// NULL where there is no row.
    public var stored: Value
    /// What it should hold; NULL where there should be no row, or nothing was found. For a damaged file it is what
    /// SQLite says.
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
        /// What is counted by: a status, a type, a category's id; the name of a part of the schema.
        public var key: String?
        /// The label that it belongs to, by which the sample is looked up.
        var label: Int64?

        public init(
            table: String? = nil, column: String? = nil, row: Int64? = nil, ref: String? = nil,
            labelset: String? = nil, sampleUUID: String? = nil, key: String? = nil
        ) {
            self.table = table
            self.column = column
            self.row = row
            self.ref = ref
            self.labelset = labelset
            self.sampleUUID = sampleUUID
            self.key = key
        }
    }
}

/// The findings of one part: as many as are told, and how many there are.
struct CheckFindings: Sendable {
    private(set) var told: [CheckFinding] = []
    private(set) var total = 0

    mutating func note(_ finding: CheckFinding) {
        total += 1
        if told.count < CheckReport.mostFindings { told.append(finding) }
    }

    mutating func add(_ other: CheckFindings) {
        let room = CheckReport.mostFindings - told.count
        told += other.told.prefix(room)
        total += other.total
    }

    /// Completes the places of those that are told.
    mutating func locate(_ complete: ([CheckFinding]) throws -> [CheckFinding]) rethrows {
        if !told.isEmpty { told = try complete(told) }
    }
}
