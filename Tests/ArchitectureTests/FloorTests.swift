import TestSupport
import Testing

/// The floors of `Sources/Warehouse`: a folder may name the types of the floors below it, and of no other folder.
@Suite struct FloorTests {
    private static let house = "Sources/Warehouse"

    /// From the ground up.
    private static let floors: [[String]] = [
        ["Values"],
        ["Open", "Shapes", "Threads"],
        ["Store"],
        ["Scope"],
        ["Care", "Check", "Diff", "Findings", "Import", "Query", "Read", "Statistics"],
        ["History", "Search", "Trend"],
    ]

    private static let level: [String: Int] = Dictionary(
        uniqueKeysWithValues: floors.enumerated().flatMap { level, folders in folders.map { ($0, level) } })

    @Test func `every folder is on a floor, and every file in a folder`() throws {
        #expect(try Repository.names(in: Self.house) == Self.level.keys.sorted())
    }

    @Test func `a folder names only types of the floors below`() throws {
        var files: [(path: String, folder: String, source: SwiftSource)] = []
        for folder in Self.level.keys.sorted() {
            for path in try Repository.files(in: "\(Self.house)/\(folder)", endingIn: ".swift") {
                files.append((path, folder, try SwiftSource(path)))
            }
        }
        var homes: [String: Set<String>] = [:]
        for file in files {
            for type in file.source.declaredTypes(inside: false) {
                homes[type, default: []].insert(file.folder)
            }
        }
        // Nothing of this can be missed for want of names.
        #expect(homes.count > 300)
        var arrows = 0
        for file in files {
            let level = try #require(Self.level[file.folder])
            for type in file.source.namedTypes.subtracting(file.source.declaredTypes(inside: true)) {
                guard let folders = homes[type], !folders.contains(file.folder) else { continue }
                arrows += 1
                #expect(
                    folders.allSatisfy { (Self.level[$0] ?? .max) < level },
                    "\(file.path) names \(type), which is in \(folders.sorted().joined(separator: ", "))")
            }
        }
        #expect(arrows > 500)
    }
}
