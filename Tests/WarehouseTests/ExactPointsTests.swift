import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

/// Boxes and single points stand in columns: the view's text of them is read back as the very same numbers.
@Suite struct ExactPointsTests {
    private let seed = SeededRandom.chosenSeed

    /// As text: the compiler reads literals by way of a wider type, and so some of these wrong.
    private static let texts = [
        // By SQLite's reading, these are what their 15 digits say.
        "682.2374486899309 -2246.4770321555998 9.167000597603011e+52 3.7230529080324498e-84",
        "7.309191339809491e-295 9.264258755994657e-309",
        // And these are not.
        "51.678010601095 1410.84182647051 -0.678202177005022 1.38932532213197e+76",
        // Here SQLite's 17th digit is wrong.
        "1.3008998203915487e+297 1.30402102858765e+269",
        // Around the whole numbers that 53 and 64 bits hold.
        "4503599627370495.5 9007199254740991 9007199254740992 9e18 9.3e18 1e19 1e22 1e23 1e100 1e300",
        "0x1p63 -0x1p63 0x1.fffffffffffffp62 -0x1.0000000000001p63",
        // Around where eight decimals say any double.
        "67108863.12345678 67108864.12345678 67108863.999999985 8388607.123456789",
        "-0.0 5e-324 2.2250738585072014e-308 1.7976931348623157e308 1e-5 1e-8 1.5e-8 0.1 0.3333333333333333",
    ]

    @Test func `numbers at the edges`() throws {
        let numbers = Self.texts.flatMap { $0.split(separator: " ") }.map { Double($0) ?? .nan }
        #expect(numbers.allSatisfy { $0.isFinite })
        try check(numbers, "edges")
    }

    @Test(arguments: [
        -1074 ... -1000, -1000 ... -300, -300 ... -30, -30...30, 0...11, 22...28, 30...300, 300...1023,
    ])
    func `numbers of every size`(exponents: ClosedRange<Int>) throws {
        var random = SeededRandom(seed: seed)
        let numbers = (0..<6000).map { _ in
            let number = Double(
                sign: random.chance(0.5) ? .minus : .plus, exponent: random.int(exponents),
                significand: .random(in: 1..<2, using: &random))
            return number.isFinite ? number : 0
        }
        try check(numbers, "RELWH_SEED=\(seed), 2^\(exponents)")
    }

    @Test(arguments: 0...16)
    func `numbers of so many decimals`(decimals: Int) throws {
        var random = SeededRandom(seed: seed)
        let divisor = (0..<decimals).reduce(1.0) { product, _ in product * 10 }
        let numbers = (0..<3000).map { _ in
            Double(random.int(-999_999_999_999_999...999_999_999_999_999) >> random.int(0...40)) / divisor
        }
        try check(numbers, "RELWH_SEED=\(seed), \(decimals) decimals")
    }

    /// Each number is in a box, in a point of the plane and in one of space.
    private func check(_ numbers: [Double], _ note: String) throws {
        let shelf = try Shelf()
        var expected: [[Double]] = []
        var annotations: [String] = []
        func add(_ type: String, _ points: [[Double]]) {
            expected.append(points.flatMap(\.self))
            let texts = points.map { "[" + $0.map(Self.text(of:)).joined(separator: ",") + "]" }
            annotations.append(
                "{\"id\":\(expected.count),\"type\":\"\(type)\",\"points\":[\(texts.joined(separator: ","))]}"
            )
        }
        for (one, two) in zip(numbers, numbers.reversed()) {
            let (low, high) = (min(one, two), max(one, two))
            add("bbox", [[low, low], [high, high]])
            add("point", [[one, two]])
            add("point", [[one, two, one]])
        }
        try shelf.load(
            """
            {"name":"v1","dataset":{"name":"d","samples":[{"uuid":"a","labels":{"gt":{"attributes":
                {"annotations":[\(annotations.joined(separator: ","))]}}}}]}}
            """)
        #expect(try shelf.lines("SELECT points FROM geometry") == [], "\(note)")
        var found: [String] = []
        try shelf.connection.query("SELECT points FROM annotations ORDER BY position") {
            found.append($0.string(at: 0) ?? "NULL")
        }
        try #require(found.count == expected.count)
        for (text, numbers) in zip(found, expected) where try Self.numbers(in: text) != numbers {
            Issue.record("\(note): \(numbers) is \(text)")
        }
    }

    /// A number as a file has it. Whole ones stand with all their digits: of those that do not, the file's own text is
    /// kept when it is not what a double holds.
    private static func text(of number: Double) -> String {
        guard number != 0, let whole = Int64(exactly: number) else { return "\(number)" }
        return "\(whole)"
    }

    /// The numbers of a list of points, as a reader of JSON has them; none where it is no JSON.
    private static func numbers(in text: String) throws -> [Double] {
        guard let value = try? JSONValue(text: text), case .array(let points) = value else { return [] }
        return points.flatMap { point -> [Double] in
            guard case .array(let coordinates) = point else { return [] }
            return coordinates.map {
                guard case .number(let literal) = $0 else { return .nan }
                return Double(literal) ?? .nan
            }
        }
    }

    @Test func `coordinates of few digits are written in few`() throws {
        let shelf = try Shelf()
        try shelf.load(
            """
            {"name":"v1","dataset":{"name":"d","samples":[{"uuid":"a","labels":{"gt":{"attributes":{"annotations":[
                {"id":1,"type":"bbox","points":[[-10,20.5],[30.25,1e3]]},
                {"id":2,"type":"bbox","points":[[0.1,0.00001],[1234.5678,60000000.12345678]]},
                {"id":3,"type":"point","points":[[-0.3,1.10]]},
                {"id":4,"type":"point","points":[[4567890.123,-0.0,1e22]]},
                {"id":5,"type":"point","points":[[9223372036854774784,-9223372036854775808]]}]}}}}]}}
            """)
        #expect(
            try shelf.lines("SELECT points FROM annotations ORDER BY position") == [
                "'[[-10,20.5],[30.25,1000]]'", "'[[0.1,0.00001],[1234.5678,60000000.12345678]]'",
                "'[[-0.3,1.1]]'", "'[[4567890.123,0,1.0e+22]]'",
                "'[[9223372036854774784,-9223372036854775808]]'",
            ])
    }
}
