import TestSupport
import Testing

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Sources, warehouses and outputs that are no ordinary files, as users meet them.
@Suite struct HostileSourceTests {
    private let bench: Bench

    init() throws { bench = try Bench() }

    @Test(arguments: [
        ("folder", 3), ("dangling", 3), ("loop", 4), ("/dev/null", 4), ("/dev/zero", 4), ("/dev/full", 4),
        ("missing", 3), ("v1.json/x", 3),
    ])
    func `a source that is no release file is refused, and nothing is made`(source: String, code: Int32)
        throws
    {
        try bench.folder.write(Bench.release("v1"), to: "v1.json")
        try bench.folder.makeFolder("folder")
        symlink("nothing", bench.folder("dangling"))
        symlink("loop", bench.folder("loop"))
        let run = try bench.run("import", source)
        #expect(run.isRefusal(code), "\(run)")
        #expect(!bench.folder.exists("relwh.db"))
    }

    @Test func `a pipe of the shell, by name or by number, is a source like any other`() throws {
        try bench.folder.write(Bench.release("v1"), to: "v1.json")
        let named = try bench.run("import", "pipe", script: "mkfifo pipe; cat v1.json > pipe & exec \"$@\"")
        #expect(named.status == .exited(0), "\(named)")
        let numbered = try bench.run(
            "import", "/dev/fd/3", script: "cat v1.json | { exec 3<&0 < /dev/null; exec \"$@\"; }")
        #expect(numbered.status == .exited(0) && numbered.stdout.contains("unchanged"), "\(numbered)")
    }

    @Test func `a file cut short during its import leaves the warehouse as it was`() throws {
        try bench.load("v1")
        let before = try bench.run("export", "v1").stdout
        let text = Array(Bench.release("v2", samples: 12_000).utf8)
        let arguments = ["import", "v2.json", "--dry-run"]
        try bench.folder.write(text, to: "v2.json")
        let whole = try ContinuousClock().measure { _ = try Tool.run(arguments, in: bench.folder) }
        var refusals = 0
        for tenths in 0..<10 {
            let path = try bench.folder.write(text, to: "v2.json")
            let process = try Tool.start(arguments, in: bench.folder)
            usleep(UInt32(whole * tenths / 10 / .microseconds(1)))
            truncate(path, text.count / 2)
            let run = try process.wait()
            #expect(run.status == .exited(0) || run.isRefusal(4), "\(run)")
            if run.status == .exited(4) { refusals += 1 }
        }
        #expect(refusals > 0)
        #expect(try bench.run("export", "v1").stdout == before)
    }

    // MARK: The warehouse

    @Test(arguments: ["folder", "pipe", "/dev/null", "/dev/zero", "/dev/full"])
    func `a warehouse that is no regular file is exit 5, at once`(path: String) throws {
        try bench.folder.write(Bench.release("v1"), to: "v1.json")
        try bench.folder.makeFolder("folder")
        #expect(mkfifo(bench.folder("pipe"), 0o600) == 0)
        for arguments in [["list"], ["import", "v1.json"], ["rm", "v1"], ["migrate"], ["check"]] {
            let run = try Tool.run(arguments + ["--db", path], in: bench.folder, timeout: .seconds(60))
            #expect(run.isRefusal(5), "\(run)")
        }
        #expect(try bench.folder.names() == ["folder", "pipe", "v1.json"])
    }

    @Test func `a link to a warehouse is followed, and a failed first import leaves it as it was`() throws {
        try bench.folder.write("{", to: "bad.json")
        try bench.folder.write(Bench.release("v1"), to: "v1.json")
        symlink("real.db", bench.folder("relwh.db"))
        #expect(try bench.run("import", "bad.json").isRefusal(4))
        #expect(!bench.folder.exists("real.db"))
        #expect(try bench.folder.names() == ["bad.json", "relwh.db", "v1.json"])
        #expect(try bench.run("import", "v1.json").status == .exited(0))
        #expect(bench.folder.exists("real.db"))
        #expect(try bench.run("list").status == .exited(0))
    }

    @Test func `a folder that cannot be written is exit 5, and reading it works`() throws {
        try bench.load("v1")
        try bench.folder.write(Bench.release("v2"), to: "v2.json")
        // Whoever may do everything may write here too.
        guard geteuid() != 0 else { return }
        chmod(bench.folder("relwh.db"), 0o400)
        chmod(bench.folder.path, 0o500)
        defer { chmod(bench.folder.path, 0o700) }
        #expect(try bench.run("import", "v2.json").isRefusal(5))
        #expect(try bench.run("list").status == .exited(0))
    }

    @Test(arguments: [["import", "v2.json"], ["stats", "v2.json"], ["diff", "v1", "v2.json"], ["check"]])
    func `a temporary folder that is not there is not needed`(arguments: [String]) throws {
        try bench.load("v1")
        try bench.folder.write(Bench.release("v2", samples: 300), to: "v2.json")
        let run = try Tool.run(
            arguments, environment: ["TMPDIR": "/nowhere", "SQLITE_TMPDIR": "/nowhere"], in: bench.folder)
        #expect(run.status == .exited(0), "\(run)")
    }

    // MARK: Outputs

    @Test(arguments: [
        ["list"], ["list", "--json"], ["stats"], ["stats", "-f", "csv"], ["export", "v1"],
        ["diff", "v1", "v2"],
        ["diff", "v1", "v2", "--json"], ["sql", "SELECT * FROM annotations"], ["samples", ""], ["check"],
        ["info", "--json"], ["schema"], ["log"], ["changelog"], ["history", "u0"],
    ])
    func `a full device is exit 7, by redirection or by name`(arguments: [String]) throws {
        try bench.load("v1")
        try bench.load("v2", samples: 3)
        let redirected = try Tool.run(arguments, in: bench.folder, script: "exec \"$@\" > /dev/full")
        #expect(redirected.status == .exited(7), "\(redirected)")
        #expect(redirected.stderr.contains("standard output"), "\(redirected)")
        let named = try Tool.run(arguments + ["-o", "/dev/full"], in: bench.folder)
        #expect(named.status == .exited(7) || named.status == .exited(2), "\(named)")
    }

    @Test(arguments: [("folder", 2), ("nowhere/x.json", 3), ("v1.json/x", 3)])
    func `an output that cannot be made says so, and leaves nothing`(path: String, code: Int32) throws {
        try bench.load("v1")
        try bench.folder.makeFolder("folder")
        let before = try bench.names
        let run = try bench.run("export", "v1", "-o", path)
        #expect(run.isRefusal(code), "\(run)")
        #expect(try bench.names == before)
    }
}
