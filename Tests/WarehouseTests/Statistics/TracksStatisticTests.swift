import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

@Suite struct TracksStatisticTests {
    /// Track 1 is in frames 0, 1 and 3 of 5, track 2 in the last two, track 3 twice in frame 2; one box has no track.
    private static let label = """
        {"frames":[
            {"timestamp":1700000000000000000,"annotations":[{"id":1,"track_id":1,"category_id":1}]},
            {"timestamp":"1700000000100000001","annotations":[{"id":1,"track_id":1,"category_id":2}]},
            {"timestamp":1700000000200000000,"annotations":[
                {"id":1,"track_id":3,"category_id":2},{"id":2,"track_id":3,"category_id":2},{"id":9,"category_id":2}]},
            {"timestamp":1700000000300000007,"annotations":[
                {"id":1,"track_id":1,"category_id":1},{"id":2,"track_id":2,"category_id":1}]},
            {"timestamp":1700000000400000000,"annotations":[{"id":2,"track_id":2,"category_id":1}]}]}
        """

    private static let document = Documents.release(
        "image-vector-sequence", Documents.sample(label: label))

    @Test func `tracks are measured from their first frame to their last`() throws {
        let report = try Shelf().statistic("tracks", of: Self.document)
        let rows = try report.rows()
        #expect(rows.rows.count == 2)
        let cars = try #require(rows.only(["category": "car"]))
        #expect(cars.count("tracks") == 2)
        #expect(cars.count("annotations") == 5)
        #expect(cars.number("length_mean") == 2.5)
        #expect(cars.number("length_max") == 3)
        #expect(cars.number("span_max") == 4)
        #expect(cars.number("span_min") == 2)
        #expect(cars.count("gaps") == 1)
        #expect(cars.count("tracks_with_gaps") == 1)
        #expect(cars.count("births") == 1)
        #expect(cars.count("deaths") == 1)
        #expect(cars.count("without_track") == 0)
        #expect(cars.count("without_time") == 0)
        // To the nanosecond.
        #expect(cars.number("duration_max") == 0.300000007)
        #expect(cars.number("duration_min") == 0.099999993)
        let vans = try #require(rows.only(["category": "van"]))
        #expect(vans.count("tracks") == 1)
        #expect(vans.count("annotations") == 2)
        #expect(vans.number("length_max") == 1)
        #expect(vans.count("gaps") == 0)
        #expect(vans.count("births") == 1)
        #expect(vans.count("deaths") == 1)
        #expect(vans.count("without_track") == 1)
        #expect(vans.number("duration_max") == 0)
        let lengths = try report.rows("histogram")
        #expect(
            lengths.rows.filter { $0["category"] == "car" }.compactMap { $0.count("count") }.reduce(0, +) == 2
        )
    }

    @Test func `a filter on annotations shortens tracks`() throws {
        let rows = try Shelf().statistic("tracks", of: Self.document) { $0.categories = ["car"] }.rows()
        let cars = try #require(rows.only(["category": "car"]))
        // Without the van of frame 1.
        #expect(cars.count("tracks") == 2)
        #expect(cars.count("annotations") == 4)
        #expect(cars.count("gaps") == 2)
        let early = try Shelf().statistic("tracks", of: Self.document) {
            $0.condition = "frame < 2"
            $0.groups = [.status]
        }.rows()
        let only = try #require(early.only(["status": "LABELED"]))
        #expect(only.count("tracks") == 1)
        #expect(only.count("deaths") == 1)
        #expect(only.number("length_max") == 2)
    }

    @Test func `each sensor has tracks of its own`() throws {
        let frames = """
            {"frames":[{"annotations":[{"id":1,"track_id":1,"category_id":1}]},
                       {"annotations":[{"id":1,"track_id":1,"category_id":1}]}]}
            """
        let label = """
            {"sensors":[{"name":"front","task_type":"image-vector-sequence","attributes":\(frames)},
                        {"name":"rear","task_type":"image-vector-sequence","attributes":\(frames)},
                        {"name":"idle","task_type":"image-vector-sequence","attributes":[]}]}
            """
        let assets = """
            {"sensors":[{"name":"rear","attributes":{"frames":[{"timestamp":1700000000.25},{"timestamp":"1700000001"}]}},
                        {"name":"front","attributes":{"frames":[{"timestamp":1},{"timestamp":2}]}}]}
            """
        let document = Documents.release(
            "multisensor-sequence", Documents.sample(attributes: assets, label: label))
        let all = try Shelf().statistic("tracks", of: document).rows()
        #expect(all["tracks"] == ["2"])
        let rows = try Shelf().statistic("tracks", of: document) { $0.groups = [.sensor] }.rows()
        #expect(rows["sensor"] == ["front", "rear"])
        let (front, rear) = (rows.rows[0], rows.rows[1])
        #expect(rear.number("duration_max") == 0.75)
        #expect(front.reason("duration_max") == "needs time stamps of a known unit")
        #expect(front.count("without_time") == 1)
        let seconds = try Shelf().statistic("tracks", of: document) {
            $0.groups = [.sensor]
            $0.timeUnit = .milliseconds
            $0.sensors = ["front"]
        }.rows()
        #expect(seconds["sensor"] == ["front"])
        #expect(seconds.rows[0].number("duration_max") == 0.001)
    }

    @Test func `what a release does not say is unknown`() throws {
        let still = Documents.boxes()
        #expect(try Shelf().statistic("tracks", of: still).tables[0].unknown == "needs track ids")
        let untracked = Documents.release(
            "image-vector-sequence",
            Documents.sample(label: #"{"frames":[{"annotations":[{"id":1,"category_id":1}]}]}"#),
            Documents.sample(
                "s2", label: #"{"frames":[{"annotations":[{"id":1,"track_id":1,"category_id":2}]}]}"#))
        let rows = try Shelf().statistic("tracks", of: untracked).rows()
        let cars = try #require(rows.only(["category": "car"]))
        #expect(cars.reason("tracks") == "needs track ids")
        #expect(cars.count("without_track") == 1)
        let vans = try #require(rows.only(["category": "van"]))
        #expect(vans.reason("duration_mean") == "needs time stamps")
        let none = try Shelf().statistic("tracks", of: untracked) { $0.categories = ["car"] }
        #expect(none.tables[0].unknown == "needs track ids")
        let nothing = try Shelf().statistic("tracks", of: untracked) { $0.statuses = ["SKIPPED"] }
        #expect(nothing.tables[0].unknown == nil)
        #expect(nothing.tables[0].rows.isEmpty)
    }

    @Test func `a track that ends before it begins has no duration`() throws {
        let label = """
            {"frames":[{"timestamp":1700000002,"annotations":[{"id":1,"track_id":1,"category_id":1}]},
                       {"timestamp":1700000001,"annotations":[{"id":1,"track_id":1,"category_id":1}]}]}
            """
        let document = Documents.release("image-vector-sequence", Documents.sample(label: label))
        let rows = try Shelf().statistic("tracks", of: document).rows()
        #expect(rows["without_time"] == ["1"])
        // Nothing is missing but a sensible time.
        #expect(rows["duration_mean"] == [nil])
    }

    @Test func `groups go together, and a row without tracks says why`() throws {
        let document = Documents.release(
            "image-vector-sequence",
            Documents.sample(
                metadata: #"{"site":"north"}"#,
                label: """
                    {"frames":[{"annotations":[{"id":1,"track_id":1,"category_id":1,"attributes":{"hue":"red"}}]},
                               {"annotations":[{"id":1,"track_id":1,"category_id":1,"attributes":{"hue":"blue"}}]}]}
                    """))
        let rows = try Shelf().statistic("tracks", of: document) {
            $0.groups = [.metadata("site"), .attribute("hue")]
        }.rows()
        // A track belongs to the groups of its first annotation.
        #expect(rows["metadata.site"] == ["north"])
        #expect(rows["attribute.hue"] == ["red"])
        #expect(rows["length_max"] == ["2.0"])
    }

    @Test func `tracks are what a naive reading says`() throws {
        let base = SeededRandom.chosenSeed
        for (offset, task) in SpaceTasks.all.enumerated() where task.contains("sequence") {
            let seed = base &+ UInt64(offset)
            var generator = ReleaseGenerator(seed: seed, oddity: 0)
            let document = generator.release(of: task, samples: 6)
            let found = try Shelf().statistic("tracks", of: document) { $0.timeUnit = .nanoseconds }.rows()
            var naive: [String: Naive] = [:]
            for sequence in NaiveSequence.all(in: document) {
                for track in sequence.tracks {
                    naive[groupKey(sequence.labelset, track[0].annotation), default: Naive()]
                        .add(track, sequence)
                }
            }
            #expect(found.rows.count == naive.count, "seed \(seed) \(task)")
            for row in found.rows {
                let own = try #require(naive[row.groupKey], "seed \(seed) \(task)")
                #expect(row.count("tracks") == own.lengths.count, "seed \(seed) \(task)")
                #expect(isClose(row.number("length_mean"), naiveMean(own.lengths)), "seed \(seed) \(task)")
                #expect(
                    isClose(row.number("length_median"), naiveMedian(own.lengths)), "seed \(seed) \(task)")
                #expect(isClose(row.number("span_mean"), naiveMean(own.spans)), "seed \(seed) \(task)")
                #expect(row.count("gaps") == own.gaps, "seed \(seed) \(task)")
                #expect(row.count("births") == own.births, "seed \(seed) \(task)")
                #expect(row.count("deaths") == own.deaths, "seed \(seed) \(task)")
                #expect(isClose(row.number("duration_mean"), naiveMean(own.seconds)), "seed \(seed) \(task)")
                #expect(
                    row.count("without_time") == own.lengths.count - own.seconds.count, "seed \(seed) \(task)"
                )
            }
        }
    }

    private struct Naive {
        var lengths: [Double] = []
        var spans: [Double] = []
        var seconds: [Double] = []
        var gaps = 0
        var births = 0
        var deaths = 0

        mutating func add(_ track: [(frame: Int, annotation: JSONValue)], _ sequence: NaiveSequence) {
            let frames = Set(track.map(\.frame)).sorted()
            let (first, last) = (frames[0], frames[frames.count - 1])
            lengths.append(Double(frames.count))
            spans.append(Double(last - first + 1))
            gaps += (first...last).count { !frames.contains($0) }
            if first > 0 { births += 1 }
            if last < sequence.frames.count - 1 { deaths += 1 }
            guard let start = sequence.timestamp(first), let end = sequence.timestamp(last) else { return }
            var difference = NaiveTime(end).double - NaiveTime(start).double
            if let start = NaiveTime(start).whole, let end = NaiveTime(end).whole {
                difference = Double(end - start)
            }
            if difference >= 0 { seconds.append(difference / 1e9) }
        }
    }
}

/// A time stamp, read in the simplest way.
struct NaiveTime {
    var whole: Int64?
    var double: Double

    init(_ value: JSONValue) {
        whole = value.integer ?? value.string.flatMap { Int64($0) }
        double = value.double ?? value.string.flatMap { Double($0) } ?? .nan
    }
}
