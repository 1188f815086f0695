import TestSupport
import Testing

@testable import ReleaseFormat

/// Files that were cut or changed anywhere: an error that knows its place, or a reading; never a trap.
@Suite struct DamageTests {
    /// A small file with something of everything.
    private static let small: [UInt8] = {
        let text = #"""
            {"name":"v1","dataset":{"name":"d","owner":"ä","task_attributes":{"categories":[{"id":1}]},"samples":[
            {"uuid":"a","name":"\u00e9\ud83d\ude00","attributes":{"frames":[{"image":{"url":"u"}}]},"metadata":{"k":[1,-2.5e3,null]},
            "labels":{"gt":{"label_status":"LABELED","score":0.5,"attributes":{"frames":[{"timestamp":17.5,"annotations":[
            {"id":1,"category_id":2,"type":"polygon","points":[[1.5,2],[3,4.25]],"track_id":3,"is_keyframe":true},
            {"id":2,"position":{"x":1,"y":2,"z":3},"rotation":{"qx":0,"qy":0,"qz":0,"qw":1},"yaw":0.1,"x":{}}],
            "point_annotations":[0,0,1],"segmentation_bitmap":{"url":"m"}}],"links":[{"from_id":1,"to_id":2}]}},"b":null}},
            {"uuid":"b","labels":{"gt":{"attributes":{"sensors":[{"name":"s","attributes":{"frames":[]}},{"name":"t","attributes":[]}]}}}}
            ]}}
            """#
        return Array(text.utf8)
    }()

    @Test func `the file is whole to begin with`() throws {
        #expect(try Reading(bytes: Self.small).samples.count == 2)
    }

    @Test(arguments: [64, 1 << 20])
    func `a file cut at any byte ends with an error that knows where`(capacity: Int) throws {
        let scratch = try ScratchFolder()
        for count in 0..<Self.small.count {
            let path = try scratch.write(Self.small[..<count], to: "cut.json")
            let error = #expect(throws: InputError.self, "cut at \(count)") {
                try Reading(file: path, capacity: capacity)
            }
            // An empty file has nothing that is missing: it is no release.
            #expect(error?.offset == count, "cut at \(count): \(String(describing: error))")
            #expect(error?.kind == .invalid)
        }
    }

    @Test(arguments: [64, 1 << 20])
    func `a file with any byte changed is refused or read`(capacity: Int) throws {
        let scratch = try ScratchFolder()
        let changes: [(UInt8) -> UInt8] = [
            { $0 ^ 0x01 }, { $0 ^ 0x20 }, { $0 ^ 0x80 }, { _ in 0x00 }, { _ in 0xFF },
        ]
        for index in Self.small.indices {
            for change in changes {
                var damaged = Self.small
                damaged[index] = change(damaged[index])
                let path = try scratch.write(damaged, to: "damaged.json")
                do {
                    _ = try Reading(file: path, capacity: capacity)
                } catch {
                    let error = try #require(error as? InputError)
                    #expect(error.offset.map { $0 <= damaged.count } == true, "byte \(index): \(error)")
                }
            }
        }
    }

    @Test func `bytes at random in a file are refused or read, in batches of any size alike`() throws {
        let seed = SeededRandom.chosenSeed
        var random = SeededRandom(seed: seed)
        let scratch = try ScratchFolder()
        let tokens = Array("{}[]\",:\\0eE.-+tfn \n\u{0}uX".utf8)
        for round in 0..<1500 {
            var damaged = Self.small
            for _ in 0..<random.int(1...3) {
                let index = random.int(0...(damaged.count - 1))
                switch random.int(0...2) {
                case 0: damaged[index] = random.pick(tokens)
                case 1: damaged.insert(random.pick(tokens), at: index)
                default: damaged.removeSubrange(index..<min(index + random.int(1...9), damaged.count))
                }
            }
            let path = try scratch.write(damaged, to: "damaged.json")
            let small = Result { try Reading(file: path, capacity: 64) }
            let large = Result { try Reading(file: path) }
            switch (small, large) {
            case (.success(let one), .success(let two)):
                #expect(one == two, "RELWH_SEED=\(seed), round \(round)")
            case (.failure(let one), .failure(let two)):
                #expect(one as? InputError == two as? InputError, "RELWH_SEED=\(seed), round \(round)")
            default: Issue.record("RELWH_SEED=\(seed), round \(round): \(small) \(large)")
            }
        }
    }
}
