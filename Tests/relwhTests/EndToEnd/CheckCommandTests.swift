import ReleaseFormat
import SQLite
import TestSupport
import Testing

/// `relwh check`: what it says, and how it ends.
@Suite struct CheckCommandTests {
    private let bench: Bench

    init() throws {
        bench = try Bench()
        try bench.load("v1")
        try bench.load("v2", samples: 3)
    }

    private func damage(_ sql: String) throws {
        let connection = try Connection(path: bench.folder("relwh.db"), access: .readWrite)
        try connection.execute(sql)
        try connection.close()
    }

    @Test func `a sound warehouse is told in a table, or with --quiet not at all`() throws {
        let run = try bench.run("check")
        #expect(run.isClean, "\(run)")
        let rows = run.stdout.split(separator: "\n").dropFirst(2).map {
            $0.split(separator: " ").map(String.init)
        }
        #expect(rows.map(\.first) == ["file", "schema", "references", "labels", "samples", "releases"])
        #expect(rows.allSatisfy { $0.last == "0" } && rows[3][1] == "3" && rows[5][1] == "2", "\(run)")
        let quiet = try bench.run("check", "--quick", "--quiet")
        #expect(quiet.isClean && quiet.output.isEmpty, "\(quiet)")
    }

    @Test func `findings are exit 5, on standard output, with what to do beside`() throws {
        try damage("UPDATE release_status SET labels = 1200 WHERE release_id = 2")
        let run = try bench.run("check")
        #expect(run.status == .exited(5), "\(run)")
        let line = try #require(run.stdout.split(separator: "\n").last)
        #expect(
            line.split(separator: " ") == [
                "release_status.labels", "acme/flowers@v2", "ground-truth", "LABELED", "1,200", "3",
            ])
        #expect(run.stderr.hasPrefix("relwh: error: relwh.db: 1 finding\n"), "\(run)")
        #expect(run.stderr.contains("relwh export"), "\(run)")
    }

    @Test func `JSON has every finding with its place`() throws {
        let sound = try JSONValue(text: bench.run("check", "--json").stdout)
        #expect(sound["schema"] == "relwh.check/1" && sound["ok"] == .bool(true))
        #expect(sound["findings"] == .array([]))
        #expect(
            sound["checked"]?.members?.map(\.key)
                == ["file", "schema", "references", "labels", "samples", "releases"])
        #expect(sound["checked"]?["labels"]?["count"]?.integer == 3)
        try damage("UPDATE release SET samples = 8 WHERE id = 1")
        let run = try bench.run("check", "--json")
        #expect(run.status == .exited(5), "\(run)")
        let report = try JSONValue(text: run.stdout)
        #expect(report["ok"] == .bool(false))
        let finding = try #require(report["findings"]?.array?.first)
        #expect(
            finding.text
                == #"{"subject":"releases","table":"release","column":"samples","row":null,"ref":"acme/flowers@v1","#
                + #""labelset":null,"sample_uuid":null,"key":null,"count":1,"stored":8,"found":2}"#)
    }

    @Test func `a damaged file says so`() throws {
        let path = bench.folder("relwh.db")
        let connection = try Connection(path: path, access: .readWrite)
        let sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'sample_state_by_sample_id'"
        let page = try #require(try connection.first(sql) { Int($0.int64(at: 0)) })
        let size = try #require(try connection.first("PRAGMA page_size") { Int($0.int64(at: 0)) })
        try connection.close()
        var bytes = try FileBytes.read(path)
        bytes.replaceSubrange((page - 1) * size..<page * size, with: repeatElement(0x5A, count: size))
        try FileBytes.write(bytes, to: path)
        let run = try bench.run("check")
        #expect(run.status == .exited(5) && run.stderr.contains("restore a backup"), "\(run)")
    }
}
