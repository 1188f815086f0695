import ReleaseFormat
import TestSupport
import Testing
import Warehouse

@testable import relwh

/// `relwh log`: the same history in every format.
@Suite struct LogCommandTests {
    private let bench: Bench

    init() throws {
        bench = try Bench()
        let files = (1...3).map { Repository.path("Fixtures/releases/street-scenes-v\($0).json") }
        let run = try Tool.run(["import", "--quiet"] + files, in: bench.folder)
        try #require(run.status == .exited(0), "\(run)")
    }

    private static let blocks = """
        acme/street-scenes@v3  2025-05-14 16:20
          trams; pedestrians are called persons
          samples  +2  -1  ~0   labels  +1  -2  ~3   annotations  14 → 12 (-2)
            ground-truth  labels  +1  -1  ~2   annotations  12 → 11 (-1)
            detector-7    labels  +0  -1  ~1   annotations  2 → 1 (-1)
          categories  +tram, pedestrian → person

        acme/street-scenes@v2  2025-04-14 16:20
          second pass:
          samples  +0  -0  ~0   labels  +3  -0  ~1 (1 changed status)   annotations  9 → 14 (+5)
            ground-truth  labels  +1  -0  ~1 (1 changed status)   annotations  9 → 12 (+3)
            detector-7    labels  +2  -0  ~0   annotations  0 → 2 (+2)

        acme/street-scenes@v1  2025-03-14 16:20
          first pass
          began with 4 samples, 3 labels, 9 annotations

        """

    @Test func `people read a block a release`() throws {
        let run = try bench.run("log", environment: ["LC_ALL": "C.UTF-8"])
        #expect(run.isClean && run.stdout == Self.blocks, "\(run)")
        let ascii = try bench.run("log", "street-scenes", environment: ["LC_ALL": "C"])
        #expect(ascii.isClean && ascii.stdout == Self.blocks.replacing("→", with: "->"), "\(ascii)")
    }

    @Test func `a terminal that is too narrow for a line keeps all of it on several`() throws {
        let warehouse = try Warehouse(path: bench.folder("relwh.db"), access: .read)
        let entry = try #require(try warehouse.log().first)
        let narrow = LogText(style: Style(), limit: 60).lines(of: entry)
        #expect(
            narrow == [
                "acme/street-scenes@v3  2025-05-14 16:20", "  trams; pedestrians are called persons",
                "  samples  +2  -1  ~0   labels  +1  -2  ~3", "  annotations  14 → 12 (-2)",
                "    ground-truth  labels  +1  -1  ~2", "      annotations  12 → 11 (-1)",
                "    detector-7    labels  +0  -1  ~1", "      annotations  2 → 1 (-1)",
                "  categories  +tram, pedestrian → person",
            ])
    }

    @Test func `a limit leaves out the oldest`() throws {
        for arguments in [["-n", "1"], ["-n1"], ["--limit", "1"]] {
            let run = try Tool.run(["log", "-f", "ndjson"] + arguments, in: bench.folder)
            #expect(run.isClean && run.stdout.split(separator: "\n").count == 1, "\(run)")
        }
        let all = try bench.run("log").stdout
        #expect(try bench.run("log", "-n", "0").stdout == all)
        #expect(try bench.run("log", "-n", "-1").isRefusal(2))
    }

    @Test func `JSON nests what changed`() throws {
        let run = try bench.run("log", "--json")
        let document = try JSONValue(text: run.stdout)
        #expect(run.isClean && document["schema"] == "relwh.log/1")
        let releases = try #require(document["releases"]?.array)
        #expect(releases.map { $0["ref"]?.string?.suffix(2) } == ["v3", "v2", "v1"])
        #expect(
            releases[0].members?.map(\.key) == [
                "ref", "dataset", "release", "created_at", "imported_at", "description", "samples", "labels",
                "annotations", "previous", "changes",
            ])
        #expect(releases[0]["changes"]?.text == Self.changes)
        #expect(releases[2]["previous"] == .null && releases[2]["changes"] == .null)
        let lines = try bench.run("log", "-f", "ndjson").stdout.split(separator: "\n")
        #expect(try lines.map { try JSONValue(text: String($0)) } == releases)
    }

    private static let changes = #"""
        {"samples":{"added":2,"removed":1,"modified":0},"labels":{"added":1,"removed":2,"modified":3,"status_changed":0},
        "labelsets":[{"labelset":"ground-truth","added":1,"removed":1,"modified":2,"status_changed":0,
        "annotations":{"before":12,"after":11,"delta":-1}},
        {"labelset":"detector-7","added":0,"removed":1,"modified":1,"status_changed":0,
        "annotations":{"before":2,"after":1,"delta":-1}}],
        "annotations":{"before":14,"after":12,"delta":-2},
        "categories":{"added":1,"removed":0,"renamed":1,"renumbered":0,"changes":[
        {"change":"added","from":null,"to":{"category_id":6,"category":"tram"}},
        {"change":"renamed","from":{"category_id":2,"category":"pedestrian"},"to":{"category_id":2,"category":"person"}}]}}
        """#.replacing("\n", with: "")

    @Test(arguments: [("csv", ",", 1), ("tsv", "\t", 1), ("markdown", "|", 2)])
    func `the other formats are flat`(format: String, separator: String, newest: Int) throws {
        let run = try bench.run("log", "-f", format)
        #expect(run.isClean, "\(run)")
        let rows = run.stdout.split(separator: "\n").map { line in
            line.split(separator: separator, omittingEmptySubsequences: false).map {
                $0.filter { $0 != " " }
            }
        }
        let names = try #require(rows.first)
        func value(_ name: String, _ row: [String]) throws -> String {
            try #require(zip(names, row).first { $0.0 == name }?.1)
        }
        try #require(rows.count > newest)
        let third = rows[newest]
        #expect(try value("samples_added", third) == "2" && value("labels_modified", third) == "3")
        #expect(try value("annotations_before", third) == "14" && value("annotations_delta", third) == "-2")
        #expect(try value("categories_renamed", third) == "1")
        #expect(try value("previous", third) == "acme/street-scenes@v2")
        let first = try #require(rows.last)
        #expect(try value("release", first) == "v1" && value("annotations", first) == "9")
        #expect(["", "NULL"].contains(try value("samples_added", first)))
    }

    @Test func `what is not there is exit 3, and an empty warehouse has no history`() throws {
        let unknown = try bench.run("log", "street-scene")
        #expect(unknown.isRefusal(3) && unknown.stderr.contains("acme/street-scenes"), "\(unknown)")
        for release in ["v1", "v2", "v3"] { _ = try bench.run("rm", release, "--quiet") }
        let empty = try bench.run("log")
        #expect(
            empty.status == .exited(0) && empty.output.isEmpty && empty.stderr.contains("no releases yet"))
        #expect(try bench.run("log", "--json").stdout.contains("\"releases\": []"))
        #expect(try bench.run("log", "--db", "none.db").isRefusal(3))
    }
}
