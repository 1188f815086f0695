import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

@Suite struct CategoryLineageTests {
    /// Releases such as `1:car 2:bus`, of the dataset before a `/`.
    private func lineage(_ releases: [String]) -> CategoryLineage {
        CategoryLineage(
            releases.map { text in
                let parts = text.split(separator: "/")
                let dataset = parts.count > 1 ? String(parts[0]) : "d"
                return (Self.release(dataset), Self.list(parts.last.map(String.init) ?? ""))
            })
    }

    private static func release(_ dataset: String) -> ReleaseSummary {
        ReleaseSummary(
            ref: "\(dataset)@v", dataset: dataset, release: "v", description: nil, createdAt: nil,
            taskType: nil,
            samples: 0, labels: 0, annotations: 0, importedAt: "", source: "", sourceBytes: 0, digest: "")
    }

    private static func list(_ text: String) -> [CategoryIdentity] {
        text.split(separator: " ").map { word in
            let parts = word.split(separator: ":")
            return CategoryIdentity(id: Int64(parts[0]), name: parts.count > 1 ? String(parts[1]) : nil)
        }
    }

    @Test(
        arguments: [
            // The numbers of all categories, release by release.
            (["1:car 2:bus", "1:car 2:coach", "2:coach 1:car"], ["0 1", "0 1", "1 0"]),
            (["1:car 2:bus", "2:car 1:bus"], ["0 1", "0 1"]),
            (["1:car 2:bus", "1:bike 2:car 3:bus"], ["0 1", "2 0 1"]),
            // Gone for a while, it is the same by its name; a number alone does not bring it back.
            (["1:car 2:bus", "1:car", "1:car 2:bus"], ["0 1", "0", "0 1"]),
            (["1:car 2:bus", "1:car", "1:car 2:bike"], ["0 1", "0", "0 2"]),
            // A name that was given up is free for another.
            (["1:car", "1:van", "1:van 2:car"], ["0", "0", "0 1"]),
            // Numbers of another dataset mean nothing.
            (["a/1:car 2:bus", "b/1:bus 2:car 3:dog", "a/1:auto 2:bus"], ["0 1", "1 0 2", "0 1"]),
            (["1", "1:car", "1"], ["0", "0", "0"]), (["", "1:car"], ["", "0"]),
        ])
    func `categories are followed from release to release`(releases: [String], numbers: [String]) {
        let lineage = lineage(releases)
        for (release, text) in releases.enumerated() {
            let list = Self.list(text.split(separator: "/").last.map(String.init) ?? "")
            let found = list.map { lineage.number(of: $0, in: release).map { "\($0)" } ?? "-" }
            #expect(found.joined(separator: " ") == numbers[release])
        }
    }

    @Test func `a filter's words mean the newest names, in each release under its own`() {
        let lineage = lineage(["1:bike 2:car", "1:cycle 2:car", "1:cycle 2:car 3:bike"])
        #expect((0..<3).map { lineage.words(for: ["cycle"], in: $0) } == [["bike"], ["cycle"], ["cycle"]])
        #expect((0..<3).map { lineage.words(for: ["bike"], in: $0) } == [nil, nil, ["bike"]])
        #expect((0..<3).map { lineage.words(for: ["bike", "car"], in: $0)?.count } == [1, 1, 2])
        #expect(lineage.words(for: ["7"], in: 0) == ["7"])
        let renamed = self.lineage(["1:bike", "1:cycle"])
        #expect((0..<2).map { renamed.words(for: ["bike"], in: $0) } == [["bike"], ["cycle"]])
    }

    @Test func `releases whose classes were renumbered count the same`() throws {
        let shelf = try Shelf()
        let boxes = [1, 1, 2].map { SmallRelease.box($0) }
        let moved = [2, 2, 3].map { SmallRelease.box($0) }
        let old = SmallRelease.document(
            categories: ["car", "bus"], samples: [SmallRelease.sample(1, SmallRelease.still(boxes))])
        let new = SmallRelease.document(
            categories: ["bike", "car", "bus"], samples: [SmallRelease.sample(1, SmallRelease.still(moved))])
        try shelf.load(old.with("created_at", "2025-01-01"))
        try shelf.load(new.named("v2").with("created_at", "2025-02-01"))
        let trend = try shelf.warehouse.trend(.named("classes"))
        let lines = trend.series.map { series in
            series.values.map { $0?.number.map { "\(Int($0))" } ?? "-" }.joined(separator: " ")
        }
        #expect(lines == ["2 2", "1 1", "- 0"])
        #expect(trend.series.allSatisfy { $0.formerNames == [nil, nil] })
        var options = StatisticOptions()
        options.categories = ["bus"]
        let buses = try shelf.warehouse.trend(.named("classes"), options: options)
        #expect(buses.series.map { $0.values.map { $0?.number } } == [[1, 1]])
    }
}
