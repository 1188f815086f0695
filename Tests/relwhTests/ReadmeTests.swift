import TestSupport
import Testing

@testable import relwh

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The README and the tour are run: what they show is what happens.
@Suite struct ReadmeTests {
    private static let readme = "README.md"
    private static let tour = "Documentation/tour.md"

    private static func manual(_ document: String) throws -> Manual {
        Manual(try Repository.text(of: document))
    }

    @Test(arguments: [readme, tour])
    func `every command does what is shown`(document: String) throws {
        let folder = try ScratchFolder()
        try #require(symlink(Repository.path("Fixtures"), folder("Fixtures")) == 0)
        // Scripts find the tool where shells look for commands.
        try #require(mkdir(folder("bin"), 0o700) == 0)
        try #require(symlink(try Tool.binary(), folder("bin/relwh")) == 0)
        let path = folder("bin") + ":" + (getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin")
        let steps = try Self.manual(document).steps.filter { !$0.isForTheProject }
        #expect(steps.count > 6)
        for step in steps {
            let run = try Tool.run(
                [], environment: ["LC_ALL": "C.UTF-8", "PATH": path], in: folder, script: step.script)
            #expect(run.status == .exited(step.status), "\(document):\(step.line)\n\(run)")
            guard !step.output.isEmpty else { continue }
            let lines = run.stdout.split(separator: "\n", omittingEmptySubsequences: false)
                .map { String($0.reversed().drop { $0 == " " }.reversed()) }
            let difference = Shown(step.output).difference(from: lines.last == "" ? lines.dropLast() : lines)
            #expect(difference == nil, "\(document):\(step.line): \(difference ?? "")\n\(run)")
        }
    }

    /// The script for pull requests in a folder of its own, with what it needs.
    private func recipe() throws -> (folder: ScratchFolder, run: (_ file: String) throws -> ToolRun) {
        let folder = try ScratchFolder()
        try #require(mkdir(folder("bin"), 0o700) == 0)
        try #require(symlink(try Tool.binary(), folder("bin/relwh")) == 0)
        let path = folder("bin") + ":" + (getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin")
        for file in ["gates.yml", "check-release.sh"] {
            let step = try #require(
                Self.manual(Self.tour).steps.first { $0.command.hasPrefix("cat > \(file) ") })
            let run = try Tool.run([], in: folder, script: step.script)
            try #require(run.status == .exited(0), "\(run)")
        }
        return (
            folder,
            { file in
                try Tool.run(
                    [], environment: ["PATH": path], in: folder,
                    script: "sh check-release.sh \(file) street-scenes")
            }
        )
    }

    private static func streetScenes(_ number: Int) -> String {
        Repository.path("Fixtures/releases/street-scenes-v\(number).json")
    }

    @Test func `the recipe for pull requests comments on a first release and on the next`() throws {
        let (folder, check) = try recipe()
        let first = try check(Self.streetScenes(1))
        #expect(first.status == .exited(0), "\(first)")
        var comment = try folder.text(of: "comment.md")
        #expect(comment.hasPrefix("The first release of `street-scenes`.\n"), "\(comment)")
        #expect(comment.contains("acme/street-scenes@v1"))
        let second = try check(Self.streetScenes(2))
        #expect(second.status == .exited(0), "\(second)")
        comment = try folder.text(of: "comment.md")
        #expect(comment.hasPrefix("### `acme/street-scenes@v1` → `acme/street-scenes@v2`"), "\(comment)")
        // One that does not pass has its comment, too.
        try folder.write("gates:\n  - at least 100 car\n", to: "gates.yml")
        let third = try check(Self.streetScenes(3))
        #expect(third.status == .exited(1), "\(third)")
        #expect(try folder.text(of: "comment.md").contains("at least 100 car"))
    }

    @Test func `the recipe for pull requests fails with any of its steps`() throws {
        let (folder, check) = try recipe()
        try folder.write("{", to: "broken.json")
        #expect(try check("broken.json").status == .exited(4))
        #expect(try check(Self.streetScenes(1)).status == .exited(0))
        // What was there before is not taken for the new release.
        let broken = try check("broken.json")
        #expect(broken.status == .exited(4) && !folder.exists("comment.md"), "\(broken)")
        try folder.write("gates:\n  - at least many car\n", to: "gates.yml")
        let gates = try check(Self.streetScenes(2))
        #expect(gates.status != .exited(0) && !folder.exists("comment.md"), "\(gates)")
    }

    /// A line of the table of what counts as JSON, and values for it.
    private static let outcomes: [(line: String, status: Int32, values: [String])] = [
        ("a key twice in one object | refused", 4, [#"{"a":1,"a":1}"#, #"{"a":1,"\u0061":1}"#]),
        ("half of a surrogate pair, as in `\"\\ud800\"` | refused", 4, [#""\ud800""#, #""\udc00\ud800""#]),
        ("a control character inside a string, not escaped | refused", 4, ["\"\u{1}\"", "\"\t\""]),
        ("an extra comma, a comment, `NaN`, `01` | refused", 4, ["[1,]", "1/**/", "NaN", "01"]),
        ("anything but white space after the document | refused", 4, ["1}]}} {\"x\":[{\"y\":1"]),
        ("more than 512 levels of nesting | refused", 4, [nested(520)]),
        ("`1e400`, or an integer beyond 64 bits | kept", 0, ["1e400", "18446744073709551616", nested(400)]),
        ("`\\u0000` in a string | kept", 0, [#""\u0000""#]),
    ]

    private static func nested(_ depth: Int) -> String {
        String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }

    @Test(arguments: outcomes.indices)
    func `what is said of odd JSON is so`(index: Int) throws {
        let (line, status, values) = Self.outcomes[index]
        #expect(try Repository.text(of: "Documentation/import.md").contains("| \(line)"))
        for value in values {
            let folder = try ScratchFolder()
            let document = #"{"name":"v1","dataset":{"name":"d","samples":[{"uuid":"u","odd":\#(value)}]}}"#
            let run = try Tool.run(["import", "-"], stdin: Array(document.utf8), in: folder)
            #expect(run.status == .exited(status), "\(value)\n\(run)")
            guard status == 0 else { continue }
            let export = try Tool.run(["export", "d@v1"], in: folder)
            #expect(export.stdout.contains(#""odd":\#(value)"#), "\(export)")
        }
    }

    @Test func `every make task that the README names is one`() throws {
        let makefile = try Repository.text(of: "Makefile").split(separator: "\n")
        let tasks = try Self.manual(Self.readme).text.matches(of: /(?:`|\$ |&& )make ([a-z]+)/).map(\.1)
        #expect(Set(tasks).isSuperset(of: ["demo", "install", "test"]))
        for task in tasks { #expect(makefile.contains { $0.hasPrefix("\(task): ") }, "make \(task)") }
    }

    @Test func `every command of relwh is shown`() throws {
        let shown = try Self.manual(Self.tour).steps.map(\.command).joined(separator: "\n")
        for command in Relwh.commandNames where command != "help" {
            #expect(shown.contains("relwh \(command)"), "relwh \(command)")
        }
    }

    @Test func `every exit code is listed`() throws {
        let text = try Repository.text(of: Self.readme)
        for outcome in Outcome.allCases {
            #expect(text.contains("| \(outcome.rawValue) |"), "\(outcome)")
        }
    }

    @Test func `the library example is this one`() throws {
        let example = try Repository.text(of: "Tests/relwhTests/ReadmeExample.swift")
        #expect(try Repository.text(of: Self.readme).contains("```swift\n\(example)```\n"))
    }

    @Test func `the library example works`() throws {
        let folder = try ScratchFolder()
        let counts = try countObjects(
            in: Repository.path("Fixtures/releases/street-scenes-v1.json"), warehouse: folder("relwh.db"))
        #expect(counts == ["car": 3, "crosswalk": 1, "cyclist": 1, "lane marking": 1, "pedestrian": 3])
    }

    @Test func `the README is short enough to read`() throws {
        #expect(
            try Repository.text(of: Self.readme).split(separator: "\n", omittingEmptySubsequences: false)
                .count <= 200)
    }

    @Test func `every file that a document links to is there`() throws {
        let pages = try Repository.files(in: "Documentation", endingIn: ".md")
        for document in ["README.md", "ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md"] + pages {
            let folder = document.split(separator: "/").dropLast().map { "\($0)/" }.joined()
            for link in try Repository.text(of: document).matches(of: /\]\(([^)#]+)[^)]*\)/) {
                guard !link.1.contains("://") else { continue }
                #expect(access(Repository.path(folder + link.1), F_OK) == 0, "\(document): \(link.1)")
            }
        }
    }
}

/// The commands of a manual: those behind `$ ` in its `console` blocks.
private struct Manual {
    struct Step {
        var line: Int
        var command: String
        var status: Int32
        var output: [String] = []

        /// The command for a shell in which `$1` is the tool; both of its streams go one way.
        var script: String {
            """
            {
            tool=$1
            relwh() { "$tool" "$@"; }
            exec 2>&1
            \(command)
            }
            """
        }

        /// Commands that fetch, build and install are run by `make test` itself.
        var isForTheProject: Bool {
            ["git ", "make "].contains { command.hasPrefix($0) }
        }
    }

    let text: String
    private(set) var steps: [Step] = []

    init(_ text: String) {
        self.text = text
        var isConsole = false
        for (number, line) in zip(1..., text.split(separator: "\n", omittingEmptySubsequences: false)) {
            if line.hasPrefix("```") {
                isConsole = line == "```console"
            } else if isConsole, line.hasPrefix("$ ") {
                steps.append(Manual.step(line.dropFirst(2), number))
            } else if isConsole, line.hasPrefix("> "), let last = steps.indices.last {
                steps[last].command += "\n" + line.dropFirst(2)
            } else if isConsole, let last = steps.indices.last {
                steps[last].output.append(String(line))
            }
        }
        for index in steps.indices where steps[index].output.last == "" { steps[index].output.removeLast() }
    }

    /// Reads a command, and the status that `# exit 4` behind it announces.
    private static func step(_ line: Substring, _ number: Int) -> Step {
        guard let note = line.firstMatch(of: /\s*# exit (\d+)$/) else {
            return Step(line: number, command: String(line), status: 0)
        }
        return Step(
            line: number, command: String(line[..<note.range.lowerBound]), status: Int32(note.1) ?? 0)
    }
}

/// Lines as a manual shows them: `…` stands for any text in a line, and alone for any lines.
private struct Shown {
    private let lines: [String]

    init(_ lines: [String]) { self.lines = lines }

    /// The first line that is not as shown; nil when all are.
    func difference(from actual: [String]) -> String? {
        var rest = actual[...]
        for (index, line) in lines.enumerated() {
            if line == "…" {
                guard index + 1 < lines.count else { return nil }
                while let first = rest.first, !Shown.matches(first, lines[index + 1]) { rest.removeFirst() }
                continue
            }
            guard let first = rest.first else { return "nothing where it shows '\(line)'" }
            guard Shown.matches(first, line) else { return "'\(first)' where it shows '\(line)'" }
            rest.removeFirst()
        }
        return rest.first.map { "'\($0)' where it shows nothing more" }
    }

    private static func matches(_ actual: String, _ shown: String) -> Bool {
        let parts = shown.split(separator: "…", omittingEmptySubsequences: false)
        guard parts.count > 1, let start = parts.first, let end = parts.last else { return actual == shown }
        guard actual.count >= start.count + end.count, actual.hasPrefix(start), actual.hasSuffix(end) else {
            return false
        }
        var middle = actual.dropFirst(start.count).dropLast(end.count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let range = middle.firstRange(of: part) else { return false }
            middle = middle[range.upperBound...]
        }
        return true
    }
}
