/// What became of one sample over the releases of its dataset.
public struct SampleHistory: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// It is there for the first time.
        case added
        case modified
        /// It was in the release before.
        case removed
        /// It is there again.
        case returned
        /// It is there, and nothing of it changed but noise.
        case unchanged
        /// It is not there, and was not in the release before.
        case absent
    }

    /// What is known of a label without opening it.
    public struct Label: Sendable, Hashable {
        public var labelset: String
        public var status: String?
        public var annotations: Int

        public init(labelset: String, status: String?, annotations: Int) {
            self.labelset = labelset
            self.status = status
            self.annotations = annotations
        }
    }

    /// The sample in one release.
    public struct Entry: Sendable, Hashable {
        public var release: ReleaseSummary
        public var kind: Kind
        /// The release that `changes` compares with: the last one before with the sample; nil if there is none.
        public var previous: String?
        /// As of a diff between `previous` and this release, of this sample only. Where the sample is there for the first
        /// time, that it was added; nothing for `unchanged` and `absent`.
        public var changes: [Change]
        /// Its labels that are not null, of the labelsets asked for.
        public var labels: [Label]

        public init(
            release: ReleaseSummary, kind: Kind, previous: String?, changes: [Change], labels: [Label]
        ) {
            self.release = release
            self.kind = kind
            self.previous = previous
            self.changes = changes
            self.labels = labels
        }
    }

    public var sampleUUID: String
    /// Its latest name.
    public var sample: String?
    public var dataset: String
    /// One for each release of the dataset, oldest first.
    public var entries: [Entry]

    public init(sampleUUID: String, sample: String?, dataset: String, entries: [Entry]) {
        self.sampleUUID = sampleUUID
        self.sample = sample
        self.dataset = dataset
        self.entries = entries
    }
}

/// Which part of a sample's history is listed.
public struct SampleHistoryOptions: Sendable {
    /// `owner/name`, or `name` alone; nil for the only one with the sample.
    public var dataset: String?
    /// The last release to list, by its full reference; nil for the dataset's latest.
    public var until: String?
    /// Only this track: entries are about the track then, not about the sample.
    public var track: Int64?
    /// How samples are compared; `labelsets` narrows what is listed.
    public var diff = DiffOptions()

    public init() {}
}
