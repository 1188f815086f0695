import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

/// The rules find what a plain reading of the document finds.
@Suite struct NaiveFindingsTests {
    @Test(arguments: ReleaseGenerator.taskTypes)
    func `core rules agree with a plain reading of the document`(taskType: String) throws {
        let seed = SeededRandom.chosenSeed
        var generator = ReleaseGenerator(seed: seed, oddity: 0)
        let document = generator.release(of: taskType, samples: 60)
        let shelf = try Shelf()
        var options = ValidationOptions()
        options.rules = try RuleSelection(NaiveFindings.rules)
        var lines: [String] = []
        let ref = try shelf.load(document).ref
        _ = try shelf.warehouse.validate(ref, options: options) {
            lines.append("\($0.rule) \(RuleCase.line(of: $0))")
        }
        let expected = NaiveFindings(document: document).lines
        #expect(!expected.isEmpty)
        #expect(lines.sorted() == expected, "seed \(seed)")
    }
}
