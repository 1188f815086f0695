import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

/// Everything that the library asks the warehouse, asked once: all of it prepares, and answers.
@Suite struct InventoryTests {
    private let shelf: Shelf

    init() throws {
        shelf = try Shelf(file: "w.db")
        try shelf.load(Documents.boxes("v1", createdAt: "2024-01-01"))
        try shelf.load(Documents.boxes("v2", createdAt: "2024-02-01", samples: 4))
        try shelf.load(Documents.boxes("x", dataset: "trees", createdAt: "2023-01-01"))
    }

    @Test func `datasets and releases are listed newest first`() throws {
        #expect(try shelf.warehouse.datasets().map(\.dataset) == ["acme/flowers", "acme/trees"])
        #expect(try shelf.warehouse.datasets()[0].releases == 2)
        #expect(try shelf.warehouse.releases().map(\.release) == ["v2", "v1", "x"])
        #expect(try shelf.warehouse.releases(dataset: "flowers").map(\.release) == ["v2", "v1"])
        #expect { try shelf.warehouse.releases(dataset: "flower") } throws: {
            ($0 as? WarehouseError)?.candidates.contains("acme/flowers") == true
        }
    }

    @Test func `labelsets and categories are those of the release`() throws {
        let labelsets = try shelf.warehouse.labelsets(ref: "v2")
        #expect(labelsets.map(\.labelset) == ["ground-truth"] && labelsets[0].annotations == 4)
        #expect(labelsets[0].isGroundtruth == true)
        let categories = try shelf.warehouse.categories(ref: "v2")
        #expect(categories.map(\.category) == ["rose", "oak"] && categories.map(\.annotations) == [4, 0])
        #expect(try shelf.warehouse.categories().count == 6)
        #expect(try shelf.warehouse.labelsets().count == 3)
    }

    @Test func `a release is shown with what it counts`() throws {
        let unlabeled = Documents.boxes("v3").changingSample(0) { $0.with("labels", .object([])) }
        try shelf.load(unlabeled)
        let detail = try shelf.warehouse.show("v3")
        #expect(detail.release.samples == 3 && detail.release.labels == 2)
        #expect(detail.statuses.map(\.status) == ["LABELED", "no label"])
        #expect(detail.statuses.map(\.labels) == [2, 1])
        #expect(detail.types.map(\.type) == ["bbox"] && detail.types.map(\.annotations) == [2])
    }

    @Test func `names are there for a shell to offer, without any error`() throws {
        let path = shelf.folder("w.db")
        #expect(
            Warehouse.names(of: .dataset, path: path) == ["acme/flowers", "acme/trees", "flowers", "trees"])
        #expect(Warehouse.names(of: .labelset, path: path) == ["ground-truth"])
        #expect(Warehouse.names(of: .category, path: path) == ["oak", "rose"])
        #expect(Warehouse.names(of: .sensor, path: path).isEmpty)
        #expect(Warehouse.names(of: .status, path: path).contains("REVIEWED"))
        for thing in NamedThing.allCases where thing != .status {
            #expect(Warehouse.names(of: thing, path: shelf.folder("none.db")).isEmpty)
        }
    }

    @Test func `views are described row by row`() throws {
        let summaries = Warehouse.views.map(\.summary)
        #expect(summaries.allSatisfy { $0.hasPrefix("One row per ") }, "\(summaries)")
    }

    @Test func `the warehouse tells its size and its tables`() throws {
        let information = try shelf.warehouse.information()
        #expect(information.releases == 3 && information.datasets == 2 && information.bytes > 0)
        #expect(information.schemaVersion == information.newestSchemaVersion)
        #expect(information.tables.first { $0.table == "release" }?.rows == 3)
    }

    @Test func `a shell is offered the references that begin so`() throws {
        let path = shelf.folder("w.db")
        #expect(
            Set(Warehouse.completions(path: path, prefix: "acme/fl")) == [
                "acme/flowers@v1", "acme/flowers@v2",
            ])
        #expect(Set(Warehouse.completions(path: path, prefix: "trees")) == ["trees@x"])
        #expect(Warehouse.completions(path: shelf.folder("none"), prefix: "").isEmpty)
        #expect(!shelf.folder.exists("none"))
    }

    @Test func `views keep the order in which they first came`() {
        #expect(
            Warehouse.views.map(\.name) == [
                "releases", "labelsets", "categories", "attribute_definitions", "samples", "labels", "frames",
                "annotations", "tracks", "links", "category_counts", "category_totals",
            ])
    }

    @Test func `every view is described, every column of it too`() throws {
        for view in Warehouse.views {
            #expect(!view.summary.isEmpty)
            let columns = try shelf.lines("SELECT name FROM pragma_table_info('\(view.name)')")
            #expect(view.columns.map { "'\($0.name)'" } == columns)
            #expect(view.columns.allSatisfy { !$0.description.isEmpty })
        }
    }

    @Test func `an import tells its progress`() throws {
        var steps: [ImportProgress] = []
        let text = Window.withSamplesBehind(Documents.boxes("v9", samples: 50).text)
        let report = try shelf.load(text, ImportOptions(batchCapacity: 512)) { steps.append($0) }
        #expect(steps.count > 5)
        #expect(steps.last?.samples == 50 && steps.last?.bytesTotal == text.utf8.count)
        #expect(report.bytes == text.utf8.count)
        for (one, two) in zip(steps, steps.dropFirst()) {
            #expect(one.samples < two.samples && one.bytesConsumed <= two.bytesConsumed)
        }
    }
}
