/// What is wrong with a YAML text, or with what it says.
public struct YAMLError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, without the place.
    public var message: String
    public var place: YAMLPlace

    public init(_ message: String, at place: YAMLPlace) {
        self.message = message
        self.place = place
    }

    /// `line:column: message`.
    public var description: String { "\(place): \(message)" }
}
