import ReleaseFormat
import Testing

@testable import Warehouse

@Suite struct BaselineTests {
    private func finding(_ id: Int64?, rule: String = "annotation.category.undefined") -> Finding {
        var place = Finding.Place()
        place.sampleUUID = "u1"
        place.annotationID = id
        return Finding(rule: rule, severity: .error, place: place, field: "category_id")
    }

    private func baseline(_ findings: Finding...) -> Baseline {
        var baseline = Baseline()
        for finding in findings { baseline.add(finding, place: "u1  annotation é") }
        return baseline
    }

    /// Boxes of one sample; there is no category 4.
    private func shelf(_ boxes: (category: Int, id: Int)...) throws -> Shelf {
        let shelf = try Shelf()
        let boxes = boxes.map { SmallRelease.box($0.category, id: $0.id) }
        try shelf.load(SmallRelease.document(samples: [SmallRelease.sample(1, SmallRelease.still(boxes))]))
        return shelf
    }

    private var options: ValidationOptions {
        get throws {
            var options = ValidationOptions()
            options.rules = try RuleSelection(["annotation.category.undefined"])
            return options
        }
    }

    @Test func `a text is read as it was written`() throws {
        let baseline = baseline(finding(2), finding(1), finding(2), finding(nil, rule: "link.end.dangling"))
        #expect(baseline.count == 4 && !baseline.isEmpty)
        let text = baseline.text
        #expect(try Baseline(parsing: text) == baseline)
        #expect(try Baseline(parsing: text).text == text)
        #expect(try Baseline(parsing: text.replacing("\n", with: "\r\n")) == baseline)
        let lines = text.split(separator: "\n")
        #expect(lines[0].hasPrefix("# ") && lines.count == 4)
        #expect(
            lines[1...].map { $0.split(separator: "\t")[2] }
                == lines[1...].map { $0.split(separator: "\t")[2] }.sorted())
        #expect(
            lines.contains {
                $0 == "\(finding(2).fingerprint)\t2\tannotation.category.undefined\tu1  annotation é"
            })
    }

    @Test func `the order in which findings come changes nothing`() {
        #expect(baseline(finding(1), finding(2)).text == baseline(finding(2), finding(1)).text)
    }

    @Test func `two baselines merged line by line are one`() throws {
        let (one, other) = (baseline(finding(1), finding(2)), baseline(finding(2), finding(2), finding(3)))
        let merged = try Baseline(parsing: one.text + "\n" + other.text)
        var union = one
        union.formUnion(other)
        #expect(merged == union && merged.count == 4)
    }

    @Test(arguments: [
        "<<<<<<< HEAD", "x", "0123\t1\trule\tplace", "0123456789abcdef\t0\trule\tplace",
        "0123456789abcdef\t1",
        "0123456789abcdeg\t1\trule\tplace", "0123456789abcdef\tone\trule", "0123456789abcdef\t1\t\tplace",
    ])
    func `a line that is none is refused with its number`(line: String) throws {
        let error = try #require(throws: BaselineError.self) { try Baseline(parsing: "# known\n\n\(line)\n") }
        #expect(error.line == 3 && error.text == line)
        #expect(try Baseline(parsing: "").isEmpty)
    }

    @Test func `known findings are told apart, and counted`() throws {
        let shelf = try shelf((1, 1), (4, 2), (4, 3), (4, 4))
        let warehouse = shelf.warehouse
        var baseline = Baseline()
        var all: [Finding] = []
        let options = try options
        let plain = try warehouse.validate("v1", options: options) { all.append($0) }
        try #require(all.count == 3)
        baseline.add(all[1], place: "")
        baseline.add(finding(77), place: "")
        baseline.add(finding(1, rule: "link.end.dangling"), place: "")
        var known: [Finding] = []
        var new: [Finding] = []
        let (summary, outcome) = try warehouse.validate("v1", options: options, baseline: baseline) {
            if $1 { known.append($0) } else { new.append($0) }
        }
        #expect(known == [all[1]] && new == [all[0], all[2]])
        #expect(summary.findings(.error) == 2 && summary.counts.first?.samples == 1)
        #expect(plain.findings(.error) == 3 && summary.annotations == plain.annotations)
        // That of a rule that was not looked at is not gone.
        #expect(outcome == BaselineOutcome(hidden: 1, gone: 1))
    }

    @Test func `as many are hidden as are known, and no more`() throws {
        // One id, one fingerprint.
        let shelf = try shelf((4, 1), (4, 1), (4, 1))
        let warehouse = shelf.warehouse
        var baseline = Baseline()
        var first: Finding?
        let options = try options
        _ = try warehouse.validate("v1", options: options) { if first == nil { first = $0 } }
        baseline.add(try #require(first), place: "")
        let (summary, outcome) = try warehouse.validate("v1", options: options, baseline: baseline) { _, _ in
        }
        #expect(outcome.hidden == 1 && summary.findings(.error) == 2 && outcome.gone == 0)
    }

    @Test func `where labels are left out nobody knows what is gone`() throws {
        let shelf = try shelf((4, 1))
        let warehouse = shelf.warehouse
        var options = try options
        options.statuses = ["REJECTED"]
        let (summary, outcome) = try warehouse.validate(
            "v1", options: options, baseline: baseline(finding(9))
        ) { _, _ in }
        #expect(summary.counts.isEmpty && outcome == BaselineOutcome(hidden: 0, gone: nil))
    }
}
