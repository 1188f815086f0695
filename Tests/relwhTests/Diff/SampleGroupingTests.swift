import Testing
import Warehouse

@testable import relwh

@Suite struct SampleGroupingTests {
    @Test(arguments: [0, 1, 2, 5, 100, nil])
    func `the largest are kept, those that came first before their equals`(limit: Int?) {
        var numbers: [Int] = []
        var state: UInt64 = 7
        for _ in 0..<60 {
            state = state &* 6_364_136_223_846_793_005 &+ 1
            numbers.append(Int(state >> 60))
        }
        var foremost = Foremost<Int>(limit: limit)
        for (place, number) in numbers.enumerated() { foremost.add(place, weight: Double(number)) }
        let expected = numbers.indices.sorted { (numbers[$1], $0) < (numbers[$0], $1) }.prefix(limit ?? .max)
        #expect(foremost.elements() == Array(expected))
        #expect(foremost.total == 60)
    }

    private func annotation(_ kind: Change.Kind = .modified, frame: Int, track: Int64?, fields: [String] = [])
        -> Change
    {
        var change = Change(.annotation, kind)
        (change.sampleUUID, change.labelset) = ("u", "l")
        (change.frame, change.trackID, change.category) = (frame, track, "car")
        change.fields = fields.map { FieldChange($0) }
        return change
    }

    private func objects(_ changes: [Change], isPerFrame: Bool = false) -> [ChangedSample.Object] {
        var grouping = SampleGrouping(isPerFrame: isPerFrame)
        for change in changes { #expect(grouping.add(change) == nil) }
        return grouping.finish()?.labels.first?.objects ?? []
    }

    @Test func `frames of a track that changed alike are one object`() {
        let changes = [
            annotation(frame: 1, track: 7, fields: ["geometry"]),
            annotation(frame: 1, track: 8, fields: ["geometry"]),
            annotation(frame: 2, track: 7, fields: ["geometry"]),
            annotation(frame: 3, track: 7, fields: ["geometry", "category"]),
            annotation(.added, frame: 4, track: 7), annotation(.removed, frame: 5, track: 7),
            annotation(.added, frame: 6, track: 7), annotation(.added, frame: 6, track: nil),
            annotation(.added, frame: 7, track: nil),
        ]
        let objects = objects(changes)
        #expect(objects.map { $0.frames?.count } == [2, nil, nil, 2, nil, nil, nil])
        #expect(objects.first?.frames?.last == 2)
        #expect(self.objects(changes, isPerFrame: true).count == changes.count)
    }

    @Test func `a track in another sensor is another`() {
        var other = annotation(frame: 2, track: 7)
        other.sensor = "camera"
        #expect(objects([annotation(frame: 1, track: 7), other]).count == 2)
    }

    @Test func `a sample of a million changes keeps but a few`() {
        var grouping = SampleGrouping()
        for frame in 0..<20_000 { _ = grouping.add(annotation(.added, frame: frame, track: nil)) }
        let sample = grouping.finish()
        #expect(sample?.changes == 20_000)
        #expect(sample?.labels.first?.objects.count == SampleGrouping.objectsShown)
        #expect(sample?.labels.first?.omitted == 20_000 - SampleGrouping.objectsShown)
        #expect(sample?.labels.first?.added == 20_000)
    }

    @Test func `names are told apart by their bytes`() {
        var grouping = SampleGrouping()
        var (composed, decomposed) = (Change(.label, .added), Change(.label, .added))
        (composed.sampleUUID, composed.labelset) = ("\u{E9}", "l")
        (decomposed.sampleUUID, decomposed.labelset) = ("e\u{301}", "l")
        #expect(grouping.add(composed) == nil)
        #expect(grouping.add(decomposed)?.uuid?.utf8.count == 2)
    }
}
