import TestSupport
import Testing

/// Which room may know which: `ARCHITECTURE.md`, as a table. The package manager alone does not hold it, since it
/// lets through what another target happens to reach.
@Suite struct RoomTests {
    /// The rooms written in Swift, and what they may import.
    private static let rooms: [String: Set<String>] = [
        "Platform": ["Darwin", "Glibc"],
        "SQLite": ["CSQLite", "Synchronization"],
        "ReleaseFormat": ["CBytes", "CDigest", "CZlib", "CZstd", "Platform"],
        "Schema": ["CDigest", "CScripts", "SQLite"],
        "Warehouse": ["Platform", "ReleaseFormat", "Schema", "SQLite", "Synchronization"],
        "Exporters": ["ReleaseFormat", "Warehouse"],
        "YAML": ["CYAML"],
        "Gates": ["Warehouse", "YAML"],
        "relwh": ["ArgumentParser", "Exporters", "Gates", "Platform", "ReleaseFormat", "Warehouse"],
    ]

    /// The rooms written in C, each a door to one thing.
    private static let doors: Set = [
        "CBytes", "CDigest", "CSQLite", "CScripts", "CYAML", "CZlib", "CZstd",
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
        let allowed = try #require(Self.rooms[room])
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

    @Test(arguments: rooms.keys.filter { $0 != "relwh" }.sorted())
    func `libraries name no options and no commands`(room: String) throws {
        for file in try Repository.files(in: "Sources/\(room)", endingIn: ".swift") {
            // These two are the options of zstd.
            for (number, line) in try SwiftSource(file).code where !line.contains("--long or --ultra") {
                let texts = line.split(separator: "\"", omittingEmptySubsequences: false)
                let isNamed = texts.contains { $0.contains(/(^|[^-\w])--[a-z]|\brelwh [a-z]/) }
                #expect(!isNamed || texts.count == 1, "\(file):\(number): \(line)")
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
