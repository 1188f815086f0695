import TestSupport
import Testing

@testable import Warehouse

/// Statistics of sequences, several sensors and 3D, of releases that are anything but tidy.
@Suite struct SpaceOddityTests {
    private static let names = ["tracks", "keyframes", "cuboids", "kinematics", "points", "links"]

    @Test(arguments: SpaceTasks.all)
    func `odd releases are no obstacle`(task: String) throws {
        let seed = SeededRandom.chosenSeed
        var generator = ReleaseGenerator(seed: seed, oddity: 0.3)
        let document = generator.release(of: task, samples: 8)
        for name in Self.names {
            let shelf = try Shelf()
            for groups in [
                nil, [Grouping.sensor, .attribute("a"), .metadata("weather"), .status, .category],
            ] {
                #expect(throws: Never.self, "seed \(seed)") {
                    _ = try ifKnown { try shelf.statistic(name, of: document) { $0.groups = groups } }
                }
            }
        }
    }
}
