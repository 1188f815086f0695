import ReleaseFormat
import TestSupport
import Testing

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What goes wrong around the tool, and what it makes of that.
@Suite struct TroubleTests {
    private let bench: Bench

    init() throws { bench = try Bench() }

    @Test(arguments: [SIGINT, SIGTERM])
    func `a signal during an import from a pipe rolls back, and is exit 130`(signal: CInt) throws {
        try bench.load("v0")
        let before = try bench.run("sql", "SELECT count(*) FROM samples", "-f", "csv").stdout
        let half = Bench.release("v1", samples: 2000)
        try bench.folder.write(half.utf8.prefix(half.utf8.count / 2), to: "half.json")
        // The pipe stays open, so that the tool waits for the rest.
        let script = "mkfifo pipe; (cat half.json; : > fed; exec sleep 60) > pipe & exec \"$@\" < pipe"
        let process = try Tool.start(["import", "-"], in: bench.folder, script: script)
        for _ in 0..<2000 where !bench.folder.exists("fed") { usleep(5000) }
        usleep(100_000)
        process.send(signal: signal)
        let run = try process.wait(timeout: .seconds(50))
        #expect(run.isRefusal(130) && run.stderr.contains("interrupted"), "\(run)")
        #expect(try bench.run("sql", "SELECT count(*) FROM samples", "-f", "csv").stdout == before)
        #expect(try bench.run("import", "-", stdin: half).status == .exited(0))
    }

    @Test func `an interrupted first import leaves no warehouse`() throws {
        // More than a pipe holds, so that the import has begun once all of it is fed.
        try bench.folder.write(
            #"{"name":"v1","description":""# + String(repeating: "a", count: 300_000), to: "half.json")
        let script = "mkfifo pipe; (cat half.json; : > fed; exec sleep 60) > pipe & exec \"$@\" < pipe"
        let process = try Tool.start(["import", "-"], in: bench.folder, script: script)
        for _ in 0..<2000 where !bench.folder.exists("fed") { usleep(5000) }
        usleep(100_000)
        process.send(signal: SIGINT)
        let run = try process.wait(timeout: .seconds(50))
        #expect(run.isRefusal(130), "\(run)")
        #expect(try bench.folder.names() == ["fed", "half.json", "pipe"])
    }

    @Test func `a locked warehouse is exit 5, after a while`() throws {
        try bench.load("v1")
        try bench.folder.write(Bench.release("v2"), to: "v2.json")
        let script = """
            command -v sqlite3 > /dev/null || { echo none; exit 0; }
            { echo 'BEGIN IMMEDIATE;'; until [ -e done ]; do sleep 0.05; done; } | sqlite3 relwh.db &
            while sqlite3 relwh.db "BEGIN IMMEDIATE; ROLLBACK;" 2>&-; do sleep 0.05; done
            "$@"; status=$?; : > done; exit $status
            """
        let clock = ContinuousClock()
        let start = clock.now
        let run = try bench.run("import", "v2.json", script: script)
        guard run.stdout != "none\n" else { return }
        #expect(run.isRefusal(5) && run.stderr.contains("locked"), "\(run)")
        #expect(clock.now - start > .seconds(4))
    }

    @Test(arguments: [
        ["list"], ["import", "v1.json"], ["sql", "SELECT 1"], ["rm", "v1"], ["migrate"], ["info"],
    ])
    func `garbage is exit 5, and untouched`(arguments: [String]) throws {
        try bench.folder.write(Bench.release("v1"), to: "v1.json")
        let garbage = String(repeating: "garbage ", count: 600)
        try bench.folder.write(garbage, to: "relwh.db")
        let run = try Tool.run(arguments, in: bench.folder)
        #expect(run.isRefusal(5), "\(run)")
        #expect(try bench.folder.text(of: "relwh.db") == garbage)
        #expect(try bench.folder.names() == ["relwh.db", "v1.json"])
    }

    @Test(arguments: [
        ["list"], ["import", "v2.json"], ["sql", "SELECT 1"], ["rm", "v1"], ["migrate"], ["info"],
    ])
    func `a newer schema is exit 5, and untouched`(arguments: [String]) throws {
        try bench.load("v1")
        try bench.folder.write(Bench.release("v2"), to: "v2.json")
        // The version stands at byte 60 of the file.
        var bytes = try bench.folder.bytes(of: "relwh.db")
        bytes[63] = 99
        try bench.folder.write(bytes, to: "relwh.db")
        let run = try Tool.run(arguments, in: bench.folder)
        #expect(run.isRefusal(5) && run.stderr.contains("99"), "\(run)")
        #expect(try bench.folder.bytes(of: "relwh.db") == bytes)
    }

    @Test func `a file that may not grow is an error, and the warehouse as it was`() throws {
        try bench.load("v1")
        try bench.folder.write(Bench.release("v2", samples: 400), to: "v2.json")
        let before = try bench.run("export", "v1").stdout
        var failures = 0
        // Without a folder for temporary files: the thread sanitizer does not survive that its own is cut off.
        for blocks in stride(from: 16, to: 6000, by: 150) {
            let run = try bench.run(
                "import", "v2.json",
                script: "ulimit -f \(blocks); TMPDIR=/nonexistent exec \"$@\"")
            #expect(try bench.run("export", "v1").stdout == before, "\(blocks) blocks: \(run)")
            if run.status == .exited(0) { break }
            failures += 1
            #expect(run.isRefusal(7) && run.stderr.contains("ulimit -f"), "\(blocks) blocks: \(run)")
        }
        #expect(failures > 0)
        #expect(try bench.run("import", "v2.json").status == .exited(0))
        #expect(try bench.run("list", "releases", "-f", "csv").stdout.split(separator: "\n").count == 3)
    }

    @Test func `a first import that may not write so much leaves nothing`() throws {
        try bench.folder.write(Bench.release("v1", samples: 400), to: "v1.json")
        let run = try bench.run(
            "import", "v1.json", script: "ulimit -f 100; TMPDIR=/nonexistent exec \"$@\"")
        #expect(run.isRefusal(7), "\(run)")
        #expect(try bench.folder.names() == ["v1.json"])
        #expect(try bench.run("import", "v1.json").status == .exited(0))
    }

    @Test func `death at any moment leaves what was committed`() throws {
        try bench.load("v1")
        try bench.folder.write(Bench.release("v2", samples: 8000), to: "v2.json")
        let before = try bench.run("export", "v1").stdout
        for delay in stride(from: 5, to: 200, by: 24) as StrideTo<UInt32> {
            let process = try Tool.start(["import", "v2.json"], in: bench.folder)
            usleep(delay * 1000)
            process.send(signal: SIGKILL)
            let run = try process.wait()
            #expect(try bench.run("export", "v1").stdout == before, "after \(delay) ms")
            if run.status == .exited(0) { break }
        }
        let run = try bench.run("import", "v2.json")
        #expect(run.isClean, "\(run)")
        #expect(
            try bench.run("sql", "SELECT count(*) AS n FROM annotations", "-f", "csv").stdout == "n\n8002\n")
    }
}
