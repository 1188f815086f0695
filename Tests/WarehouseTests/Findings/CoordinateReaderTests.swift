import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

/// Points are read as JSON has them.
@Suite struct CoordinateReaderTests {
    private func read(_ text: String) -> (dimensions: Int, numbers: [Double])? {
        let column = Column<Double>(capacity: 1)
        column.append(-1)
        var text = text
        let dimensions = text.withUTF8 { CoordinateReader.read(UnsafeRawBufferPointer($0), into: column) }
        guard let dimensions else {
            #expect(column.count == 1, "nothing is appended")
            return nil
        }
        return (dimensions, (1..<column.count).map { column[$0] })
    }

    @Test func `numbers are those that JSON says, to the last bit`() throws {
        let seed = SeededRandom.chosenSeed
        var random = SeededRandom(seed: seed)
        for _ in 0..<400 {
            let dimensions = random.int(2...3)
            let count = random.int(0...5)
            let literals = (0..<count * dimensions).map { _ -> String in
                let digits = (0..<random.int(1...18)).map { _ in "\(random.int(1...9))" }.joined()
                var literal = random.chance(0.3) ? "-" + digits : digits
                if random.chance(0.7) {
                    literal += "." + (0..<random.int(1...20)).map { _ in "\(random.int(0...9))" }.joined()
                }
                if random.chance(0.2) { literal += random.pick(["e", "E"]) + "\(random.int(-30...30))" }
                return literal
            }
            let points = (0..<count).map { point in
                "[" + literals[point * dimensions..<(point + 1) * dimensions].joined(separator: ",") + "]"
            }
            let text = "[" + points.joined(separator: ",") + "]"
            let found = try #require(read(text), "seed \(seed): \(text)")
            #expect(found.dimensions == (count == 0 ? 2 : dimensions))
            #expect(found.numbers == literals.map { Double($0) }, "seed \(seed): \(text)")
        }
    }

    @Test(arguments: [
        "null", "{}", "[1,2]", "[[]]", "[[1]]", "[[1,2,3,4]]", "[[1,2],[1,2,3]]", "[[1,2],3]", "[[1,\"2\"]]",
        "[[1,null]]", "[[1,[2]]]", "[[1e400,2]]", "\"[[1,2]]\"", "[[1,2],null]", "[{}]", "",
    ])
    func `anything else is no list of points`(text: String) {
        #expect(read(text)?.dimensions == nil)
    }
}
