import ReleaseFormat
import TestSupport
import Testing

/// What must hold for any release, tried on generated ones.
@Suite struct PropertyTests {
    let seed = SeededRandom.chosenSeed

    @Test(arguments: ReleaseGenerator.taskTypes)
    func `another spelling of a release changes none of its digests`(taskType: String) throws {
        for round in 0..<20 as Range<UInt64> {
            var generator = ReleaseGenerator(seed: seed &+ round, oddity: 0.15)
            var spelling = JSONSpelling(seed: seed &+ round)
            let document = generator.release(of: taskType)
            let plain = try Reading(text: document.text)
            let other = try Reading(text: spelling.text(of: document))
            #expect(plain.samples.count == other.samples.count, "RELWH_SEED=\(seed), round \(round)")
            for (one, two) in zip(plain.samples, other.samples) {
                #expect(one.versionDigest == two.versionDigest, "RELWH_SEED=\(seed), round \(round)")
                #expect(one.stateDigest == two.stateDigest, "RELWH_SEED=\(seed), round \(round): \(one.uuid)")
            }
        }
    }

    @Test(arguments: [64, 1024])
    func `the size of the batches changes nothing`(capacity: Int) throws {
        for round in 0..<40 as Range<UInt64> {
            var generator = ReleaseGenerator(seed: seed &+ round, oddity: 0.1)
            let text = generator.release(samples: 12).text
            let whole = try Reading(text: text, capacity: 1 << 20)
            #expect(
                try Reading(text: text, capacity: capacity) == whole, "RELWH_SEED=\(seed), round \(round)")
        }
    }

    @Test func `a changed value changes the digest of its sample`() throws {
        for round in 0..<200 as Range<UInt64> {
            var generator = ReleaseGenerator(seed: seed &+ round, oddity: 0.1)
            let document = generator.release(samples: 1)
            var random = SeededRandom(seed: seed &+ round)
            guard let changed = Mutation.changed(document, in: ["dataset", "samples"], &random) else {
                continue
            }
            let one = try Reading(text: document.text)
            guard let two = try? Reading(text: changed.text), !two.samples.isEmpty else { continue }
            #expect(
                one.samples[0].stateDigest != two.samples[0].stateDigest,
                "RELWH_SEED=\(seed), round \(round):\n\(document.text)\n\(changed.text)")
        }
    }
}

/// One small change to a value somewhere in a document.
enum Mutation {
    /// The document with one scalar replaced below a path; nil where there is none.
    static func changed(_ value: JSONValue, in path: [String], _ random: inout SeededRandom) -> JSONValue? {
        guard let key = path.first else { return changed(value, &random) }
        guard case .object(var members) = value, let index = members.firstIndex(where: { $0.key == key }),
            let inner = changed(members[index].value, in: Array(path.dropFirst()), &random)
        else { return nil }
        members[index].value = inner
        return .object(members)
    }

    private static func changed(_ value: JSONValue, _ random: inout SeededRandom) -> JSONValue? {
        switch value {
        case .array(var elements):
            for index in elements.indices.shuffled(using: &random) {
                if let inner = changed(elements[index], &random) {
                    elements[index] = inner
                    return .array(elements)
                }
            }
            return .array(elements + [.null])
        case .object(var members):
            for index in members.indices.shuffled(using: &random) {
                if let inner = changed(members[index].value, &random) {
                    members[index].value = inner
                    return .object(members)
                }
            }
            return .object([JSONValue.Member("new", .null)])
        case .null: return .bool(false)
        case .bool(let flag): return .bool(!flag)
        case .number(let literal): return .number(literal == "7" ? "8" : "7")
        case .string(let text): return .string(text + "+")
        }
    }
}
