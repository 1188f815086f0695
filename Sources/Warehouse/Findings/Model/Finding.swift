import ReleaseFormat

/// Something in a release that breaks a rule.
public struct Finding: Sendable, Hashable {
    /// Where it is: as much of it as applies.
    public struct Place: Sendable, Hashable {
        public var labelset: String?
        public var sampleUUID: String?
        /// The sample's name.
        public var sample: String?
        /// nil outside multi-sensor data.
        public var sensor: String?
        /// From 0; nil for what is not of one frame.
        public var frame: Int?
        public var annotationID: Int64?
        public var trackID: Int64?
        public var categoryID: Int64?
        /// The category's name.
        public var category: String?

        public init() {}
    }

    /// The ``Rule/id``.
    public var rule: String
    /// The rule's, or what settings made of it.
    public var severity: Severity
    public var place: Place
    /// The key that it is about: `category_id`, `attributes.color`, `dimensions.x`.
    public var field: String?
    /// What there should be: a short text, as JSON where it is a value.
    public var expected: String?
    /// What there is, likewise.
    public var found: String?
    /// How often it happens at this place: in how many frames of a track, to how many annotations of a label. At least 1.
    public var count: Int
    /// Whether the finding is about several objects, and the place's frame, annotation and track are those of the first:
    /// an example, which is not part of the ``fingerprint``.
    public var isExample = false

    public init(
        rule: String, severity: Severity, place: Place, field: String? = nil, expected: String? = nil,
        found: String? = nil, count: Int = 1
    ) {
        self.rule = rule
        self.severity = severity
        self.place = place
        self.field = field
        self.expected = expected
        self.found = found
        self.count = count
    }
}
