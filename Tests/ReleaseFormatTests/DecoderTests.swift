import TestSupport
import Testing

@testable import ReleaseFormat

/// Decoded rows against a naive reading of the same document.
@Suite struct DecoderTests {
    @Test(arguments: try Fixtures.releases)
    func `a fixture decodes into what a naive reading finds`(path: String) throws {
        var bytes = try FileBytes.read(path)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        let document = try JSONValue(text: String(decoding: bytes, as: UTF8.self))
        compare(try Reading(file: path), with: document, path)
    }

    @Test func `generated releases decode into what a naive reading finds`() throws {
        let seed = SeededRandom.chosenSeed
        for round in 0..<200 as Range<UInt64> {
            var generator = ReleaseGenerator(seed: seed &+ round, oddity: round % 2 == 0 ? 0 : 0.15)
            let document = generator.release()
            compare(try Reading(text: document.text), with: document, "RELWH_SEED=\(seed), round \(round)")
        }
    }

    private func compare(_ reading: Reading, with document: JSONValue, _ name: String) {
        let expected = Reference.samples(document)
        #expect(reading.samples.map(\.uuid) == expected.compactMap(\.uuid), "\(name)")
        for (sample, reference) in zip(reading.samples, expected) {
            #expect(sample.labels.map(\.labelset) == reference.labels.map(\.labelset), "\(name)")
            for (label, reference) in zip(sample.labels, reference.labels) {
                compare(label, reference, "\(name), \(sample.uuid), \(label.labelset)")
            }
        }
    }

    private func compare(_ label: LabelRow, _ reference: Reference.Label, _ name: String) {
        #expect(label.isNull == reference.isNull, "\(name)")
        #expect(label.structure == reference.structure, "\(name)")
        #expect(label.frames.map(\.sensor) == reference.frames.map(\.sensor), "\(name)")
        #expect(label.frames.map(\.frame) == reference.frames.map(\.frame), "\(name)")
        #expect(label.frames.map(\.annotations) == reference.frames.map(\.annotations), "\(name)")
        #expect(label.frames.map(\.pointLabels) == reference.frames.map(\.points), "\(name)")
        #expect(label.links.count == reference.links, "\(name)")
        #expect(label.categories == reference.categories, "\(name)")
        #expect(label.tracks.map(\.trackID) == reference.tracks.map(\.trackID), "\(name)")
        #expect(label.tracks.map(\.sensor) == reference.tracks.map(\.sensor), "\(name)")
        #expect(label.tracks.map { Int($0.frames) } == reference.tracks.map(\.frames.count), "\(name)")
        #expect(label.tracks.map(\.keyframes) == reference.tracks.map(\.keyframes), "\(name)")
        #expect(
            label.tracks.map { $0.firstFrame as Int32? } == reference.tracks.map { $0.frames.min() },
            "\(name)")
        #expect(
            label.tracks.map { $0.lastFrame as Int32? } == reference.tracks.map { $0.frames.max() }, "\(name)"
        )
        #expect(label.annotations.count == reference.annotations.count, "\(name)")
        for (one, other) in zip(label.annotations, reference.annotations) { compare(one, other, name) }
    }

    private func compare(_ row: AnnotationRow, _ reference: Reference.Annotation, _ name: String) {
        #expect(row.id == reference.id, "\(name)")
        #expect(row.trackID == reference.trackID, "\(name)")
        #expect(row.categoryID == reference.categoryID, "\(name)")
        #expect(row.type == reference.type, "\(name)")
        #expect(row.vertices == reference.vertices, "\(name)")
        #expect(row.pointCount == reference.pointCount, "\(name)")
        #expect(isNear(row.lower, reference.lower), "\(name): \(row) \(reference)")
        #expect(isNear(row.upper, reference.upper), "\(name): \(row) \(reference)")
        // Far from the origin the naive sum loses what the products of coordinates have too many digits for.
        let reach = ((row.lower ?? []) + (row.upper ?? [])).map(\.magnitude).max() ?? 0
        #expect(
            isNear(row.area.map { [$0] }, reference.area.map { [$0] }, slack: reach * reach * 1e-13),
            "\(name): \(row) \(reference)")
        #expect(
            isNear(row.length.map { [$0] }, reference.length.map { [$0] }), "\(name): \(row) \(reference)")
    }

    private func isNear(_ one: [Double]?, _ other: [Double]?, slack: Double = 0) -> Bool {
        guard let one, let other else {
            return one == nil && (other == nil || other?.contains { !$0.isFinite } == true)
        }
        return one.count == other.count
            && zip(one, other).allSatisfy { abs($0 - $1) <= max(slack, 1e-6 * max(1, abs($0), abs($1))) }
    }
}
