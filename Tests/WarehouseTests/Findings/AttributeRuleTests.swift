import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

@Suite struct AttributeRuleTests {
    @Test func `faults are those of a naive reading`() throws {
        let base = SeededRandom.chosenSeed
        let rules = ["value", "kind", "spelling", "missing", "undefined", "number.range", "number.step"]
            .map { "attributes.\($0)" }
        var met: Set<String> = []
        for (offset, task) in ReleaseGenerator.taskTypes.enumerated() {
            let seed = base &+ UInt64(offset)
            var generator = ReleaseGenerator(seed: seed, oddity: 0)
            var random = SeededRandom(seed: seed)
            let document = generator.release(of: task, samples: 8).dressedForFaults(&random)
            let found = try Shelf().findings(in: document).filter { finding in
                rules.contains(finding.rule)
                    && !(finding.field?.hasPrefix("image_") ?? false)
                    && !(finding.field?.hasPrefix("links[") ?? false)
            }
            #expect(
                found.map { "\($0.rule) \(RuleCase.line(of: $0))" }.sorted()
                    == NaiveAttributeFaults(document: document).lines.sorted(),
                "seed \(seed) \(task)")
            met.formUnion(found.map(\.rule))
        }
        // Nothing of this can be missed for want of cases.
        #expect(met == Set(rules), "seed \(base)")
    }

    @Test func `track-level attributes change where a naive reading says so`() throws {
        let base = SeededRandom.chosenSeed
        var changing = 0
        for (offset, task) in SpaceTasks.all.enumerated() where task.contains("sequence") {
            let seed = base &+ UInt64(offset)
            var generator = ReleaseGenerator(seed: seed, oddity: 0)
            var random = SeededRandom(seed: seed)
            let document = generator.release(of: task, samples: 8).dressedForFaults(&random)
            let found = try Shelf().findings(of: "attributes.track", in: document)
            let defined = Set(
                (document["dataset"]?["task_attributes"]?["categories"]?.array ?? []).map {
                    $0["id"]?.integer
                })
            var naive: [String] = []
            for sequence in NaiveSequence.all(in: document) where !sequence.isStill {
                for track in sequence.tracks {
                    var last: (category: Int64, value: String?)?
                    var changes: [Int64: Int] = [:]
                    for (_, annotation) in track {
                        guard let category = annotation["category_id"]?.integer, defined.contains(category)
                        else { continue }
                        var value = annotation["attributes"]?["n"]
                        if let text = value?.string { value = (try? JSONValue(text: text)) ?? value }
                        if last?.category != category { last = (category, nil) }
                        guard let value, value != .null else { continue }
                        if let before = last?.value, before != value.text {
                            changes[category, default: 0] += 1
                        }
                        last?.value = value.text
                    }
                    naive += changes.map {
                        "\(sequence.labelset) \(sequence.sensor ?? "") \($0.key) x\($0.value)"
                    }
                }
            }
            let lines = found.map {
                "\($0.place.labelset ?? "") \($0.place.sensor ?? "") \($0.place.categoryID ?? -1) x\($0.count)"
            }
            #expect(lines.sorted() == naive.sorted(), "seed \(seed) \(task)")
            changing += lines.count
        }
        #expect(changing > 0, "nothing changed, so that nothing was compared: seed \(base)")
    }

    @Test func `a number on a step is on it, however the step is written`() {
        let judge = AttributeJudge()
        var random = SeededRandom(seed: SeededRandom.chosenSeed)
        for _ in 0..<2000 {
            // Thousandths, as people write them: exact as whole numbers.
            let (first, step, times) = (
                random.int(-5000...5000), random.int(1...2500), random.int(0...100_000)
            )
            let number = first + step * times
            func real(_ thousandths: Int) -> Double { Double("\(thousandths)e-3") ?? .nan }
            #expect(judge.isOnStep(real(number), from: real(first), real(step)), "\(number) \(first) \(step)")
            if step > 1 {
                #expect(
                    !judge.isOnStep(real(number + 1), from: real(first), real(step)),
                    "\(number) \(first) \(step)")
            }
        }
    }

    @Test func `the tolerance of steps is what settings say`() throws {
        let document = SmallRelease.document(
            categories: ["car"],
            samples: [
                SmallRelease.sample(1, SmallRelease.still([SmallRelease.box(1, attributes: #"{"n":1.01}"#)]))
            ]
        ).defining("attributes", #"[{"name":"n","input_type":"number","step":1}]"#)
        var settings = RuleSettings()
        #expect(try Shelf().findings(of: "attributes.number.step", in: document).count == 1)
        try settings.setThreshold("tolerance", to: 0.02, of: "attributes.number.step")
        #expect(try Shelf().findings(of: "attributes.number.step", in: document, settings: settings).isEmpty)
    }

    @Test func `an image attribute of one sensor fills in the frame of all`() throws {
        func document(_ second: String) -> JSONValue {
            Documents.release(
                "multisensor-sequence",
                Documents.sample(
                    label: """
                        {"sensors":[
                          {"name":"a","task_type":"image-vector-sequence","attributes":{"frames":[
                            {"annotations":[],"image_attributes":{"weather":"rain"}},{"annotations":[]}]}},
                          {"name":"b","task_type":"image-vector-sequence","attributes":{"frames":[
                            {"annotations":[]},{"annotations":[],"image_attributes":\(second)}]}}]}
                        """)
            ).changing("dataset", "task_attributes") {
                $0.with(
                    "image_attributes",
                    Documents.parsed(#"[{"name":"weather","input_type":"text","is_mandatory":true}]"#))
            }
        }
        #expect(try Shelf().findings(of: "attributes.missing", in: document(#"{"weather":"sun"}"#)).isEmpty)
        let found = try Shelf().findings(of: "attributes.missing", in: document("{}"))
        #expect(found.map(RuleCase.line) == ["s1 truth a @1 image_attributes.weather"])
    }

    @Test func `equal attributes are judged for each category by its own definitions`() throws {
        let document = SmallRelease.document(
            categories: ["car", "bus"],
            samples: [
                SmallRelease.sample(
                    1,
                    SmallRelease.still([
                        SmallRelease.box(1, attributes: #"{"n":9}"#),
                        SmallRelease.box(2, id: 2, attributes: #"{"n":9}"#),
                        SmallRelease.box(1, id: 3, attributes: #"{"n":9}"#),
                    ]))
            ]
        ).defining("attributes", #"[{"name":"n","input_type":"number","max":5}]"#)
        let found = try Shelf().findings(in: document).filter { $0.rule.hasPrefix("attributes") }
        #expect(
            found.map { "\($0.rule) \(RuleCase.line(of: $0))" }.sorted() == [
                "attributes.number.range u1 ground-truth @0 #1 category 1 attributes.n",
                "attributes.number.range u1 ground-truth @0 #3 category 1 attributes.n",
                "attributes.undefined u1 ground-truth @0 #2 category 2 attributes.n",
            ])
    }

    @Test func `pairs are found again, however many there are`() {
        var table = PairTable()
        var random = SeededRandom(seed: SeededRandom.chosenSeed)
        var twin: [Int64: Int32] = [:]
        for value in 0..<5000 {
            let (owner, set) = (Int32(random.int(0...40)), Int64(random.int(0...300)))
            table.set(Int32(value), owner, set)
            twin[Int64(owner) << 32 | set] = Int32(value)
        }
        for owner in Int32(0)...41 {
            for set in Int64(0)...301 { #expect(table[owner, set] == twin[Int64(owner) << 32 | set]) }
        }
    }
}
