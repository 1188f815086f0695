import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

/// What the rules on attributes and tracks say of the releases among the fixtures, none of which was made to break them.
@Suite struct QuietReleaseTests {
    @Test(arguments: [
        "street-scenes-v1", "street-scenes-v2", "street-scenes-v3", "segmentation-bitmap", "bboxes",
    ])
    func `releases as they are exported break nothing, and one with a stray attribute breaks a rule`(
        name: String
    ) throws {
        let document = try JSONValue(text: Repository.text(of: "Fixtures/releases/\(name).json"))
        #expect(try findings(in: document).isEmpty)
        let stray = document.changing("dataset", "samples") { $0.withStrayAttributes() }
        #expect(try findings(in: stray).contains { $0.rule == "attributes.undefined" })
    }

    private func findings(in document: JSONValue) throws -> [Finding] {
        try Shelf().findings(in: document)
            .filter { $0.rule.hasPrefix("attributes.") || $0.rule.hasPrefix("track.") }
    }
}

extension JSONValue {
    /// The value with an attribute that no category defines in each annotation.
    fileprivate func withStrayAttributes() -> JSONValue {
        switch self {
        case .array(let elements): .array(elements.map { $0.withStrayAttributes() })
        case .object(let members):
            .object(
                members.map { member in
                    guard member.key == "annotations", let list = member.value.array else {
                        return Member(member.key, member.value.withStrayAttributes())
                    }
                    return Member(
                        member.key,
                        .array(list.map { $0.with("attributes", Documents.parsed(#"{"stray":7}"#)) }))
                })
        default: self
        }
    }
}
