import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

@Suite struct KeyframesStatisticTests {
    /// A sequence in which track 1 says this of itself frame by frame: k keyframe, i interpolated, n nothing, - absent.
    private static func label(_ words: String, category: Int = 1) -> String {
        let frames = words.map { word in
            switch word {
            case "k": #"{"id":1,"track_id":1,"category_id":\#(category),"is_keyframe":true}"#
            case "i": #"{"id":1,"track_id":1,"category_id":\#(category),"is_keyframe":false}"#
            case "n": #"{"id":1,"track_id":1,"category_id":\#(category)}"#
            default: ""
            }
        }
        return "{\"frames\":[" + frames.map { "{\"annotations\":[\($0)]}" }.joined(separator: ",") + "]}"
    }

    private static func rows(_ labels: String..., change: (inout StatisticOptions) -> Void = { _ in }) throws
        -> FigureRows
    {
        let samples = labels.enumerated().map { Documents.sample("s\($0)", label: $1) }
        let document = Documents.release("image-vector-sequence", samples.joined(separator: ","))
        return try Shelf().statistic("keyframes", of: document, change).rows()
    }

    @Test func `interpolated runs end at keyframes, gaps and silence`() throws {
        let rows = try Self.rows(Self.label("kiiiki-iik"), Self.label("iini"), Self.label("nnn"))
        let cars = try #require(rows.only(["category": "car"]))
        #expect(cars.count("annotations") == 12)
        #expect(cars.count("keyframes") == 3)
        #expect(isClose(cars.number("keyframe_share"), 0.25))
        #expect(cars.count("not_stated") == 4)
        // The third track says nothing at all.
        #expect(cars.count("tracks") == 2)
        #expect(cars.count("tracks_without_keyframe") == 1)
        #expect(cars.number("longest_interpolated_run") == 3)
        // 3, 1, 2 and 2, 1.
        #expect(cars.number("median_interpolated_run") == 2)
        #expect(cars.count("interpolated_runs") == 5)
    }

    @Test func `two annotations of a track in one frame speak together`() throws {
        let twice = """
            {"frames":[{"annotations":[{"track_id":1,"is_keyframe":false},{"track_id":1,"is_keyframe":true}]},
                       {"annotations":[{"track_id":1,"is_keyframe":false},{"track_id":1}]},
                       {"annotations":[{"track_id":1},{"track_id":1,"is_keyframe":false}]},
                       {"annotations":[{"track_id":1,"is_keyframe":false},{"track_id":1,"is_keyframe":false}]}]}
            """
        let rows = try Self.rows(twice)
        #expect(rows["interpolated_runs"] == ["1"])
        #expect(rows["longest_interpolated_run"] == ["1.0"])
    }

    @Test func `what a release does not say is unknown`() throws {
        let mute = Documents.release("image-vector-sequence", Documents.sample(label: Self.label("nn")))
        #expect(try Shelf().statistic("keyframes", of: mute).tables[0].unknown == "needs is_keyframe")
        let rows = try Self.rows(Self.label("nn"), Self.label("k", category: 2))
        let cars = try #require(rows.only(["category": "car"]))
        #expect(cars.reason("keyframe_share") == "needs is_keyframe")
        #expect(cars.count("not_stated") == 2)
        #expect(rows.only(["category": "van"])?["longest_interpolated_run"] == nil)
        let untracked = try Self.rows(#"{"frames":[{"annotations":[{"category_id":1,"is_keyframe":true}]}]}"#)
        #expect(untracked.rows[0].number("keyframe_share") == 1)
        #expect(untracked.rows[0].reason("tracks") == "needs track ids")
        let vans = try Self.rows(Self.label("k"), Self.label("i", category: 2)) { $0.categories = ["van"] }
        #expect(vans["category"] == ["van"])
    }

    @Test func `keyframes are what a naive reading says`() throws {
        let base = SeededRandom.chosenSeed
        for (offset, task) in SpaceTasks.all.enumerated() where task.contains("sequence") {
            let seed = base &+ UInt64(offset)
            var generator = ReleaseGenerator(seed: seed, oddity: 0)
            let document = generator.release(of: task, samples: 6)
            let found = try Shelf().statistic("keyframes", of: document).rows()
            var stated: [String: [Bool]] = [:]
            var runs: [String: [Double]] = [:]
            for sequence in NaiveSequence.all(in: document) {
                for (_, annotation) in sequence.annotations {
                    if let flag = annotation["is_keyframe"]?.bool {
                        stated[groupKey(sequence.labelset, annotation), default: []].append(flag)
                    }
                }
                for track in sequence.tracks {
                    // k, i or n for each frame of the sequence, - where the track is not.
                    let words = sequence.frames.indices.map { frame -> Character in
                        let flags = track.filter { $0.frame == frame }.map {
                            $0.annotation["is_keyframe"]?.bool
                        }
                        if flags.isEmpty { return "-" }
                        if flags.contains(true) { return "k" }
                        return flags.contains(nil) ? "n" : "i"
                    }
                    runs[groupKey(sequence.labelset, track[0].annotation), default: []] +=
                        words.split { $0 != "i" }.map { Double($0.count) }
                }
            }
            for row in found.rows where row.reason("keyframe_share") == nil {
                let flags = try #require(stated[row.groupKey], "seed \(seed) \(task)")
                #expect(row.count("annotations") == flags.count, "seed \(seed) \(task)")
                #expect(row.count("keyframes") == flags.count { $0 }, "seed \(seed) \(task)")
                guard row.reason("tracks") == nil else { continue }
                let own = runs[row.groupKey] ?? []
                #expect(row.number("longest_interpolated_run") == own.max(), "seed \(seed) \(task)")
                #expect(row.number("median_interpolated_run") == naiveMedian(own), "seed \(seed) \(task)")
            }
            #expect(
                found.rows.count { $0.reason("keyframe_share") == nil } == stated.count,
                "seed \(seed) \(task)")
        }
    }
}
