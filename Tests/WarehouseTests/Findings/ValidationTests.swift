import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What a validation looks at, in which order it tells, and what it counts.
@Suite struct ValidationTests {
    /// Two samples and two labelsets, with something wrong in each.
    private func release() -> JSONValue {
        func label(_ category: Int, _ status: String) -> String {
            SmallRelease.still(
                [SmallRelease.box(category), SmallRelease.box(category, id: 2)], status: status)
        }
        return SmallRelease.document(
            labelsets: ["ground-truth", "model"],
            samples: [
                SmallRelease.sample(
                    1, name: "a", label(7, "LABELED"), others: ",\"model\":\(label(8, "PRELABELED"))"),
                SmallRelease.sample(2, name: "a", label(9, "REVIEWED")),
            ])
    }

    private func validate(
        _ shelf: Shelf, _ options: ValidationOptions = ValidationOptions(), sizes: ScanSizes = ScanSizes(),
        ref: String = "acme/small@v1"
    ) throws -> (lines: [String], summary: ValidationSummary) {
        var lines: [String] = []
        let summary = try shelf.warehouse.validate(ref, options: options, sizes: sizes) {
            lines.append("\($0.rule) \(RuleCase.line(of: $0))")
        }
        return (lines, summary)
    }

    private func only(_ rules: String...) throws -> ValidationOptions {
        var options = ValidationOptions()
        options.rules = try RuleSelection(rules)
        return options
    }

    private static let undefined = "annotation.category.undefined"

    @Test func `sample by sample, labelset by labelset, what is of the whole release last`() throws {
        let shelf = try Shelf()
        try shelf.load(release())
        let (lines, summary) = try validate(shelf, only(Self.undefined, "sample.name.repeated"))
        #expect(
            lines == [
                "annotation.category.undefined u1 ground-truth @0 #1 category 7 category_id",
                "annotation.category.undefined u1 ground-truth @0 #2 category 7 category_id",
                "annotation.category.undefined u1 model @0 #1 category 8 category_id",
                "annotation.category.undefined u1 model @0 #2 category 8 category_id",
                "annotation.category.undefined u2 ground-truth @0 #1 category 9 category_id",
                "annotation.category.undefined u2 ground-truth @0 #2 category 9 category_id",
                "sample.name.repeated u2 name",
            ])
        #expect(summary.ref == "acme/small@v1")
        #expect((summary.samples, summary.labels, summary.annotations) == (2, 3, 6))
        #expect(summary.counts.map(\.rule.id) == ["sample.name.repeated", Self.undefined])
        #expect(summary.counts.map(\.findings) == [1, 6])
        #expect(summary.counts.map(\.occurrences) == [1, 6])
        #expect(summary.counts.map(\.samples) == [1, 2])
        #expect(
            summary.findings(.error) == 6 && summary.findings(.warning) == 1 && summary.findings(.info) == 0)
    }

    @Test func `labelsets and statuses leave out the others`() throws {
        let shelf = try Shelf()
        try shelf.load(release())
        var options = try only(Self.undefined)
        options.labelsets = ["model"]
        #expect(try validate(shelf, options).lines.count == 2)
        options.labelsets = nil
        options.statuses = ["labeled"]
        let (lines, summary) = try validate(shelf, options)
        #expect(lines.count == 2 && summary.samples == 1 && summary.labels == 1 && summary.annotations == 2)
        // A missing label counts as an unlabelled one: its sample is looked at.
        options.statuses = ["UNLABELED"]
        #expect(try validate(shelf, options).summary.samples == 1)
        options.labelsets = ["nobody's"]
        let error = #expect(throws: WarehouseError.self) { try validate(shelf, options) }
        #expect(error?.kind == .notFound && error?.candidates.isEmpty == false)
    }

    @Test func `settings change a rule's severity, or leave it out`() throws {
        let shelf = try Shelf()
        try shelf.load(release())
        var options = try only("core")
        options.minimumSeverity = .error
        #expect(try validate(shelf, options).summary.counts.map(\.rule.id) == [Self.undefined])
        try options.settings.setSeverity(.error, of: "sample.name.repeated")
        let summary = try validate(shelf, options).summary
        #expect(summary.counts.map(\.severity) == [.error, .error])
        try options.settings.setSeverity(.info, of: Self.undefined)
        #expect(try validate(shelf, options).summary.counts.map(\.rule.id) == ["sample.name.repeated"])
        try options.settings.setOff(true, "sample.name.repeated")
        #expect(try validate(shelf, options).lines == [])
    }

    @Test func `rules are selected by group, id and beginning`() throws {
        #expect(try RuleSelection([]).ids == Set(Rule.all.map(\.id)))
        #expect(try RuleSelection(["core"], except: ["core"]).ids == [])
        #expect(
            try RuleSelection(["annotation.category.*"]).ids == [
                Self.undefined, "annotation.category.null", "annotation.category.absent",
            ])
        let error = #expect(throws: WarehouseError.self) {
            try RuleSelection(["annotation.category.undefind"])
        }
        #expect(error?.kind == .notFound && error?.candidates.first == Self.undefined)
        var settings = RuleSettings()
        #expect(throws: WarehouseError.self) { try settings.setOff(true, "no.rule") }
        #expect(throws: WarehouseError.self) { try settings.setThreshold("max", to: 1, of: Self.undefined) }
    }

    @Test func `a fingerprint is the same in another warehouse, and for another finding another`() throws {
        let one = try Shelf().findings(of: "core", in: release())
        let other = try Shelf().findings(of: "core", in: release())
        #expect(one.map(\.fingerprint) == other.map(\.fingerprint))
        #expect(Set(one.map(\.fingerprint)).count == one.count)
        var same = one[0]
        same.severity = .info
        same.found = "something else"
        same.count = 9
        same.place.category = "called otherwise"
        same.place.sample = "renamed"
        #expect(same.fingerprint == one[0].fingerprint)
        same.place.frame = 4
        #expect(same.fingerprint != one[0].fingerprint)
    }

    @Test func `who is told of findings may end the validation`() throws {
        struct Enough: Error {}
        let shelf = try Shelf(file: "w.db")
        try shelf.load(release())
        var told = 0
        var sizes = ScanSizes()
        sizes.leastToShare = 0
        sizes.part = 1
        #expect(throws: Enough.self) {
            _ = try shelf.warehouse.validate("v1", options: ValidationOptions(), sizes: sizes) { _ in
                told += 1
                if told == 2 { throw Enough() }
            }
        }
        #expect(told == 2)
        var options = ValidationOptions()
        options.cancellation = Cancellation()
        options.cancellation?.cancel()
        let error = #expect(throws: WarehouseError.self) { try validate(shelf, options, sizes: sizes) }
        #expect(error?.kind == .interrupted)
    }

    @Test(arguments: ReleaseGenerator.taskTypes)
    func `however it is cut, and by one thread or two, the findings are the same`(taskType: String) throws {
        let seed = SeededRandom.chosenSeed
        var generator = ReleaseGenerator(seed: seed, oddity: 0.2)
        let shelf = try Shelf(file: "w.db")
        let ref = try shelf.load(generator.release(of: taskType, samples: 40)).ref
        var sizes = ScanSizes()
        sizes.leastToShare = .max
        let whole = try validate(shelf, sizes: sizes, ref: ref)
        #expect(!whole.lines.isEmpty, "seed \(seed)")
        for (batch, part, leastToShare) in [(1, 1, Int.max), (1, 7, 0), (20, 3, 0), (1 << 20, 1, 0)] {
            let cut = try validate(
                shelf, sizes: ScanSizes(batch: batch, part: part, leastToShare: leastToShare), ref: ref)
            #expect(cut.lines == whole.lines, "seed \(seed), \(batch) \(part)")
            #expect(cut.summary == whole.summary, "seed \(seed), \(batch) \(part)")
        }
    }

    @Test func `a file that cannot be opened a second time is looked at by one thread`() throws {
        let shelf = try Shelf(file: "w.db")
        var generator = ReleaseGenerator(seed: SeededRandom.chosenSeed, oddity: 0.2)
        let ref = try shelf.load(generator.release(of: "vector", samples: 20)).ref
        let sizes = ScanSizes(part: 1, leastToShare: 0)
        let together = try validate(shelf, sizes: sizes, ref: ref)
        #expect(rename(shelf.folder("w.db"), shelf.folder("elsewhere.db")) == 0)
        #expect(try validate(shelf, sizes: sizes, ref: ref).lines == together.lines)
    }

    @Test(arguments: [
        // No rule calls wrong what the platform's own files hold.
        "labels-null-and-skipped", "legacy-2020", "tasks-mirror", "single-line-escaped",
        "names-with-spaces", "segmentation-bitmap", "image-attributes-lists", "format-versions",
    ])
    func `what files of the wild hold is no error`(name: String) throws {
        let shelf = try Shelf()
        let ref = try shelf.warehouse.importRelease(from: .file(Fixtures.path("releases/\(name).json"))).ref
        var options = try only("core")
        options.minimumSeverity = .error
        #expect(try validate(shelf, options, ref: ref).lines == [])
    }
}
