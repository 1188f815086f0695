import ReleaseFormat
import Testing

@testable import Warehouse

/// Every rule is broken by one document, and by another one not quite.
@Suite struct RuleTests {
    @Test(arguments: RuleCase.all)
    func `a rule finds what breaks it, and nothing else`(rule: RuleCase) throws {
        let shelf = try Shelf()
        let found = try shelf.findings(of: rule.rule, in: rule.breaking)
        #expect(found.map(RuleCase.line) == rule.places)
        #expect(!found.isEmpty)
        if let values = rule.values { #expect(found.map(RuleCase.values) == values) }
        let entry = try Rule.named(rule.rule)
        for finding in found {
            #expect(finding.rule == rule.rule)
            #expect(finding.severity == entry.severity)
            #expect(finding.count >= 1)
            #expect(finding.fingerprint.utf8.count == 16)
        }
        let fine = try Shelf().findings(of: rule.rule, in: rule.nearly)
        #expect(fine.map(RuleCase.line) == [])
    }

    @Test func `every rule has a case`() {
        let covered = Set(RuleCase.all.map(\.rule))
        for rule in Rule.all { #expect(covered.contains(rule.id), "\(rule.id) has no RuleCase") }
        #expect(covered.isSubset(of: Set(Rule.all.map(\.id))))
    }

    @Test func `ids are unique, stable words with dots`() {
        var seen: Set<String> = []
        for rule in Rule.all {
            #expect(seen.insert(rule.id).inserted, "\(rule.id) is there twice")
            let parts = rule.id.split(separator: ".", omittingEmptySubsequences: false)
            #expect(parts.count >= 2, "\(rule.id)")
            for part in parts {
                #expect(!part.isEmpty && part.allSatisfy { "a"..."z" ~= $0 || "0"..."9" ~= $0 || $0 == "_" })
            }
            #expect(Rule.Group(rawValue: rule.id) == nil)
        }
    }

    @Test func `rules stand group by group`() {
        let groups = Rule.all.map { rule in Rule.Group.allCases.firstIndex(of: rule.group) ?? -1 }
        #expect(groups == groups.sorted())
    }

    @Test(arguments: Rule.all)
    func `a rule says what it is about`(rule: Rule) throws {
        #expect(!rule.summary.isEmpty && !rule.summary.hasSuffix(".") && !rule.summary.contains("\n"))
        #expect(rule.definition.hasSuffix("."))
        #expect(rule.example.remedy.hasSuffix("."))
        #expect(throws: Never.self) { try JSONValue(text: rule.example.breaking) }
        #expect(Set(rule.thresholds.map(\.name)).count == rule.thresholds.count)
        for threshold in rule.thresholds {
            #expect(threshold.defaultValue.isFinite && !threshold.summary.isEmpty)
        }
    }
}

extension Rule: CustomTestStringConvertible {
    public var testDescription: String { id }
}
