/// A release in a dataset's history, and what it changed.
public struct LogEntry: Sendable, Hashable {
    public var release: ReleaseSummary
    /// The reference of the release before it in its dataset; nil for the first.
    public var previous: String?
    /// What is not as it was in the release before; nil for the first.
    public var changes: Changes?

    /// What is different between two releases, in counts.
    public struct Changes: Sendable, Hashable {
        public var samples: Samples
        /// In all labelsets.
        public var labels: Labels
        /// Each labelset of either release: those of the newer in its order, then those that are gone.
        public var labelsets: [Labelset]
        public var annotations: Annotations
        public var categories: CategoryChanges
    }

    public struct Samples: Sendable, Hashable {
        public var added = 0
        public var removed = 0
        /// On both sides, with other content of their own: labels do not count.
        public var modified = 0
    }

    /// Labels that are not null. A sample that comes or goes brings its labels along.
    public struct Labels: Sendable, Hashable {
        public var added = 0
        public var removed = 0
        /// On both sides and not equal, annotations included.
        public var modified = 0
        /// Those of the modified whose status is another.
        public var statusChanged = 0

        static func + (one: Labels, other: Labels) -> Labels {
            Labels(
                added: one.added + other.added, removed: one.removed + other.removed,
                modified: one.modified + other.modified,
                statusChanged: one.statusChanged + other.statusChanged)
        }
    }

    public struct Labelset: Sendable, Hashable {
        public var labelset: String
        public var labels: Labels
        public var annotations: Annotations
    }

    /// How many annotations there were, and how many there are.
    public struct Annotations: Sendable, Hashable {
        public var before: Int
        public var after: Int

        public var delta: Int { after - before }
    }
}
