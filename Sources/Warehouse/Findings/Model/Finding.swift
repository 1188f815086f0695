import ReleaseFormat

/// Something in a release that breaks a rule.
public struct Finding: Sendable, Hashable {
    /// The location of a finding: what applies.
    public struct Place: Sendable, Hashable {
        public var labelset: String?
        public var sampleUUID: String?
        /// The sample's name.
        public var sample: String?
        /// nil outside multi-sensor data.
        public var sensor: String?
        /// From 0; nil for what does not belong to one frame.
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
    /// The rule's own, unless settings change it.
    public var severity: Severity
    public var place: Place
    /// The key that it is about: `category_id`, `attributes.color`, `dimensions.x`.
    public var field: String?
    /// What was expected: a short text, as JSON if it is a value.
    public var expected: String?
    /// What was found, likewise.
    public var found: String?
    /// How often it occurs there: in how many frames of a track, on how many annotations of a label. At least 1.
    public var count: Int
    /// Whether the finding is about several objects; then frame, annotation and track in `place` are those of the
    /// first: an example, which is not part of the ``fingerprint``.
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

extension Finding {
    /// Identifies this finding among others, in 16 hexadecimal digits.
    ///
    /// The same finding has the same fingerprint in another release and in another warehouse: it is a digest of the
    /// rule, the location without the names of the sample and the category, and the field; what was found, how often
    /// and how severe it is do not matter, nor does an example (``isExample``).
    ///
    /// It is computed on each access.
    public var fingerprint: String { Self.text(ofFingerprint: fingerprintNumber) }

    static func text(ofFingerprint number: UInt64) -> String {
        let text = String(number, radix: 16)
        return String(repeating: "0", count: 16 - text.utf8.count) + text
    }

    /// The fingerprint as a number.
    package var fingerprintNumber: UInt64 {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(128)
        func add(_ text: String?) {
            guard let text else { return bytes.append(0) }
            bytes.append(1)
            // The length first, so that no two lists of parts read alike.
            withUnsafeBytes(of: UInt32(truncatingIfNeeded: text.utf8.count).littleEndian) { bytes += $0 }
            bytes += text.utf8
        }
        func add(_ number: Int64?) {
            guard let number else { return bytes.append(0) }
            bytes.append(1)
            withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
        }
        add(rule)
        add(place.labelset)
        add(place.sampleUUID)
        add(place.sensor)
        add(isExample ? nil : place.frame.map(Int64.init))
        add(isExample ? nil : place.annotationID)
        add(isExample ? nil : place.trackID)
        add(place.categoryID)
        add(field)
        return bytes.withUnsafeBytes { UInt64(bigEndian: Digest.of($0).words.0) }
    }
}
