/// The result of an import, or of a dry run.
public struct ImportReport: Sendable, Hashable {
    public enum Status: String, Sendable {
        /// The release is new.
        case imported
        /// The warehouse has the very same release: nothing was written.
        case unchanged
        /// A release of the same name and another content gave way.
        case replaced
    }

    /// How many things of a kind the release has, and how many of them the warehouse did not have.
    public struct Counts: Sendable, Hashable {
        public var total: Int
        public var new: Int
        public var reused: Int

        public init(total: Int, new: Int, reused: Int) {
            self.total = total
            self.new = new
            self.reused = reused
        }
    }

    public var ref: String
    public var status: Status
    public var samples: Counts
    /// Labels that are not null.
    public var labels: Counts
    public var nullLabels: Int
    public var annotations: Counts
    public var warnings: [String]
    /// The size of the source, as it is stored.
    public var bytes: Int
    public var seconds: Double
    public var source: String

    public init(
        ref: String, status: Status, samples: Counts, labels: Counts, nullLabels: Int, annotations: Counts,
        warnings: [String], bytes: Int, seconds: Double, source: String
    ) {
        self.ref = ref
        self.status = status
        self.samples = samples
        self.labels = labels
        self.nullLabels = nullLabels
        self.annotations = annotations
        self.warnings = warnings
        self.bytes = bytes
        self.seconds = seconds
        self.source = source
    }
}

/// The progress of an import.
public struct ImportProgress: Sendable, Hashable {
    /// Bytes of the source that were read, as it is stored: compressed ones of a compressed file.
    public var bytesConsumed: Int
    /// The size of the source; nil for a pipe.
    public var bytesTotal: Int?
    public var samples: Int
    /// Annotations that were decoded: those of samples already known are not.
    public var annotations: Int

    public init(bytesConsumed: Int, bytesTotal: Int?, samples: Int, annotations: Int) {
        self.bytesConsumed = bytesConsumed
        self.bytesTotal = bytesTotal
        self.samples = samples
        self.annotations = annotations
    }
}
