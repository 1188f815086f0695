import ReleaseFormat
import SQLite
import TestSupport
import Testing

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Several processes at one warehouse.
@Suite struct ProcessTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func run(_ arguments: String...) throws -> ToolRun {
        try Tool.run(arguments + ["--db", "w.db"], in: folder)
    }

    /// Starts commands at once; the runs are in their order.
    private func race(_ commands: [[String]]) throws -> [ToolRun] {
        try commands.map { try Tool.start($0 + ["--db", "w.db"], in: folder) }.map { try $0.wait() }
    }

    private func load(_ name: String, samples: Int = 3) throws {
        try folder.write(Documents.boxes(name, samples: samples).text, to: "\(name).json")
        let run = try run("import", "\(name).json")
        try #require(run.status == .exited(0), "\(run)")
    }

    private func status(_ run: ToolRun) throws -> String {
        try JSONValue(text: run.stdout)["status"]?.string ?? "none"
    }

    private func expectSound(releases: Int) throws {
        let check = try run("check")
        #expect(check.status == .exited(0), "\(check)")
        let count = try run("sql", "SELECT count(*) AS n FROM releases", "-f", "csv")
        #expect(count.stdout == "n\n\(releases)\n", "\(count)")
        #expect(try folder.names().filter { $0.hasPrefix("w.db") } == ["w.db"])
    }

    @Test(arguments: [false, true], 0..<3)
    func `of two imports of the same release at once, one imports and the other finds it`(
        isNew: Bool, _: Int
    ) throws {
        if !isNew { try load("v0") }
        try folder.write(Documents.boxes("v1", samples: 200).text, to: "v1.json")
        let runs = try race(Array(repeating: ["import", "v1.json", "--json"], count: 2))
        #expect(runs.allSatisfy { $0.status == .exited(0) }, "\(runs)")
        #expect(try runs.map(status).sorted() == ["imported", "unchanged"])
        try expectSound(releases: isNew ? 1 : 2)
    }

    @Test(arguments: [false, true], 0..<3)
    func `two imports of different releases at once both arrive`(isNew: Bool, _: Int) throws {
        if !isNew { try load("v0") }
        for name in ["v1", "v2"] {
            try folder.write(Documents.boxes(name, samples: 150).text, to: "\(name).json")
        }
        let runs = try race([["import", "v1.json", "--json"], ["import", "v2.json", "--json"]])
        #expect(runs.allSatisfy { $0.status == .exited(0) }, "\(runs)")
        #expect(try runs.map(status) == ["imported", "imported"])
        try expectSound(releases: isNew ? 2 : 3)
    }

    @Test(arguments: 0..<3)
    func `an import that fails beside one that succeeds takes nothing away`(_: Int) throws {
        try folder.write(Documents.boxes("v1", samples: 150).text, to: "good.json")
        try folder.write(String(Documents.boxes("v2", samples: 150).text.dropLast(5)), to: "bad.json")
        let runs = try race([["import", "bad.json"], ["import", "good.json", "--json"]])
        #expect(runs[0].status == .exited(4), "\(runs[0])")
        // The one that failed took its own new file away: whoever waited for that is told so.
        if runs[1].status == .exited(5) {
            #expect(runs[1].stderr.contains("removed by another process"), "\(runs[1])")
            #expect(try run("import", "good.json").status == .exited(0))
        } else {
            #expect(runs[1].status == .exited(0), "\(runs[1])")
        }
        try expectSound(releases: 1)
    }

    @Test(arguments: 0..<3)
    func `of two migrations at once one migrates, and the other says that there was nothing to do`(
        _: Int
    ) throws {
        try folder.write(Fixtures.unpacked("warehouses/v2.db.zst"), to: "w.db")
        let runs = try race([["migrate", "--json"], ["migrate", "--json"]])
        #expect(runs.allSatisfy { $0.status == .exited(0) }, "\(runs)")
        let from = try runs.map { try JSONValue(text: $0.stdout)["from"]?.integer ?? -1 }
        #expect(from.sorted().first == 2 && Set(from).count == 2, "\(runs)")
        try expectSound(releases: 6)
    }

    @Test(arguments: 0..<3)
    func `an export beside a removal is whole, or finds no release`(_: Int) throws {
        try load("v1", samples: 300)
        try load("v2")
        let whole = try run("export", "v1").stdout
        let runs = try race([["export", "v1"], ["rm", "v1"]])
        #expect(runs[1].status == .exited(0), "\(runs[1])")
        if runs[0].status == .exited(0) {
            #expect(runs[0].stdout == whole)
        } else {
            #expect(runs[0].status == .exited(3) && runs[0].output.isEmpty, "\(runs[0])")
        }
        try expectSound(releases: 1)
    }

    @Test func `whoever reads while the first import runs is told so at once`() throws {
        let text = Documents.boxes("v1", samples: 2000).text
        try folder.write(text.utf8.prefix(text.utf8.count / 2), to: "half.json")
        try folder.write(text.utf8.dropFirst(text.utf8.count / 2), to: "rest.json")
        let script = """
            mkfifo pipe; (cat half.json; : > fed; until [ -e go ]; do sleep 0.05; done; cat rest.json) > pipe & \
            exec "$@" < pipe
            """
        let process = try Tool.start(["import", "-", "--db", "w.db"], in: folder, script: script)
        for _ in 0..<4000 where !folder.exists("fed") || !folder.exists("w.db-journal") { usleep(5000) }
        usleep(100_000)
        let start = ContinuousClock.now
        let reading = try run("list", "--busy-timeout", "60")
        #expect(ContinuousClock.now - start < .seconds(30))
        #expect(reading.status == .exited(5) && reading.stderr.contains("is being created"), "\(reading)")
        try folder.write("", to: "go")
        let importing = try process.wait()
        #expect(importing.status == .exited(0), "\(importing)")
        try expectSound(releases: 1)
    }

    /// Each answer is that of a state that was committed, and there is no error.
    @Test func `readers beside many imports see whole states only`() throws {
        let (readers, imports) = Torture.isFull ? (8, 50) : (3, 8)
        for number in 1...imports {
            try folder.write(
                Documents.boxes("r\(number)", samples: 10 + number).text, to: "r\(number).json")
        }
        for number in 1...2 {
            let first = try run("import", "r\(number).json")
            try #require(first.status == .exited(0), "\(first)")
        }
        // Annotations in all, after so many imports.
        let totals = (0...imports).map { count in (0..<count).reduce(0) { $0 + 11 + $1 } }
        let query = """
            SELECT count(*) AS releases, sum(annotations) AS stated,
                (SELECT count(*) FROM annotations) AS counted, (SELECT count(*) FROM samples) AS samples FROM releases
            """
        let export = try run("export", "r1")
        let diff = try run("diff", "r1", "r2", "--json")
        let questions = [
            ["sql", query, "--format", "ndjson"], ["stats", "--json"], ["diff", "r1", "r2", "--json"],
            ["export", "r1"],
        ]
        let loop = """
            n=0; until [ -e done ]; do n=$((n + 1)); "$@" > out-$READER-$n 2> err-$READER-$n || echo "$?" \
            > failed-$READER-$n; : > began-$READER; done; echo $n
            """
        let processes = try (0..<readers).map { reader in
            try Tool.start(
                questions[reader % questions.count] + ["--db", "w.db"],
                environment: ["READER": "\(reader)"], in: folder, script: loop)
        }
        for _ in 0..<4000
        where try folder.names().count(where: { $0.hasPrefix("began-") }) < readers { usleep(5000) }
        for number in 3...imports {
            let run = try run("import", "r\(number).json")
            #expect(run.status == .exited(0), "\(run)")
        }
        try folder.write("", to: "done")
        let runs = try processes.map { try $0.wait() }
        let names = try folder.names()
        for name in names where name.hasPrefix("failed-") {
            let error = try folder.text(of: name.replacing("failed", with: "err"))
            Issue.record("\(name): \(error)")
        }
        var states: Set<Int> = []
        var answers = 0
        for reader in 0..<readers {
            for number in 1...(Int(runs[reader].stdout.filter(\.isNumber)) ?? 1) {
                let text = try folder.text(of: "out-\(reader)-\(number)")
                answers += 1
                switch reader % questions.count {
                case 0:
                    let row = try JSONValue(text: text)
                    let count = try #require(row["releases"]?.integer.map { Int($0) })
                    states.insert(count)
                    let found = ["stated", "counted", "samples"].map { row[$0]?.integer.map { Int($0) } }
                    #expect(found == [totals[count], totals[count], totals[count]])
                case 1:
                    let releases = try #require(try JSONValue(text: text)["releases"]?.array)
                    let labelsets = releases.flatMap { $0["labelsets"]?.array ?? [] }
                    let sum = labelsets.reduce(0) { $0 + Int($1["annotations"]?.integer ?? 0) }
                    // Those of the latest release.
                    #expect(releases.count == 1 && (11...imports + 10).contains(sum), "\(sum)")
                case 2: #expect(text == diff.stdout)
                default: #expect(text == export.stdout)
                }
            }
        }
        #expect(answers >= readers && states.allSatisfy { (2...imports).contains($0) })
        if Torture.isFull {
            print("\(answers) answers beside \(imports) imports; states seen: \(states.count)")
        }
        try expectSound(releases: imports)
    }
}
