import TestSupport
import Testing
import Warehouse

@testable import relwh

@Suite struct RuleTextTests {
    @Test func `the page of all rules is current`() throws {
        try Golden.check(RuleText.page, "rules.md", in: "Documentation")
    }

    @Test func `a rule is explained with its definition, thresholds and example`() throws {
        let folder = try ScratchFolder()
        for rule in Rule.all {
            let output = try Output(path: folder("out"))
            try RuleExplanation(rule, style: .plain).write(to: output)
            try output.finish()
            let text = try folder.text(of: "out")
            #expect(text.hasPrefix("\(rule.id)  \(rule.severity.rawValue)  \(rule.group.rawValue)\n"))
            let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            for part in [rule.definition, rule.example.remedy] + rule.thresholds.map(\.summary) {
                #expect(
                    words.contains(part.split(whereSeparator: \.isWhitespace).joined(separator: " ")),
                    "\(rule.id)")
            }
            for threshold in rule.thresholds { #expect(text.contains("\(threshold.name) = ")) }
            let json = rule.example.breaking.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(words.contains(json), "\(rule.id)")
        }
    }

    @Test func `numbers of thresholds are as short as they are`() {
        #expect(
            RuleText.number(40) == "40" && RuleText.number(0.05) == "0.05"
                && RuleText.number(1e300) == "1e+300")
        let threshold = Rule.Threshold("max_speed", 40, unit: "m/s", summary: "the speed")
        #expect(RuleText.value(of: threshold) == "max_speed = 40 m/s")
    }
}
