import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

/// What holds of any two releases.
@Suite struct DiffLawTests {
    let seed = SeededRandom.chosenSeed

    /// - Parameter body: answers how much there was that the law could fail of.
    private func forEachPair(
        of taskType: String, swapsNames: Bool = true, _ body: (JSONValue, JSONValue, String) throws -> Int
    ) throws {
        var cases = 0
        for round in 0..<4 as Range<UInt64> {
            var generator = ReleaseGenerator(seed: seed &+ round, oddity: 0.1)
            var mutator = ReleaseMutator(seed: seed &+ round, oddity: 0.1)
            let old = generator.release(of: taskType, samples: 6).named("old")
            var new = mutator.successor(
                of: mutator.successor(of: old, named: "between"), named: "new")
            // Numbers that mean another category now: labels of equal content change.
            if swapsNames, !round.isMultiple(of: 2) { new = new.swappingCategoryNames() }
            cases += try body(old, new, "RELWH_SEED=\(seed), round \(round)")
        }
        #expect(cases > 0, "no two releases differ, so that nothing was compared: RELWH_SEED=\(seed)")
    }

    @Test(arguments: ReleaseGenerator.taskTypes)
    func `a release has no difference from itself`(taskType: String) throws {
        try forEachPair(of: taskType) { old, new, note in
            let outcome = try DiffBench(old, new).diffOfNewWithItself()
            #expect(outcome.changes.isEmpty && outcome.summary.isEmpty, "\(note)")
            return new.samples.count
        }
    }

    @Test(arguments: ReleaseGenerator.taskTypes)
    func `the other way round is the mirror`(taskType: String) throws {
        try forEachPair(of: taskType) { old, new, note in
            let bench = try DiffBench(old, new)
            let (there, back) = (try bench.diff(.unrolled), try bench.diff(.unrolled, isReversed: true))
            #expect(there.summary.mirrored == back.summary, "\(note)")
            let (one, other) = (
                there.changes.map(\.mirrored.essence).sorted(), back.changes.map(\.essence).sorted()
            )
            #expect(one == other, "\(note)")
            return one.count
        }
    }

    @Test(arguments: ReleaseGenerator.taskTypes)
    func `the summary is the stream, counted`(taskType: String) throws {
        try forEachPair(of: taskType) { old, new, note in
            let bench = try DiffBench(old, new)
            let outcome = try bench.diff(.unrolled)
            #expect(
                DiffSummary(counting: outcome.changes) == outcome.summary.withoutWhatNoStreamSays(), "\(note)"
            )
            // Told as one change, what came along is counted all the same.
            #expect(try bench.diff().summary == outcome.summary, "\(note)")
            return outcome.changes.count
        }
    }

    @Test(arguments: ReleaseGenerator.taskTypes)
    func `figures add up to those of the releases`(taskType: String) throws {
        try forEachPair(of: taskType) { old, new, note in
            let bench = try DiffBench(old, new)
            let summary = try bench.diff().summary
            let totals = try bench.totals
            let (samples, labels) = (summary.samples, summary.labels)
            let annotations = summary.annotations
            #expect(samples.added - samples.removed == totals.new.samples - totals.old.samples, "\(note)")
            #expect(labels.added - labels.removed == totals.new.labels - totals.old.labels, "\(note)")
            #expect(
                annotations.added - annotations.removed
                    == totals.new.annotations - totals.old.annotations, "\(note)")
            #expect(samples.unchanged + samples.modified + samples.removed == totals.old.samples, "\(note)")
            #expect(labels.unchanged + labels.modified + labels.removed == totals.old.labels, "\(note)")
            #expect(
                annotations.unchanged + annotations.modified + annotations.removed
                    == totals.old.annotations, "\(note)")
            return labels.added + labels.removed + labels.modified
        }
    }

    @Test(arguments: ReleaseGenerator.taskTypes)
    func `two warehouses say what one says`(taskType: String) throws {
        try forEachPair(of: taskType) { old, new, note in
            let (one, two) = (
                try DiffBench(old, new).diff(.unrolled),
                try DiffBench(old, new, isApart: true).diff(.unrolled)
            )
            #expect(one.summary == two.summary, "\(note)")
            #expect(
                one.changes.map(\.essence).sorted() == two.changes.map(\.essence).sorted(), "\(note)")
            return one.changes.count
        }
    }

    @Test(arguments: ReleaseGenerator.taskTypes)
    func `nothing that differs is missed`(taskType: String) throws {
        let options = DiffOptions.with { $0.reportsNoise = true }
        try forEachPair(of: taskType, swapsNames: false) { old, new, note in
            let summary = try DiffBench(old, new).diff(options).summary
            let naive = NaiveLog(old: old, new: new)
            let labels = LogEntry.Labels(
                added: summary.labels.added, removed: summary.labels.removed,
                modified: summary.labels.modified, statusChanged: naive.labels().statusChanged)
            #expect(labels == naive.labels(), "\(note)")
            #expect(summary.samples.modified == naive.samples.modified, "\(note)")
            return labels.added + labels.removed + labels.modified
        }
    }
}
