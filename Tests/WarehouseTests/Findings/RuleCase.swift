import ReleaseFormat
import Testing

@testable import Warehouse

/// What breaks a rule, and what does not quite.
///
/// Every rule of `Rule.all` has at least one case: `RuleTests` asks for it, and holds each case against its rule alone.
/// Cases stand in a file a group: `CoreRuleCases.swift`, …
struct RuleCase: Sendable, CustomTestStringConvertible {
    var rule: String
    /// A release file.
    var breaking: JSONValue
    /// One that differs in as little as may be, and does not break the rule.
    var nearly: JSONValue
    /// The findings of `breaking`, as ``line(of:)`` writes them, in order.
    var places: [String]
    /// What of the findings' `expected` and `found` matters: a line `expected | found` for each; nil when nothing does.
    var values: [String]?

    init(
        _ rule: String, breaking: JSONValue, nearly: JSONValue, places: [String], values: [String]? = nil
    ) {
        self.rule = rule
        self.breaking = breaking
        self.nearly = nearly
        self.places = places
        self.values = values
    }

    var testDescription: String { "\(rule) \(places)" }

    static let all = core + attributes + geometry + tracks + platform

    /// Where a finding is, what it is about, and how often: `u1 ground-truth camera @0 #7 track 3 category 2 type x4`.
    /// What does not apply is left out.
    static func line(of finding: Finding) -> String {
        let place = finding.place
        var parts = [place.sampleUUID, place.labelset, place.sensor].compactMap { $0 }
        if let frame = place.frame { parts.append("@\(frame)") }
        if let id = place.annotationID { parts.append("#\(id)") }
        if let id = place.trackID { parts.append("track \(id)") }
        if let id = place.categoryID { parts.append("category \(id)") }
        if let field = finding.field { parts.append(field) }
        if finding.count != 1 { parts.append("x\(finding.count)") }
        return parts.joined(separator: " ")
    }

    static func values(of finding: Finding) -> String {
        "\(finding.expected ?? "") | \(finding.found ?? "")"
    }
}

extension Shelf {
    /// The findings of one rule, or of all, in a release that is put into the warehouse.
    func findings(
        of rule: String? = nil, in document: JSONValue, settings: RuleSettings = RuleSettings()
    ) throws -> [Finding] {
        var options = ValidationOptions()
        if let rule { options.rules = try RuleSelection([rule]) }
        options.settings = settings
        var found: [Finding] = []
        let ref = try load(document).ref
        let summary = try warehouse.validate(ref, options: options) { found.append($0) }
        #expect(summary.counts.reduce(0) { $0 + $1.findings } == found.count)
        return found
    }
}
