import Warehouse

/// What a gate found.
struct Answer {
    var isGood: Bool
    var found: String
    var number: Figure?
    /// The release that it was compared with.
    var against: String?

    init(_ isGood: Bool, _ found: String, number: Figure? = nil, against: String? = nil) {
        self.isGood = isGood
        self.found = found
        self.number = number
        self.against = against
    }
}

/// Why a gate has no answer.
enum NoAnswer: Error {
    /// It asks for what the release does not say.
    case unanswered(String)
    /// There is nothing to compare with.
    case skipped(String)
}
