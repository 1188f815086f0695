import Warehouse

/// Findings in words.
struct FindingWording {
    var style = Style.plain

    /// Where it is, from the outside in: sample, labelset, sensor, frame, object.
    func place(_ place: Finding.Place) -> String {
        let parts = self.parts(place)
        return parts.isEmpty ? "the release" : parts.joined(separator: "  ")
    }

    /// The same in parts, fit for a terminal; none for the release as a whole.
    func parts(_ place: Finding.Place) -> [String] {
        var parts = [place.sample ?? place.sampleUUID, place.labelset, place.sensor]
        // The one frame of a still says nothing.
        let isOfSequence = place.trackID != nil || place.sensor != nil || place.frame ?? 0 > 0
        parts.append(isOfSequence ? place.frame.map { "frame \($0)" } : nil)
        parts.append(place.annotationID.map { "annotation \($0)" })
        parts.append(place.trackID.map { "track \($0)" })
        // The number of a category without a name is mostly what is wrong, and shown there.
        let isObject = place.annotationID != nil || place.trackID != nil
        parts.append(place.category ?? (isObject ? nil : place.categoryID.map { "category \($0)" }))
        return parts.compactMap { $0 }.map { SafeText.shown($0) }
    }

    /// What is wrong there: `category_id 17, expected 1 to 9 (12 times)`; empty where the rule says it all.
    func details(_ finding: Finding) -> String {
        var text: String
        if Self.phrased.contains(finding.rule) {
            text = [finding.found, finding.expected].compactMap { $0 }.map { cut($0) }.joined(separator: "; ")
        } else {
            text = [finding.field, finding.found].compactMap { $0 }.map { cut($0) }.joined(separator: " ")
            if let expected = finding.expected {
                text += (text.isEmpty ? "" : ", ") + "expected " + cut(expected)
            }
        }
        if finding.count > 1 {
            text += (text.isEmpty ? "" : " ") + "(\(NumberText.grouped(finding.count)) times)"
        }
        return text
    }

    /// Rules whose findings need no field.
    private static let phrased = Set(Rule.all.filter(\.findsPhrases).map(\.id))

    /// The whole, in a sentence of its own.
    func sentence(_ finding: Finding, _ rule: Rule?) -> String {
        let details = details(finding)
        let place = place(finding.place)
        return [place, rule?.summary ?? finding.rule, details].filter { !$0.isEmpty }.joined(separator: ": ")
    }

    /// `12 in 3 samples`, `12 (340 times) in 3 samples`
    func count(_ count: ValidationSummary.RuleCount) -> String {
        var text = NumberText.grouped(count.findings)
        if count.occurrences != count.findings { text += " (\(NumberText.grouped(count.occurrences)) times)" }
        if count.samples > 0 { text += " in \(NumberText.counted(count.samples, "sample"))" }
        return text
    }

    func severity(_ severity: Severity, _ text: String) -> String {
        switch severity {
        case .error: style.alarming(text)
        case .warning: style.cautious(text)
        case .info: style.muted(text)
        }
    }

    /// Values may be whole polygons.
    private func cut(_ text: String) -> String {
        DisplayWidth.truncated(SafeText.shown(text), to: 80, ellipsis: style.ellipsis)
    }
}
