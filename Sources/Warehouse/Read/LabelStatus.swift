/// The statuses of labels, as the platform spells them.
enum LabelStatus {
    /// The nine of the platform, in the order of its work.
    static let platform = [
        unlabeled, "PRELABELED", "LABELING_IN_PROGRESS", "LABELED", "REVIEWING_IN_PROGRESS", "REVIEWED",
        "REJECTED", "SKIPPED", "VERIFIED",
    ]

    /// What a null or missing label counts as where statuses are asked for.
    static let unlabeled = "UNLABELED"
}
