import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

/// The changes of annotations, applied to the older release, give the newer one.
@Suite struct DiffApplyTests {
    private let seed = SeededRandom.chosenSeed

    private typealias Frame = [Int64: JSONValue]

    @Test func `changes applied to the older annotations give the newer ones`() throws {
        for round in 0..<20 as Range<UInt64> {
            var random = SeededRandom(seed: seed &+ round)
            let old = (0..<4).map { _ in frame(&random) }
            let new = old.map { edited($0, &random) }
            let changes = try DiffBench(release(old), release(new)).diff(.unrolled).changes
            var result = old
            for change in changes where change.level == .annotation {
                let number = try #require(change.sampleUUID.flatMap { Int($0.dropFirst()) })
                try apply(change, to: &result[number])
            }
            for (one, other) in zip(result, new) {
                #expect(
                    one.mapValues { JSONMeaning($0) } == other.mapValues { JSONMeaning($0) },
                    "RELWH_SEED=\(seed), round \(round)")
            }
        }
    }

    private func apply(_ change: Change, to frame: inout Frame) throws {
        let id = try #require(change.annotationID)
        switch change.kind {
        case .added: frame[id] = change.to
        case .removed: frame[id] = nil
        default:
            let oldID = change.fields.first { $0.field == "id" }?.from?.integer ?? id
            let taken = frame.removeValue(forKey: oldID)
            var annotation = try #require(taken)
            for field in change.fields {
                switch field.field {
                case "category": annotation = annotation.with("category_id", change.to?["category_id"])
                case "geometry":
                    for member in field.to?.members ?? [] {
                        annotation = annotation.with(member.key, member.value)
                    }
                case let name where name.hasPrefix("attributes."):
                    let key = String(name.dropFirst(11))
                    annotation = annotation.changing("attributes") { $0.with(key, field.to) }
                default: annotation = annotation.with(field.field, field.to)
                }
            }
            frame[id] = annotation
        }
    }

    // MARK: Releases

    private func box(_ id: Int64, _ random: inout SeededRandom) -> JSONValue {
        let (x, y) = (random.int(0...500), random.int(0...500))
        return Documents.parsed(
            """
            {"id":\(id),"category_id":\(random.int(1...3)),"type":"bbox","is_keyframe":\(random.chance(0.5)),
             "points":[[\(x),\(y)],[\(x + random.int(5...50)),\(y + random.int(5...50)).5]],
             "attributes":{"a":\(random.int(0...3)),"b":"\(random.int(0...3))"}}
            """)
    }

    private func frame(_ random: inout SeededRandom) -> Frame {
        var frame: Frame = [:]
        for id in 1...12 as ClosedRange<Int64> { frame[id] = box(id, &random) }
        return frame
    }

    private func edited(_ frame: Frame, _ random: inout SeededRandom) -> Frame {
        var new: Frame = [:]
        for id in frame.keys.sorted() {
            guard let annotation = frame[id] else { continue }
            let other = box(id, &random)
            switch random.int(0...9) {
            case 0: break
            case 1: new[id] = annotation.with("category_id", other["category_id"])
            case 2: new[id] = annotation.with("points", other["points"])
            case 3: new[id] = annotation.with("attributes", other["attributes"])
            case 4: new[id] = annotation.changing("attributes") { $0.with("b", nil).with("c", "new") }
            case 5: new[id] = annotation.with("is_keyframe", other["is_keyframe"]).with("note", "odd")
            // Another id, the same place: found by likeness.
            case 6: new[id + 100] = annotation.with("id", .number("\(id + 100)"))
            default: new[id] = annotation
            }
        }
        if random.chance(0.7) { new[50] = box(50, &random) }
        return new
    }

    private func release(_ frames: [Frame]) -> JSONValue {
        SmallRelease.document(
            samples: frames.enumerated().map { number, frame in
                let annotations = frame.sorted { $0.key < $1.key }.map(\.value.text)
                return SmallRelease.sample(number, SmallRelease.still(annotations))
            })
    }
}
