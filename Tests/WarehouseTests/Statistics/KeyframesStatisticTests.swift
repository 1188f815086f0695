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

    @Test func `interpolated runs end at keyframes and gaps`() throws {
        let rows = try Self.rows(Self.label("kiiiki-iik"), Self.label("iini"), Self.label("nnn"))
        let cars = try #require(rows.only(["category": "car"]))
        #expect(cars.count("annotations") == 13)
        #expect(cars.count("keyframes") == 3)
        #expect(isClose(cars.number("keyframe_share"), 3.0 / 13))
        // The third label says nothing at all.
        #expect(cars.count("not_stated") == 3)
        #expect(cars.count("tracks") == 2)
        #expect(cars.count("tracks_without_keyframe") == 1)
        #expect(cars.number("longest_interpolated_run") == 4)
        // 3, 1, 2 and 4.
        #expect(cars.number("median_interpolated_run") == 2.5)
        #expect(cars.count("interpolated_runs") == 4)
    }

    @Test func `two annotations of a track in one frame speak together`() throws {
        let twice = """
            {"frames":[{"annotations":[{"track_id":1,"is_keyframe":false},{"track_id":1,"is_keyframe":true}]},
                       {"annotations":[{"track_id":1,"is_keyframe":false},{"track_id":1}]},
                       {"annotations":[{"track_id":1},{"track_id":1,"is_keyframe":true}]},
                       {"annotations":[{"track_id":1,"is_keyframe":false},{"track_id":1,"is_keyframe":false}]}]}
            """
        let rows = try Self.rows(twice)
        #expect(rows["keyframes"] == ["2"])
        #expect(rows["interpolated_runs"] == ["2"])
        #expect(rows["longest_interpolated_run"] == ["1.0"])
    }

    @Test func `where keyframes alone are marked, what is not marked is interpolated`() throws {
        let drawn = (0..<4).map { frame in
            let moving = #"{"id":1,"track_id":1,"category_id":1,"is_keyframe":true}"#
            let still = #"{"id":2,"track_id":2,"category_id":1\#(frame == 0 ? #","is_keyframe":true"# : "")}"#
            return "{\"annotations\":[\(moving),\(still)]}"
        }
        let document = Documents.release(
            "image-vector-sequence",
            Documents.sample(label: "{\"frames\":[\(drawn.joined(separator: ","))]}"))
        let shelf = try Shelf()
        let row = try #require(try shelf.statistic("keyframes", of: document).rows().rows.first)
        #expect(row.count("annotations") == 8 && row.count("keyframes") == 5 && row.count("not_stated") == 0)
        #expect(row.number("keyframe_share") == 0.625)
        #expect(row.number("longest_interpolated_run") == 3 && row.count("interpolated_runs") == 1)
        // The views show what the file says.
        #expect(
            try shelf.lines("SELECT DISTINCT is_keyframe FROM annotations ORDER BY 1") == ["NULL", "1"])
    }

    @Test func `one annotation speaks for all of its label, of all sensors and whatever is filtered`() throws
    {
        let label = """
            {"sensors":[
                {"name":"left","attributes":{"frames":[{"annotations":[{"track_id":1,"category_id":1}]}]}},
                {"name":"right","attributes":{"frames":[
                    {"annotations":[{"track_id":1,"category_id":2}]},
                    {"annotations":[{"track_id":1,"category_id":2,"is_keyframe":true}]}]}}]}
            """
        let rows = try Self.rows(label)
        #expect(rows["category"] == ["van", "car"])
        #expect(rows["annotations"] == ["2", "1"] && rows["not_stated"] == ["0", "0"])
        #expect(rows["tracks"] == ["1", "1"] && rows["tracks_without_keyframe"] == ["0", "1"])
        #expect(rows["longest_interpolated_run"] == ["1.0", "1.0"])
        for change: (inout StatisticOptions) -> Void in [
            { $0.categories = ["car"] }, { $0.sensors = ["left"] }, { $0.condition = "is_keyframe IS NULL" },
        ] {
            let cars = try #require(try Self.rows(label, change: change).only(["category": "car"]))
            #expect(cars.count("annotations") == 1 && cars.count("tracks_without_keyframe") == 1)
        }
    }

    @Test func `a track is of its first annotation's category, whichever frame states it`() throws {
        let label = """
            {"frames":[{"annotations":[{"track_id":1,"category_id":1}]},
                       {"annotations":[{"track_id":1,"category_id":2,"is_keyframe":false}]},
                       {"annotations":[{"track_id":1,"category_id":2,"is_keyframe":false}]}]}
            """
        let rows = try Self.rows(label)
        let car = try #require(rows.only(["category": "car"]))
        let van = try #require(rows.only(["category": "van"]))
        #expect(car.count("annotations") == 1 && van.count("annotations") == 2)
        #expect(car.count("tracks") == 1 && car.number("longest_interpolated_run") == 3)
        #expect(van.count("tracks") == 0 && van.count("tracks_without_keyframe") == 0)
        #expect(van["longest_interpolated_run"] == nil && van.count("interpolated_runs") == 0)
        let whole = try Self.rows(label) { $0.groups = [.labelset] }
        for column in ["annotations", "tracks", "tracks_without_keyframe", "interpolated_runs"] {
            #expect(whole.rows[0].count(column) == rows.rows.reduce(0) { $0 + ($1.count(column) ?? 0) })
        }
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
            var tracks: [String: Int] = [:]
            for sequence in NaiveSequence.all(in: document) where sequence.statesKeyframes {
                for (_, annotation) in sequence.annotations {
                    stated[groupKey(sequence.labelset, annotation), default: []]
                        .append(annotation["is_keyframe"]?.bool ?? false)
                }
                for track in sequence.tracks {
                    // k or i for each frame of the sequence, - where the track is not.
                    let words = sequence.frames.indices.map { frame -> Character in
                        let flags = track.filter { $0.frame == frame }.map {
                            $0.annotation["is_keyframe"]?.bool ?? false
                        }
                        return flags.isEmpty ? "-" : flags.contains(true) ? "k" : "i"
                    }
                    let key = groupKey(sequence.labelset, track[0].annotation)
                    tracks[key, default: 0] += 1
                    runs[key, default: []] += words.split { $0 != "i" }.map { Double($0.count) }
                }
            }
            for row in found.rows where row.reason("keyframe_share") == nil {
                let flags = try #require(stated[row.groupKey], "seed \(seed) \(task)")
                #expect(row.count("annotations") == flags.count, "seed \(seed) \(task)")
                #expect(row.count("keyframes") == flags.count { $0 }, "seed \(seed) \(task)")
                guard row.reason("tracks") == nil else { continue }
                let own = runs[row.groupKey] ?? []
                #expect(row.count("tracks") == tracks[row.groupKey] ?? 0, "seed \(seed) \(task)")
                #expect(row.number("longest_interpolated_run") == own.max(), "seed \(seed) \(task)")
                #expect(row.number("median_interpolated_run") == naiveMedian(own), "seed \(seed) \(task)")
            }
            #expect(
                found.rows.count { $0.reason("keyframe_share") == nil } == stated.count,
                "seed \(seed) \(task)")
        }
    }
}
