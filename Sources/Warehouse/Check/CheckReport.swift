import SQLite

/// The result of a check: what was checked, and its findings.
public struct CheckReport: Sendable, Hashable {
    public var path: String
    public var parts: [Part]
    /// In the order of the parts; at most ``mostFindings`` of each.
    public var findings: [CheckFinding]
    /// Rows that no release uses. They are no damage: ``Warehouse/collectGarbage(options:cancellation:)`` deletes them.
    public var garbage: [GarbageReport.Table] = []

    /// The most findings of a part that are reported one by one.
    public static let mostFindings = 1000

    public var isSound: Bool { parts.allSatisfy { $0.findings == 0 } }

    /// One of the parts that are checked.
    public enum Subject: String, Sendable, Hashable, CaseIterable {
        /// The database file itself, by SQLite's own check; counted in pages.
        case file
        /// Tables, views and indexes, against those of a new warehouse; counted one by one.
        case schema
        /// Rows that point to rows of other tables; counted in foreign keys.
        case references
        /// The content of labels, their digests and counts, against their frames, annotations and so on, written out
        /// and read again; counted in labels. Not of a quick check.
        case labels
        /// The content of samples, with and without their labels, likewise; counted in their states. Not in a quick
        /// check.
        case samples
        /// The lists, headers and counts of releases, against their samples and labels; counted in releases.
        case releases
    }

    public struct Part: Sendable, Hashable {
        public var subject: Subject
        /// How many things were checked.
        public var count: Int
        public var seconds: Double
        public var findings: Int
    }
}

/// Something that is not as it should be.
public struct CheckFinding: Sendable, Hashable {
    public var subject: CheckReport.Subject
    public var place: Place
    /// What is stored there: a count, a digest in hexadecimal, a value; for a reference the table that it points to;
    /// NULL where there is no row.
    public var stored: Value
    /// What should be stored; NULL if there should be no row, or nothing was found. For a damaged file it is what
    /// SQLite says.
    public var found: Value
    /// How many rows it is about, if rows have no id that would identify them.
    public var count = 1

    /// The location in the warehouse, as far as it is known.
    public struct Place: Sendable, Hashable {
        public var table: String?
        public var column: String?
        /// The row's id, in a table that has one.
        public var row: Int64?
        /// The release, or one of those that contain it.
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

/// The findings of one part: those that are reported, and the number of all.
struct CheckFindings: Sendable {
    private(set) var reported: [CheckFinding] = []
    private(set) var total = 0

    mutating func note(_ finding: CheckFinding) {
        total += 1
        if reported.count < CheckReport.mostFindings { reported.append(finding) }
    }

    mutating func add(_ other: CheckFindings) {
        let room = CheckReport.mostFindings - reported.count
        reported += other.reported.prefix(room)
        total += other.total
    }

    /// Completes the locations of those that are reported.
    mutating func locate(_ complete: ([CheckFinding]) throws -> [CheckFinding]) rethrows {
        if !reported.isEmpty { reported = try complete(reported) }
    }
}
