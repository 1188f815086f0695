/// The statuses of labels.
package enum LabelStatus {
    /// The nine statuses of the platform, in the order of its work.
    package static let platform = [
        "UNLABELED", "PRELABELED", "LABELING_IN_PROGRESS", "LABELED", "REVIEWING_IN_PROGRESS", "REVIEWED",
        "REJECTED", "SKIPPED", "VERIFIED",
    ]

    /// What a null or missing label passes filters and the platform's searches as.
    static let unlabeled = "UNLABELED"

    /// What is shown in place of the status of a null or missing label, and a filter that keeps only those: a label that
    /// says `UNLABELED` is another thing.
    static let noLabel = "no label"

    /// Whether two statuses are the same: byte for byte, but for the case of ASCII letters, as SQLite's NOCASE has it.
    static func areSame(_ one: String, _ other: String) -> Bool {
        one.utf8.count == other.utf8.count
            && zip(one.utf8, other.utf8).allSatisfy { folded($0) == folded($1) }
    }

    private static func folded(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) ? byte & 0xDF : byte
    }
}

/// Which labels a filter on statuses keeps.
struct StatusFilter: Sendable {
    private let statuses: [String]

    /// - Parameter statuses: empty for all.
    init(_ statuses: some Sequence<String>) {
        self.statuses = Array(statuses)
    }

    var keepsAll: Bool { statuses.isEmpty }

    /// - Parameter status: nil for a label without one, which passes only if there is no filter.
    func keeps(_ status: String?) -> Bool {
        guard !keepsAll else { return true }
        guard let status else { return false }
        return statuses.contains { LabelStatus.areSame($0, status) }
    }

    /// Whether null and missing labels are kept.
    var keepsNoLabel: Bool { keeps(LabelStatus.unlabeled) || keeps(LabelStatus.noLabel) }
}
