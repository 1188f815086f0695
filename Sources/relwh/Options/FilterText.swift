/// What filters leave, in words, beside figures that are not of the whole release.
struct FilterText {
    private var parts: [String] = []

    /// `only labelset ground-truth, status LABELED or REVIEWED`; nil where nothing is filtered.
    var line: String? { parts.isEmpty ? nil : "only " + parts.joined(separator: ", ") }

    mutating func add(_ name: String, _ values: [String]) {
        guard !values.isEmpty else { return }
        parts.append("\(name) \(values.map { SafeText.shown($0) }.joined(separator: " or "))")
    }
}
