import TestSupport
import Testing

@testable import ReleaseFormat

@Suite struct PointRunsTests {
    private func unpacked(_ bytes: [UInt8]) -> (runs: [(Int64, Int)], isWhole: Bool) {
        var runs: [(Int64, Int)] = []
        let isWhole = bytes.withUnsafeBytes { PointRuns.forEach(in: $0) { runs.append(($0, $1)) } }
        return (runs, isWhole)
    }

    @Test func `runs come back as they were packed`() {
        var random = SeededRandom(seed: SeededRandom.chosenSeed)
        let edges: [Int64] = [0, 1, -1, 63, 64, -64, -65, 8191, 8192, .max, .min, 1 << 24]
        for _ in 0..<500 {
            let runs = (0..<random.int(0...20)).map { _ in
                (
                    random.chance(0.5) ? random.pick(edges) : Int64(bitPattern: random.next()),
                    random.pick([1, 127, 128, 1 << 20, Int.max])
                )
            }
            var packed = ByteBuffer()
            for run in runs { PointRuns.append(value: run.0, count: run.1, to: &packed) }
            let back = unpacked(Array(packed.bytes))
            #expect(back.isWhole)
            #expect(back.runs.elementsEqual(runs, by: ==), "RELWH_SEED=\(random.seed)")
        }
    }

    @Test(
        arguments: [[0x80], [0x02], [0x02, 0x80], Array(repeating: 0x80, count: 11) + [0, 0]] as [[UInt8]])
    func `bytes that are no runs are told`(bytes: [UInt8]) {
        #expect(!unpacked(bytes).isWhole)
    }

    @Test func `point labels of any values come back`() throws {
        let frame = try Reading.label(
            #"{"point_annotations":[0,0,-5,9223372036854775807,9223372036854775807,1.0,1e0,1,-9223372036854775808]}"#
        ).frames[0]
        #expect(frame.pointLabels == [0, 0, -5, .max, .max, 1, 1, 1, .min])
        #expect(frame.points == 9)
        let empty = try Reading.label(#"{"point_annotations":[]}"#).frames[0]
        #expect(empty.pointLabels == [])
        #expect(empty.points == 0)
    }
}
