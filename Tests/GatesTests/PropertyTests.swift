import Gates
import ReleaseFormat
import TestSupport
import Testing
import Warehouse

/// Gates made from what a release holds.
@Suite struct PropertyTests {
    @Test func `a gate at what a release holds passes, and one beyond fails`() throws {
        let seed = SeededRandom.chosenSeed
        for round in 0..<12 as Range<UInt64> {
            var generator = ReleaseGenerator(seed: seed &+ round, oddity: 0.05)
            let shelf = try GateShelf()
            let ref = try shelf.load(generator.release(samples: 6).text)
            let overview = try #require(try shelf.warehouse.overview(of: [ref]).first)
            for labelset in overview.labelsets {
                var subjects: [(text: String, count: Int)] = [
                    ("samples", overview.samples), ("labels", labelset.labels),
                    ("annotations", labelset.annotations),
                    ("unlabeled samples", labelset.unlabeled),
                ]
                var named: [String: Int] = [:]
                for usage in labelset.byCategory {
                    if let name = usage.category { named[name, default: 0] += usage.annotations }
                }
                for (name, count) in named.sorted(by: { $0.key < $1.key }) {
                    subjects.append((Self.quoted(name), count))
                }
                var gates: [(text: String, outcome: GateResult.Outcome)] = []
                for (text, count) in subjects {
                    gates += [
                        ("at least \(count) \(text)", .passed), ("at least \(count + 1) \(text)", .failed),
                        ("at most \(count) \(text)", .passed), ("more than \(count) \(text)", .failed),
                        ("less than \(count) \(text)", .failed), ("exactly \(count) \(text)", .passed),
                        ("between \(max(0, count - 1)) and \(count + 1) \(text)", .passed),
                    ]
                    if count > 0 { gates.append(("at most \(count - 1) \(text)", .failed)) }
                }
                let list = gates.map { "  - \(Self.yaml($0.text))\n" }.joined()
                let results = try shelf.results(
                    "labelset: \(Self.yaml(labelset.labelset))\ngates:\n\(list)", of: ref)
                for (gate, result) in zip(gates, results) {
                    #expect(
                        result.outcome == gate.outcome,
                        "RELWH_SEED=\(seed), round \(round), \(labelset.labelset): \(gate.text): \(result)")
                }
            }
        }
    }

    /// The text as a JSON string, with the characters escaped that JSON allows and YAML does not.
    private static func yaml(_ text: String) -> String {
        JSONValue.string(text).text.unicodeScalars.reduce(into: "") { yaml, scalar in
            switch scalar.value {
            case 0x7F..<0xA0, 0xFFFE, 0xFFFF:
                let digits = String(scalar.value, radix: 16)
                yaml += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: yaml.unicodeScalars.append(scalar)
            }
        }
    }

    private static func quoted(_ name: String) -> String {
        "\"" + name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    @Test func `against itself under another name a release loses, gains and brings nothing`() throws {
        let seed = SeededRandom.chosenSeed
        for round in 0..<8 as Range<UInt64> {
            var generator = ReleaseGenerator(seed: seed &+ round, oddity: 0)
            let text = generator.release(samples: 4).text
            let shelf = try GateShelf()
            let file = try shelf.folder.write(text, to: "r.json")
            var options = ImportOptions()
            options.release = "first"
            let first = try shelf.warehouse.importRelease(from: .file(file), options: options).ref
            options.release = "second"
            let second = try shelf.warehouse.importRelease(from: .file(file), options: options).ref
            let results = try shelf.results(
                """
                against: '\(first)'
                gates:
                  - no class loses more than 0
                  - no class gains more than 0
                  - no sample is lost
                  - no class is lost
                  - no category changed its id
                  - no new findings
                  - samples loses at most 0
                """, of: second)
            for result in results {
                #expect(result.outcome == .passed, "RELWH_SEED=\(seed), round \(round): \(result)")
            }
        }
    }
}
