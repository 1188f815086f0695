/// What is wrong with an attribute.
struct AttributeFault: Hashable, Sendable {
    enum Kind: Int, CaseIterable, Sendable {
        /// The attributes are no object.
        case malformed
        /// The attributes are an empty list.
        case emptyList
        /// Nothing defines it.
        case undefined
        /// It must have a value and has none.
        case missing
        /// It is set where its sensors are not.
        case sensor
        /// The value is of the wrong kind.
        case kind
        /// The value can be read, but is stored as the wrong type.
        case spelling
        /// The value is not one of those to choose from.
        case choice
        /// The number is out of bounds.
        case range
        /// The number is none of those that steps lead to.
        case step
    }

    var kind: Kind
    /// The attribute's name; nil for what is wrong with all of them.
    var name: String?
    var expected: String?
    var found: String?
}
