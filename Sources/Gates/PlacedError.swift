import Warehouse

/// What is wrong with a gate file or a rules file, and where.
public struct PlacedError: Error, Sendable, Hashable {
    public var place: TextPlace
    public var message: String
    /// What to do.
    public var hint: String?
    /// What to do, where callers do it in different ways.
    public var remedy: WarehouseError.Remedy?
    /// The nearest names or forms, where one was not known.
    public var candidates: [String]
    /// What the warehouse said, where a gate asks it for what it does not have or cannot do: a release to compare with,
    /// a query that SQLite does not take.
    public var cause: WarehouseError?

    public init(
        _ message: String, at place: TextPlace, hint: String? = nil, remedy: WarehouseError.Remedy? = nil,
        candidates: [String] = [], cause: WarehouseError? = nil
    ) {
        self.place = place
        self.message = message
        self.hint = hint
        self.remedy = remedy
        self.candidates = candidates
        self.cause = cause
    }

    init(_ cause: WarehouseError, at place: TextPlace) {
        self.init(
            cause.message, at: place, hint: cause.hint, remedy: cause.remedy, candidates: cause.candidates,
            cause: cause)
    }
}

extension PlacedError: CustomStringConvertible {
    public var description: String {
        var text = "\(place.line):\(place.column): \(message)"
        if !candidates.isEmpty { text += ": " + candidates.joined(separator: ", ") }
        if let advice = hint ?? remedy?.description { text += "\n  " + advice }
        return text
    }
}
