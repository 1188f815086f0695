import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

/// What people ask of a diff, each situation in a release of its own.
@Suite struct DiffSituationTests {
    private func diff(
        _ old: String, _ new: String, _ options: DiffOptions = DiffOptions(), taskType: String = "vector"
    ) throws -> DiffBench.Outcome {
        try DiffBench(
            SmallRelease.document(taskType, samples: [SmallRelease.sample(1, old)]),
            SmallRelease.document(taskType, samples: [SmallRelease.sample(1, new)])
        ).diff(options)
    }

    @Test func `of two annotations of one id, the one that moved is the one that changed`() throws {
        func label(_ x: Double) -> String {
            SmallRelease.still([
                SmallRelease.box(1, 0, id: 1), SmallRelease.box(1, x, 0, x + 40, 40, id: 1),
                SmallRelease.box(2, 300, id: 2),
            ])
        }
        let summary = try diff(label(100), label(104)).summary
        #expect(summary.annotations == .init(modified: 1, unchanged: 2, geometryChanged: 1))
    }

    @Test func `a name in another normal form is a renamed category`() throws {
        let samples = [SmallRelease.sample(1, SmallRelease.still([SmallRelease.box(1)]))]
        let outcome = try DiffBench(
            SmallRelease.document(categories: ["Foug\u{E8}re"], samples: samples),
            SmallRelease.document(categories: ["Fouge\u{300}re"], samples: samples)
        ).diff()
        #expect(outcome.summary.categories == .init(renamed: 1))
        #expect(outcome.summary.annotations == .init(unchanged: 1))
    }

    private func cuboid(_ size: String, yaw: String, rotation: String? = nil) -> String {
        let rotation = rotation.map { ",\"rotation\":\($0)" } ?? ""
        return """
            {"id":1,"category_id":1,"type":"cuboid","position":{"x":4,"y":2,"z":1},"dimensions":\(size),
             "yaw":\(yaw)\(rotation)}
            """
    }

    @Test func `length and width that were swapped turn the cuboid, and share all of it`() throws {
        let outcome = try diff(
            SmallRelease.still([cuboid(#"{"x":4,"y":2,"z":1.5}"#, yaw: "0")]),
            SmallRelease.still([cuboid(#"{"x":2,"y":4,"z":1.5}"#, yaw: "1.5707963267948966")]),
            taskType: "pointcloud-cuboid")
        let geometry = try #require(outcome.changes.last?.fields.first?.geometry)
        #expect(outcome.changes.last?.fields.map(\.field) == ["geometry"])
        #expect(abs((geometry.iou ?? 0) - 1) < 1e-12 && abs((geometry.angle ?? 0) - .pi / 2) < 1e-12)
        #expect(geometry.centerShift == 0 && geometry.sizeRatio == 1)
    }

    @Test func `half a turn that wraps, and a quaternion and its negative, are hidden`() throws {
        let size = #"{"x":4,"y":2,"z":1}"#
        let outcome = try diff(
            SmallRelease.still([
                cuboid(
                    size, yaw: "3.141592653589793", rotation: #"{"qx":0.1,"qy":0.2,"qz":0.3,"qw":0.9}"#)
            ]),
            SmallRelease.still([
                cuboid(
                    size, yaw: "-3.141592653589793",
                    rotation: #"{"qx":-0.1,"qy":-0.2,"qz":-0.3,"qw":-0.9}"#)
            ]), taskType: "pointcloud-cuboid")
        #expect(outcome.summary.isEmpty)
        #expect(outcome.summary.hidden == [.init(rule: "equal rotations", differences: 2)])
    }

    @Test func `frames of a track that were filled in were added, and nothing else changed`() throws {
        func box(_ frame: Int) -> String {
            """
            {"id":\(frame + 1),"track_id":7,"category_id":1,"type":"bbox","is_keyframe":false,
             "points":[[\(frame),0],[30,40]]}
            """
        }
        let all = (0..<9).map { [box($0)] }
        let gap = (0..<9).map { (3...5).contains($0) ? [] : [box($0)] }
        let outcome = try diff(
            SmallRelease.sequence(gap), SmallRelease.sequence(all), taskType: "image-vector-sequence")
        #expect(outcome.summary.annotations == .init(added: 3, unchanged: 6))
        #expect(outcome.changes.dropFirst().map(\.frame) == [3, 4, 5])
        #expect(outcome.changes.allSatisfy { !$0.isStill })
    }

    @Test func `signatures are hidden; another parameter or another store is another asset`() throws {
        func release(_ urls: [String]) -> JSONValue {
            SmallRelease.document(
                samples: urls.enumerated().map { SmallRelease.sample($0.offset, url: $0.element, nil) })
        }
        let signed = ["X-Amz-Signature=", "X-Goog-Signature=", "sv=1&sig=", "Policy=p&Signature="]
        let outcome = try DiffBench(
            release(
                signed.map { "https://a.org/1.jpg?\($0)1" } + ["https://a.org/1.jpg?id=1", "https://a.org/1"]),
            release(
                signed.map { "https://a.org/1.jpg?\($0)2" } + ["https://a.org/1.jpg?id=2", "https://b.org/1"])
        ).diff()
        #expect(outcome.summary.samples.modified == 2 && outcome.summary.samples.unchanged == 4)
        #expect(outcome.summary.hidden == [.init(rule: "signed urls", differences: 4)])
    }

    @Test func `another mask is one, whatever the annotation list says`() throws {
        func label(_ url: String, _ annotations: String) -> String {
            """
            {"label_status":"LABELED","attributes":{"annotations":[\(annotations)],
             "segmentation_bitmap":{"url":"\(url)"}}}
            """
        }
        let annotations = [#"{"id":1,"category_id":1}"#, #"{"id":1,"category_id":2}"#, ""]
        for list in annotations {
            for other in annotations {
                let summary = try diff(
                    label("https://e.org/1.png?X-Amz-Signature=1", list), label("https://e.org/2.png", other),
                    taskType: "segmentation-bitmap"
                ).summary
                #expect(summary.labels.maskChanged == 1 && summary.labels.modified == 1)
                let same = try diff(
                    label("https://e.org/1.png?X-Amz-Signature=1", list),
                    label("https://e.org/1.png?X-Amz-Signature=2", other), taskType: "segmentation-bitmap"
                ).summary
                #expect(same.labels.maskChanged == 0 && same.hidden.map(\.rule) == ["signed urls"])
            }
        }
    }

    @Test func `a null label has the status UNLABELED`() throws {
        func release(_ label: String?) -> JSONValue {
            SmallRelease.document(samples: [
                SmallRelease.sample(1, label), SmallRelease.sample(2, SmallRelease.still([])),
            ])
        }
        let label = SmallRelease.still([SmallRelease.box(1)])
        for without in ["null", nil] {
            let bench = try DiffBench(release(without), release(label))
            let options = DiffOptions.with { $0.statuses = ["unlabeled"] }
            let there = try bench.diff(options)
            #expect(there.changes.map(\.line).last == "label added u1 ground-truth")
            #expect(there.summary.labels == .init(added: 1) && there.summary.annotations == .init(added: 1))
            #expect(try bench.diff(options, isReversed: true).summary == there.summary.mirrored)
            #expect(try bench.diff(.with { $0.statuses = ["REVIEWED"] }).summary.isEmpty)
            let labeled = try bench.diff(.with { $0.statuses = ["LABELED"] }).summary
            #expect(labeled.labels == .init(added: 1, unchanged: 1))
        }
        // A label that states no status is not one that is missing.
        let silent = #"{"attributes":{"annotations":[]}}"#
        let other = #"{"score":1,"attributes":{"annotations":[]}}"#
        let summary = try DiffBench(release(silent), release(other)).diff(
            .with { $0.statuses = ["UNLABELED"] }
        ).summary
        #expect(summary.labels == .init())
    }

    @Test func `samples without a common uuid are the same by name and asset, signatures aside`() throws {
        func release(_ uuid: Int, _ url: String) -> JSONValue {
            SmallRelease.document(samples: [SmallRelease.sample(uuid, name: "a.jpg", url: url, nil)])
        }
        func pairs(_ one: String, _ other: String) throws -> Bool {
            let outcome = try DiffBench(release(1, one), release(2, other)).diff(
                .with { $0.pairsSamplesByName = true })
            return outcome.summary.samples.added == 0
        }
        #expect(try pairs("https://e.org/a?id=1&X-Amz-Date=1", "https://e.org/a?X-Amz-Date=2&id=1"))
        #expect(try !pairs("https://e.org/a?id=1", "https://e.org/a?id=2"))
    }

    @Test func `a sample that came or went says how much it brought along`() throws {
        let label = SmallRelease.still([SmallRelease.box(1), SmallRelease.box(2, 20, id: 2)])
        let bench = try DiffBench(
            SmallRelease.document(samples: [SmallRelease.sample(2, "null")]),
            SmallRelease.document(samples: [SmallRelease.sample(1, label, others: ",\"model\":\(label)")]))
        let changes = try bench.diff().changes.filter { $0.level == .sample }
        #expect(
            changes.map(\.contents) == [.init(labels: 2, annotations: 4), .init(labels: 0, annotations: 0)])
        let narrowed = try bench.diff(.with { $0.labelsets = ["model"] }).changes
        #expect(narrowed.first { $0.level == .sample }?.contents == .init(labels: 1, annotations: 2))
    }
}
