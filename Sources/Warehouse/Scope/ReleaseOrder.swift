/// The order of releases in a dataset's history: by the moment of creation, then by import.
///
/// This is the one order in time: whatever speaks of the newest release or of the one before follows it. A release
/// whose `created_at` is no date comes before all that have one.
struct ReleaseOrder: Comparable {
    private let createdAt: Instant?
    /// Ids grow with each import.
    private let id: Int64

    init(createdAt: String?, id: Int64) {
        self.createdAt = createdAt.flatMap { Instant($0) }
        self.id = id
    }

    static func < (one: ReleaseOrder, other: ReleaseOrder) -> Bool {
        switch (one.createdAt, other.createdAt) {
        case (nil, nil): one.id < other.id
        case (nil, .some): true
        case (.some, nil): false
        case (let first?, let second?): (first, one.id) < (second, other.id)
        }
    }
}
