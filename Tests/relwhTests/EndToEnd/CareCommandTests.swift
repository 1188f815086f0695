import ReleaseFormat
import SQLite
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// `relwh gc`, `relwh backup` and `--busy-timeout`: what they say, and how they end.
@Suite struct CareCommandTests {
    private let bench: Bench

    init() throws {
        bench = try Bench()
        try bench.load("v1")
        try bench.load("v2", samples: 3)
    }

    @Test func `a backup is told with its digest, and restored by its name`() throws {
        let run = try bench.run("backup", "b.db")
        #expect(run.isClean && run.stdout.hasPrefix("backed up relwh.db to b.db  "), "\(run)")
        let sum = try #require(run.stdout.split(whereSeparator: \.isWhitespace).last)
        let again = try bench.run("backup", "c.db", "--json")
        let report = try JSONValue(text: again.stdout)
        #expect(report["schema"] == "relwh.backup/1" && report["sha256"]?.string == String(sum))
        #expect(report["bytes"]?.integer == Int64(try FileBytes.read(bench.folder("b.db")).count))
        #expect(try bench.run("check", "--db", "b.db").isClean)
        let exports = try ["relwh.db", "b.db"].map { try bench.run("export", "v2", "--db", $0).stdout }
        #expect(exports[0] == exports[1] && !exports[0].isEmpty)
        #expect(try bench.run("backup", "d.db", "--quiet").output.isEmpty)
    }

    @Test func `a file that is there is exit 2, and --force overwrites it`() throws {
        try bench.folder.write("mine", to: "b.db")
        let run = try bench.run("backup", "b.db")
        #expect(run.isRefusal(2) && run.stderr.contains("--force"), "\(run)")
        #expect(try bench.folder.text(of: "b.db") == "mine")
        #expect(try bench.run("backup", "b.db", "--force").isClean)
        #expect(try bench.run("backup", "relwh.db", "--force").isRefusal(2))
        #expect(try bench.run("backup", "-").isRefusal(2))
        #expect(try bench.run("backup", "no/folder.db").isRefusal(3))
        #expect(try bench.run("backup", "x.db", "--db", "none.db").isRefusal(3))
        let names = try bench.folder.names()
        #expect(!names.contains { $0.hasSuffix(".tmp") })
    }

    @Test func `garbage is counted, then deleted`() throws {
        #expect(try bench.run("rm", "v2").status == .exited(0))
        let connection = try Connection(path: bench.folder("relwh.db"), access: .readWrite)
        try connection.execute("INSERT INTO labelset (id, name) VALUES (90, 'nobody')")
        try connection.close()
        let check = try bench.run("check")
        #expect(check.status == .exited(0) && check.stderr.contains("1 row that no release uses (labelset)"))
        let dry = try bench.run("gc", "--dry-run")
        #expect(dry.isClean && dry.stdout.hasPrefix("1 row would be deleted"), "\(dry)")
        let run = try bench.run("gc", "--vacuum", "--json")
        let report = try JSONValue(text: run.stdout)
        #expect(report["schema"] == "relwh.gc/1" && report["rows"]?.integer == 1, "\(run)")
        #expect(report["tables"]?["labelset"]?.integer == 1 && report["compacted"] == .bool(true))
        let again = try bench.run("gc")
        #expect(again.isClean && again.stdout.hasPrefix("deleted 0 rows"), "\(again)")
        #expect(try bench.run("check").isClean)
        #expect(try bench.run("gc", "--db", "none.db").isRefusal(3))
    }

    @Test func `a collection that is killed leaves a warehouse that is whole`() throws {
        try bench.load("big", samples: 3000)
        #expect(try bench.run("rm", "big").status == .exited(0))
        let export = try bench.run("export", "v1").stdout
        for milliseconds in [2, 8, 20, 40] as [UInt32] {
            let process = try Tool.start(["gc", "--vacuum"], in: bench.folder)
            usleep(milliseconds * 1000)
            process.send(signal: SIGKILL)
            _ = try process.wait()
            #expect(try bench.run("check").status == .exited(0))
            #expect(try bench.run("export", "v1").stdout == export)
        }
        #expect(try bench.run("gc", "--vacuum").isClean)
        #expect(try bench.run("export", "v1").stdout == export)
    }

    @Test func `who waited in vain is told for whom and how long`() throws {
        let connection = try Connection(path: bench.folder("relwh.db"), access: .readWrite)
        try connection.transaction(.immediate) {
            let start = ContinuousClock.now
            let run = try bench.run("rm", "v1", "--busy-timeout", "0.3")
            #expect(run.isRefusal(5) && run.stderr.contains("gave up after 0.3 s"), "\(run)")
            #expect(run.stderr.contains("--busy-timeout"), "\(run)")
            #expect(ContinuousClock.now - start >= .milliseconds(300))
            #if os(Linux)
                #expect(run.stderr.contains("process \(getpid()) ("), "\(run)")
            #endif
            let early = try bench.run("--busy-timeout", "0", "import", "v1.json", "--release", "w1")
            #expect(early.status == .exited(5) && early.stderr.contains("gave up not waiting"), "\(early)")
            #expect(try bench.run("list", "--busy-timeout=0").status == .exited(0))
        }
        #expect(try bench.run("rm", "v1", "--busy-timeout", "0.3").isClean)
        for wrong in ["-1", "soon", "nan", "1e99"] {
            #expect(try bench.run("list", "--busy-timeout=\(wrong)").isRefusal(2), "\(wrong)")
        }
    }
}
