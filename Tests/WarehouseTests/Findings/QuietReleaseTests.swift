import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

/// What the rules on attributes and tracks say of the releases among the fixtures, none of which was made to break them.
@Suite struct QuietReleaseTests {
    @Test func `releases as they are exported break nothing`() throws {
        for name in [
            "street-scenes-v1", "street-scenes-v2", "street-scenes-v3", "segmentation-bitmap", "bboxes",
        ] {
            #expect(try lines(name) == [], "\(name)")
        }
    }

    private func lines(_ name: String) throws -> [String] {
        let document = try JSONValue(text: Repository.text(of: "Fixtures/releases/\(name).json"))
        return try Shelf().findings(in: document)
            .filter { $0.rule.hasPrefix("attributes.") || $0.rule.hasPrefix("track.") }
            .map { "\($0.severity) \($0.rule) \(RuleCase.line(of: $0)) \(RuleCase.values(of: $0))" }
    }
}
