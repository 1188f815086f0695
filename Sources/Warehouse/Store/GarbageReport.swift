/// What was found that no release uses, and what became of it.
public struct GarbageReport: Sendable, Hashable {
    public var path: String
    /// Whether it was only counted.
    public var isDryRun: Bool
    /// The tables in which there was any, in the order in which they were gone through.
    public var tables: [Table]
    /// What the warehouse takes on the disk: the file and its log.
    public var bytesBefore: Int
    public var bytesAfter: Int
    /// Free room in the file; the next imports use it.
    public var freeBytes: Int
    /// Whether the file was rewritten without free room.
    public var isCompacted: Bool
    public var seconds: Double

    public var rows: Int { tables.reduce(0) { $0 + $1.rows } }

    public struct Table: Sendable, Hashable {
        public var table: String
        public var rows: Int

        public init(table: String, rows: Int) {
            self.table = table
            self.rows = rows
        }
    }

    public init(
        path: String, isDryRun: Bool, tables: [Table], bytesBefore: Int, bytesAfter: Int, freeBytes: Int,
        isCompacted: Bool, seconds: Double
    ) {
        self.path = path
        self.isDryRun = isDryRun
        self.tables = tables
        self.bytesBefore = bytesBefore
        self.bytesAfter = bytesAfter
        self.freeBytes = freeBytes
        self.isCompacted = isCompacted
        self.seconds = seconds
    }
}

/// What is to be done about garbage.
public struct GarbageOptions: Sendable, Hashable {
    /// When the file is rewritten, to give its free room back to the disk.
    ///
    /// That takes about the warehouse's size twice for a while: in the temporary folder, and in its log.
    public enum Compaction: Sendable, Hashable {
        case never
        /// Where a tenth of the file is free.
        case whereWorthwhile
        case always
    }

    public var compaction = Compaction.whereWorthwhile
    /// Only counts; a warehouse that was opened for reading will do.
    public var dryRun = false

    public init() {}
}
