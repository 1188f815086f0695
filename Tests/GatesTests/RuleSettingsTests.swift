import Gates
import TestSupport
import Testing
import Warehouse

/// Rules files.
@Suite struct RuleSettingsTests {
    private func read(_ text: String) throws -> RuleSettings {
        try RuleSettings(parsing: Array(text.utf8))
    }

    private static let undefined = "annotation.category.undefined"

    @Test func `severities are changed rule by rule, group by group, the last line counting`() throws {
        let settings = try read(
            """
            rules:
              core: info
              annotation.category.*: off
              annotation.category.undefined: error
              label.empty: {severity: error}
            """)
        #expect(try settings.severity(of: Rule.named(Self.undefined)) == .error)
        #expect(try !settings.isOff(Rule.named(Self.undefined)))
        #expect(try settings.isOff(Rule.named("annotation.category.null")))
        #expect(try settings.severity(of: Rule.named("label.empty")) == .error)
        #expect(try settings.severity(of: Rule.named("labelset.unlisted")) == .info)
    }

    @Test func `thresholds are changed`() throws {
        // Whichever has one.
        guard let rule = Rule.all.first(where: { !$0.thresholds.isEmpty }),
            let threshold = rule.thresholds.first
        else { return }
        let settings = try read("rules:\n  \(rule.id):\n    \(threshold.name): 12.5\n")
        #expect(settings.threshold(threshold.name, of: rule) == 12.5)
        #expect(settings.severity(of: rule) == rule.severity)
    }

    @Test func `the manual's example is one`() throws {
        let manual = try Repository.text(of: "Documentation/validate.md")
        let example = try #require(manual.firstMatch(of: #/```yaml\n([\s\S]*?)```/#)).1
        let settings = try read(String(example))
        let speed = try Rule.named("track.speed")
        #expect(settings.severity(of: speed) == .error && settings.threshold("max_speed", of: speed) == 30)
        #expect(try settings.isOff(Rule.named("label.empty")))
    }

    @Test(arguments: ["", "# nothing\n", "rules:\n", "rules: {}\n"])
    func `a file with nothing in it changes nothing`(text: String) throws {
        #expect(try read(text) == RuleSettings())
    }

    @Test(arguments: [
        ("rules:\n  annotation.category.undefind: off\n", "2:3: there is no rule", undefined),
        (
            "rules:\n  label.empty: warnin\n",
            "2:16: expected a severity (error, warning, info, off), found 'warnin'", "warning"
        ),
        (
            "rules:\n  label.empty: false\n",
            "2:16: expected a severity (error, warning, info, off), found false", ""
        ),
        ("rules:\n  label.empty: 3\n", "2:16: expected a severity", ""),
        (
            "rules:\n  label.empty:\n    max: 3\n",
            "3:5: label.empty has no setting 'max'; it has severity", ""
        ),
        (
            "rules:\n  label.empty:\n    severty: off\n",
            "3:5: label.empty has no setting 'severty'", "severity"
        ),
        ("rules:\n  core:\n    max: 3\n", "3:5: a threshold belongs to one rule; 'core' matches", ""),
        ("rule: {}\n", "1:1: there is no setting 'rule'; the only one is rules", ""),
        ("- a\n", "1:1: expected a mapping for the file, found a list", ""),
        ("rules: [label.empty]\n", "1:8: expected a mapping for rules, found a list", ""),
        (
            "rules:\n  label.empty: off\n  label.empty: error\n",
            "3:3: the key 'label.empty' appears a second time", ""
        ),
        ("rules:\n\t- x\n", "2:1: not valid YAML", ""),
    ])
    func `what is wrong is said with its place, and what was meant`(
        text: String, message: String, candidate: String
    )
        throws
    {
        let error = try #require(throws: PlacedError.self) { try read(text) }
        #expect(error.description.hasPrefix(message), "\(error)")
        if !candidate.isEmpty { #expect(error.candidates.contains(candidate), "\(error)") }
    }
}
