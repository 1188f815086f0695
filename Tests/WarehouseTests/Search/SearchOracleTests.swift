import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

/// Searches find what a look at every sample finds.
@Suite struct SearchOracleTests {
    let seed = SeededRandom.chosenSeed

    @Test(arguments: ReleaseGenerator.taskTypes)
    func `a search finds what a look at every sample finds`(taskType: String) throws {
        var telling = 0
        for round in 0..<3 as Range<UInt64> {
            var generator = ReleaseGenerator(seed: seed &+ round, oddity: 0)
            let document = generator.release(of: taskType, samples: 12)
            let shelf = try Shelf()
            try shelf.load(document)
            var naive = NaiveSearch(document, seed: seed &+ round)
            for _ in 0..<60 {
                let question = naive.question()
                let note = "RELWH_SEED=\(seed), round \(round): \(question.text)"
                let found = try shelf.positions(question.text)
                #expect(found == naive.positions(question), "\(note)")
                if !found.isEmpty, found.count < 12 { telling += 1 }
                let query = try SearchQuery(question.text)
                let again = try SearchQuery(query.description)
                #expect(again == query && again.description == query.description, "\(note)")
            }
        }
        // Most find some samples and not others: the comparison is worth something.
        #expect(telling > 60, "RELWH_SEED=\(seed)")
    }
}
