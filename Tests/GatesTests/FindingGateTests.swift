import Gates
import TestSupport
import Testing
import Warehouse

/// Gates on what rules object to.
@Suite struct FindingGateTests {
    /// Samples with one box each, of these category ids; 1 alone is defined.
    private static func document(_ name: String, _ created: String, ground: [Int], model: [Int] = [])
        -> String
    {
        func label(_ category: Int) -> String {
            """
            {"label_status":"LABELED","attributes":{"annotations":[
            {"id":1,"category_id":\(category),"type":"bbox","points":[[0,0],[9,9]]}]}}
            """
        }
        let samples = ground.enumerated().map { index, category in
            let model = model.indices.contains(index) ? ",\"model\":\(label(model[index]))" : ""
            return """
                {"uuid":"u\(index)","name":"\(index).jpg","attributes":{"image":{"url":"https://e.org/\(index).jpg"}},
                "labels":{"ground-truth":\(label(category))\(model)}}
                """
        }
        return """
            {"name":"\(name)","created_at":"\(created)","dataset":{"name":"d","owner":"o","task_type":"bboxes",
            "task_attributes":{"format_version":"0.1","categories":[{"id":1,"name":"car"}]},
            "labelsets":[{"name":"ground-truth","is_groundtruth":true},{"name":"model"}],
            "samples":[\(samples.joined(separator: ","))]}}
            """
    }

    private static let rule = "annotation.category.undefined"

    private static func shelf() throws -> GateShelf {
        try GateShelf(
            document("a", "2025-01-01", ground: [1, 9, 9], model: [1]),
            // One is cured, one stays, one is new, and one is new in the other labelset.
            document("b", "2025-01-02", ground: [8, 1, 9], model: [9]))
    }

    @Test(arguments: [
        ("no \(rule)", "failed: 3: "), ("at most 3 \(rule)", "passed: 3: "),
        ("at most 2 \(rule)", "failed: 3: "),
        ("at most 2 new \(rule)", "passed: 2 new: "), ("at most 1 new \(rule)", "failed: 2 new: "),
        ("no new annotation.category.*", "failed: 2 new: "),
    ])
    func `findings are counted, and told from those of the previous release by fingerprint`(
        gate: String, answer: String
    ) throws {
        #expect(try Self.shelf().answer(gate, of: "d@b").hasPrefix(answer))
    }

    @Test func `severities are counted as settings have them`() throws {
        let shelf = try Self.shelf()
        let severity = try Rule.named(Self.rule).severity
        var options = GateOptions()
        for wanted in Severity.allCases {
            try options.settings.setSeverity(wanted, of: Self.rule)
            let plain = try shelf.result("no new \(wanted.rawValue)s", of: "d@b", options)
            #expect(plain.outcome == .failed, "\(wanted), of itself \(severity)")
            #expect(plain.against == "o/d@a")
        }
        try options.settings.setOff(true, Self.rule)
        #expect(try shelf.result("no \(Self.rule)", of: "d@b", options).outcome == .unanswered)
        #expect(try shelf.result("no new errors", of: "d@b", options).outcome == .passed)
    }

    @Test func `where a labelset is named, only its findings count`() throws {
        let shelf = try Self.shelf()
        func found(_ labelset: String) throws -> Figure? {
            try shelf.result("no \(Self.rule)", of: "d@b", head: "labelset: \(labelset)").number
        }
        #expect(try found("ground-truth") == .count(2))
        #expect(try found("model") == .count(1))
    }

    @Test func `findings that are wanted anyway are found once`() throws {
        let shelf = try Self.shelf()
        let file = try GateFile(parsing: Array("gates: [no errors, no new errors]".utf8))
        let release = DiffSide(warehouse: shelf.warehouse, ref: "o/d@b")
        let evaluation = GateEvaluation(file, of: release)
        #expect(evaluation.needsFindings)
        var passed: [Finding] = []
        let summary = try evaluation.validate { passed.append($0) }
        var alone: [Finding] = []
        let expected = try shelf.warehouse.validate("o/d@b") { alone.append($0) }
        #expect(passed == alone && summary == expected && !alone.isEmpty)
        let results = try evaluation.results()
        #expect(results == (try GateEvaluation(file, of: release).results()))
        #expect(
            !GateEvaluation(try GateFile(parsing: Array("gates: [no car]".utf8)), of: release).needsFindings)
    }
}
