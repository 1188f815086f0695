import TestSupport
import Testing

/// Which room may know which: `ARCHITECTURE.md`, as a table. The package manager alone does not hold it, since it
/// lets through what another target happens to reach.
@Suite struct RoomTests {
    private static let system: Set = ["Darwin", "Glibc"]

    /// The rooms written in Swift, and what they may import besides the system.
    private static let rooms: [String: Set<String>] = [
        "SQLite": ["CSQLite", "Synchronization"],
        "ReleaseFormat": ["CBytes", "CDigest", "CZlib", "CZstd"],
        "Schema": ["CDigest", "CMigrations", "SQLite"],
        "Warehouse": ["ReleaseFormat", "Schema", "SQLite", "Synchronization"],
        "Exporters": ["ReleaseFormat", "Warehouse"],
        "YAML": ["CYAML"],
        "Gates": ["Warehouse", "YAML"],
        "relwh": ["ArgumentParser", "Exporters", "Gates", "ReleaseFormat", "Warehouse"],
    ]

    /// The rooms written in C, each a door to one thing.
    private static let doors: Set = [
        "CBytes", "CDigest", "CMigrations", "CSQLite", "CYAML", "CZlib", "CZstd",
    ]

    @Test func `every folder of Sources is a room with its line in the table`() throws {
        #expect(try Set(Repository.names(in: "Sources")) == Self.doors.union(Self.rooms.keys))
    }

    @Test func `every folder of Tests is a target`() throws {
        let package = try Repository.text(of: "Package.swift")
        for folder in try Repository.names(in: "Tests") {
            #expect(package.contains("name: \"\(folder)\","), "\(folder)")
        }
    }

    @Test(arguments: rooms.keys.sorted())
    func `a room imports what its line allows`(room: String) throws {
        let allowed = try #require(Self.rooms[room]).union(Self.system)
        for file in try Repository.files(in: "Sources/\(room)", endingIn: ".swift") {
            for module in try SwiftSource(file).imports {
                #expect(allowed.contains(module), "\(file) imports \(module)")
            }
        }
    }

    @Test(arguments: doors.sorted())
    func `a door holds no Swift`(room: String) throws {
        #expect(try Repository.files(in: "Sources/\(room)", endingIn: ".swift").isEmpty)
    }

    @Test(arguments: rooms.keys.sorted())
    func `every room that may be imported is imported`(room: String) throws {
        let used = try Repository.files(in: "Sources/\(room)", endingIn: ".swift").reduce(into: Set<String>())
        {
            $0.formUnion(try SwiftSource($1).imports)
        }
        #expect(try #require(Self.rooms[room]).subtracting(used).isEmpty)
    }

    @Test(arguments: rooms.keys.filter { $0 != "relwh" }.sorted())
    func `libraries return values and errors, and never print`(room: String) throws {
        let loud: Set<Substring> = [
            "print", "debugPrint", "dump", "puts", "fputs", "putchar", "putc", "fputc", "fwrite", "vprintf",
            "vfprintf", "perror", "stdout", "stderr", "STDOUT_FILENO", "STDERR_FILENO",
        ]
        for file in try Repository.files(in: "Sources/\(room)", endingIn: ".swift") {
            for (number, line) in try SwiftSource(file).code {
                let words = SwiftSource.words(of: SwiftSource.withoutTexts(line))
                #expect(loud.isDisjoint(with: words), "\(file):\(number): \(line)")
            }
        }
    }

    @Test func `the command holds no SQL of its own`() throws {
        let sql: Set<Substring> = [
            "SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "DROP", "ALTER", "ATTACH", "PRAGMA",
        ]
        for file in try Repository.files(in: "Sources/relwh", endingIn: ".swift") {
            // Help texts show queries behind the command's name.
            for (number, line) in try SwiftSource(file).code where !line.contains("relwh sql") {
                #expect(sql.isDisjoint(with: SwiftSource.words(of: line)), "\(file):\(number): \(line)")
            }
        }
    }
}
