import ReleaseFormat
import TestSupport

extension JSONValue {
    /// The document with the names of its first two categories swapped: their numbers mean each other then.
    func swappingCategoryNames() -> JSONValue {
        changing("dataset", "task_attributes", "categories") { list in
            guard let categories = list.array, categories.count > 1 else { return list }
            let names = categories[0...1].map { $0["name"] }
            return list.changing(0) { $0.with("name", names[1]) }.changing(1) { $0.with("name", names[0]) }
        }
    }
}

/// Makes the next release of a dataset: a document with some samples, labels and annotations changed, gone and new.
struct ReleaseMutator {
    private var random: SeededRandom
    private var generator: ReleaseGenerator

    init(seed: UInt64, oddity: Double) {
        random = SeededRandom(seed: seed ^ 0xA5A5_5A5A)
        generator = ReleaseGenerator(seed: seed &+ 0x1000_0000, oddity: oddity)
    }

    mutating func successor(of document: JSONValue, named name: String) -> JSONValue {
        var samples = document.samples
        for index in samples.indices where random.chance(0.5) { samples[index] = changed(samples[index]) }
        if random.chance(0.4), !samples.isEmpty { samples.remove(at: random.int(0...(samples.count - 1))) }
        if random.chance(0.4) {
            let taskType = document["dataset"]?["task_type"]?.string
            let known = taskType.flatMap { ReleaseGenerator.taskTypes.contains($0) ? $0 : nil }
            samples += generator.release(of: known, samples: random.int(1...2)).samples
        }
        if random.chance(0.3) { samples.shuffle(using: &random) }
        var next = document.named(name).withSamples(samples)
        if random.chance(0.2) {
            let taskType: JSONValue? = random.pick([
                nil, "vector", "segmentation-bitmap", "text-named-entities",
            ])
            next = next.changing("dataset") { $0.with("task_type", taskType) }
        }
        if random.chance(0.2) { next = next.changing("dataset") { $0.with("labelsets", nil) } }
        if random.chance(0.2) { next = next.with("description", .string("again")) }
        return next
    }

    private mutating func changed(_ sample: JSONValue) -> JSONValue {
        switch random.int(0...4) {
        case 0: return sample.with("name", .string("renamed-\(random.int(0...99))"))
        case 1:
            return sample.with("metadata", .object([JSONValue.Member("n", .number("\(random.int(0...9))"))]))
        default: break
        }
        guard let labels = sample["labels"]?.members, !labels.isEmpty else { return sample }
        let labelset = random.pick(labels.map(\.key))
        let choice = random.int(0...4)
        let number = random.int(0...6)
        return sample.changing("labels") { labels in
            switch choice {
            case 0: labels.with(labelset, nil)
            case 1: labels.with(labelset, .null)
            case 2: labels.with("unlisted", labels[labelset])
            case 3:
                labels.changing(labelset) { $0.with("label_status", number > 3 ? "REVIEWED" : "VERIFIED") }
            default:
                labels.changing(labelset, "attributes", "annotations") { annotations in
                    annotations.changing(0) { $0.with("category_id", .number("\(number)")) }
                }
            }
        }
    }
}
