import TestSupport
import Testing

@testable import Warehouse

@Suite struct RingContactsTests {
    private static func judge(_ points: [SIMD2<Double>]) -> RingContacts.Verdict? {
        var contacts = RingContacts()
        return judge(points, &contacts)
    }

    private static func judge(
        _ points: [SIMD2<Double>], _ contacts: inout RingContacts
    ) -> RingContacts.Verdict? {
        points.flatMap { [$0.x, $0.y] }.withUnsafeBufferPointer { contacts.judge($0) }
    }

    private static func word(_ verdict: RingContacts.Verdict?) -> String {
        switch verdict {
        case nil: "none"
        case .simple: "simple"
        case .touching: "touching"
        case .crossing: "crossing"
        }
    }

    @Test func `borders are told by hand`() {
        let cases: [(String, [SIMD2<Double>], RingContacts.Verdict?)] = [
            ("a triangle", [[0, 0], [4, 0], [0, 4]], .simple),
            ("a square, closed", [[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]], .simple),
            ("a corner twice", [[0, 0], [4, 0], [4, 0], [4, 4], [0, 4]], .simple),
            ("a bow tie", [[0, 0], [4, 4], [4, 0], [0, 4]], .crossing(0, 2)),
            ("a corner on an edge", [[0, 0], [4, 0], [4, 4], [2, 0], [0, 4]], .touching(0, 2)),
            (
                "a corner on a corner", [[0, 0], [4, 0], [2, 2], [4, 4], [0, 4], [2, 2]], .touching(1, 4)
            ),
            (
                "an eight through a corner", [[0, 0], [2, 2], [4, 4], [4, 0], [2, 2], [0, 4]], .crossing(0, 3)
            ),
            (
                "through an edge at a corner", [[0, 0], [4, 0], [4, 4], [2, 0], [2, -2], [0, 4]],
                .crossing(0, 4)
            ),
            ("a spike", [[0, 0], [4, 0], [4, 4], [4, 2], [0, 2]], .touching(1, 2)),
            (
                "a hole by a bridge",
                [[0, 0], [9, 0], [9, 9], [0, 9], [0, 0], [3, 3], [3, 6], [6, 6], [6, 3], [3, 3]],
                .touching(4, 9)
            ),
            ("two corners", [[0, 0], [4, 0]], nil),
            ("two corners, closed and repeated", [[0, 0], [0, 0], [4, 0], [0, 0]], nil),
            ("one corner", [[1, 1]], nil),
            ("none", [], nil),
            ("three on one line", [[0, 0], [4, 0], [2, 0]], .touching(0, 1)),
        ]
        for (name, points, expected) in cases {
            let verdict = Self.judge(points)
            #expect(Self.word(verdict) == Self.word(expected), "\(name): \(String(describing: verdict))")
            // Wherever the list begins and whichever way round it goes.
            for shift in points.indices where !name.contains("closed") {
                let turned = Array(points[shift...] + points[..<shift])
                #expect(Self.word(Self.judge(turned)) == Self.word(expected), "\(name) from \(shift)")
                #expect(
                    Self.word(Self.judge(turned.reversed())) == Self.word(expected),
                    "\(name) back from \(shift)")
            }
        }
        #expect(Self.judge([[0, 0], [4, 4], [4, 0], [0, 4]]) == .crossing(0, 2))
        #expect(
            Self.judge([[0, 0], [0, 0], [4, 4], [4, 0], [0, 4]]) == .crossing(0, 3), "places in the list")
    }

    @Test func `the last bit of a coordinate decides`() {
        // A corner a hair's breadth above an edge, on it, and below.
        for (place, expected) in [(0.5.nextUp, "simple"), (0.5, "touching"), (0.5.nextDown, "crossing")] {
            let points: [SIMD2<Double>] = [[0, 0], [12, 12], [12, 20], [0.5, place], [-3, 20]]
            #expect(Self.word(Self.judge(points)) == expected, "\(place)")
        }
    }

    @Test func `orientation has the sign that whole numbers have`() {
        let seed = SeededRandom.chosenSeed
        var random = SeededRandom(seed: seed)
        for _ in 0..<20_000 {
            // Points near a line, off it by single steps of a double: whole numbers of 53 bits.
            let a = SIMD2<Int64>(Int64(random.int(0...(1 << 52))), Int64(random.int(0...(1 << 52))))
            let way = SIMD2<Int64>(Int64(random.int(-1000...1000)), Int64(random.int(-1000...1000)))
            let b = a &+ way &* Int64(random.int(-1_000_000...1_000_000))
            let c =
                a &+ way &* Int64(random.int(-1_000_000...1_000_000))
                &+ SIMD2(Int64(random.int(-1...1)), Int64(random.int(-1...1)))
            let one = Int128(b.x - a.x) * Int128(c.y - a.y)
            let other = Int128(b.y - a.y) * Int128(c.x - a.x)
            let sign = Orientation.sign(SIMD2<Double>(a), SIMD2<Double>(b), SIMD2<Double>(c))
            #expect(sign == (one > other ? 1 : one < other ? -1 : 0), "\(a) \(b) \(c), seed \(seed)")
        }
    }

    @Test func `a border of ten thousand corners is judged by few pairs`() {
        // A comb, whose edges all reach over the same heights; then one tooth bent over its neighbour.
        var points: [SIMD2<Double>] = []
        for tooth in 0..<5000 {
            points.append([Double(tooth), 0])
            points.append([Double(tooth) + 0.5, 100])
        }
        points.append([5000, -1])
        points.append([-1, -1])
        var verdicts: [RingContacts.Verdict?] = []
        let taken = ThreadTime.measure {
            verdicts.append(Self.judge(points))
            points[5001].x += 1.5
            verdicts.append(Self.judge(points))
        }
        #expect(Self.word(verdicts[0]) == "simple")
        #expect(Self.word(verdicts[1]) == "crossing")
        // Fifty million pairs would take seconds, unoptimised.
        #expect(taken < .seconds(2))
    }

    // MARK: Against shapely

    /// The polygons of `Scripts/record-geometry.py`.
    private static func polygon(_ draw: inout ReferenceRandom, _ index: Int) -> [SIMD2<Double>] {
        let count = 3 + draw.below(10)
        func grid(_ side: UInt64) -> SIMD2<Double> {
            let x = Double(draw.below(side))
            return SIMD2(x, Double(draw.below(side)))
        }
        var points: [SIMD2<Double>] = []
        switch index % 6 {
        case 0: for _ in 0..<count { points.append(grid(5)) }
        case 1:
            for _ in 0..<(3 + draw.below(4)) {
                let x = draw.fraction() * 100
                points.append(SIMD2(x, draw.fraction() * 100))
            }
        case 2:
            let steps = 8 + draw.below(40)
            for step in 0..<steps {
                let direction = directions[step * 64 / steps]
                let reach = 5 + draw.fraction() * 40
                points.append(SIMD2(50 + direction.x * reach, 50 + direction.y * reach))
            }
            if draw.below(2) == 1 {
                let at = draw.below(UInt64(steps))
                points.swapAt(at, draw.below(UInt64(steps)))
            }
        case 3:
            for _ in 0..<count {
                let place = Double(draw.below(16))
                let noise = Double(draw.below(3) - 1) * 0x1p-49
                points.append(SIMD2(0.1 * place + 0.7, 0.3 * place + 0.9 + noise))
            }
        case 4:
            let teeth = 20 + draw.below(60)
            for tooth in 0..<teeth {
                let left = Double(tooth) * 3
                points.append(SIMD2(left, draw.fraction() * 5))
                let x = left + 1 + draw.fraction()
                points.append(SIMD2(x, 50 + draw.fraction() * 5))
            }
            points.append(SIMD2(Double(teeth) * 3, -1))
            points.append(SIMD2(-1, -1))
            if draw.below(2) == 1 {
                let at = draw.below(UInt64(teeth * 2))
                points[at].x += 4 * draw.fraction()
            }
        default:
            for _ in 0..<count {
                let point = grid(7)
                points.append(point)
                if draw.below(4) == 0 { points.append(point) }
            }
            if draw.below(2) == 1 { points.append(points[0]) }
        }
        return points
    }

    /// 64 directions around the origin.
    private static let directions: [SIMD2<Double>] = (0..<4).flatMap { turn in
        (0..<16).map { step in
            var point = SIMD2(Double(16 - step) / 16, Double(step) / 16)
            for _ in 0..<turn { point = SIMD2(-point.y, point.x) }
            return point
        }
    }

    @Test
    func `forty thousand polygons are simple, touch or cross themselves as shapely and whole numbers say`()
        throws
    {
        let polygons = 40_000
        let bytes = try Repository.bytes(of: "Fixtures/findings/polygons.bin")
        try #require(bytes.count == polygons / 4)
        let words = ["simple", "touching", "crossing", "none"]
        var draw = ReferenceRandom(seed: 0x706F_6C79_676F_6E73)
        var contacts = RingContacts()
        var wrong: [String] = []
        for index in 0..<polygons {
            let points = Self.polygon(&draw, index)
            let found = Self.word(Self.judge(points, &contacts))
            let expected = words[Int(bytes[index / 4] >> UInt8(index % 4 * 2) & 3)]
            if found != expected { wrong.append("\(index) is \(found), not \(expected)") }
        }
        #expect(wrong.isEmpty, "\(wrong.count) of \(polygons): \(wrong.prefix(5))")
    }
}
