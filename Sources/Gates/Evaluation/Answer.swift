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
