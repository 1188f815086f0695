import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

@Suite struct EmptyStatisticTests {
    private let document = SmallRelease.document(
        "segmentation-bitmap", labelsets: ["ground-truth", "model"],
        samples: [
            SmallRelease.sample(1, SmallRelease.still([SmallRelease.box(1)])),
            SmallRelease.sample(2, SmallRelease.still([])),
            SmallRelease.sample(
                3,
                """
                {"label_status":"REVIEWED","attributes":{"annotations":[],
                    "segmentation_bitmap":{"url":"https://e.org/m.png"}}}
                """),
            SmallRelease.sample(
                4,
                "{\"label_status\":\"LABELED\",\"attributes\":{\"segmentation_bitmap\":{\"url\":\"\"}}}"),
            SmallRelease.sample(5, "{\"label_status\":\"SKIPPED\",\"attributes\":{}}"),
            SmallRelease.sample(
                6, SmallRelease.still([SmallRelease.box(2)], status: "SKIPPED"), others: ",\"model\":null"),
            SmallRelease.sample(7, "null"),
            SmallRelease.sample(8, nil),
        ])

    @Test func `every sample is unlabeled, empty, skipped or annotated`() throws {
        let report = try Shelf().statistic("empty", of: document)
        let row = try #require(try report.rows().only(["labelset": "ground-truth"]))
        let expected = [
            "samples": 8, "unlabeled": 2, "empty": 3, "empty_with_mask": 1, "skipped": 2, "skipped_empty": 1,
            "skipped_annotated": 1, "annotated": 1,
        ]
        for (column, count) in expected { #expect(row.count(column) == count, "\(column)") }
        #expect(row.number("empty_share") == 0.375)
        #expect(row.number("unlabeled_share") == 0.25)
        #expect(try report.rows().only(["labelset": "model"])?.count("unlabeled") == 8)
        let samples = try report.rows("samples").rows.filter { $0["labelset"] == "ground-truth" }
        #expect(samples.map { $0["sample_uuid"] } == ["u2", "u3", "u4", "u5", "u6", "u7", "u8"])
        #expect(
            samples.map { $0["kind"] } == [
                "empty", "empty with mask", "empty", "skipped empty", "skipped annotated", "unlabeled",
                "unlabeled",
            ])
    }

    @Test func `top names fewer samples, and counts the rest`() throws {
        let report = try Shelf().statistic("empty", of: document) {
            $0.top = 2
            $0.labelsets = ["ground-truth"]
        }
        #expect(try report.rows("samples")["sample_uuid"] == ["u2", "u3"])
        #expect(report.tables[1].omittedRows == 5)
        #expect(try report.rows()["samples"] == ["8"])
    }

    @Test func `groups and filters leave what they name`() throws {
        let byStatus = try Shelf().statistic("empty", of: document) {
            $0.groups = [.status]
            $0.labelsets = ["ground-truth"]
        }.rows()
        #expect(byStatus["status"] == ["no label", "LABELED", "REVIEWED", "SKIPPED"])
        #expect(byStatus["samples"] == ["2", "3", "1", "2"])
        #expect(byStatus["empty"] == ["0", "2", "1", "0"])
        let condition = try Shelf().statistic("empty", of: document) { $0.condition = "annotations = 0" }
            .rows()
        #expect(condition["samples"] == ["4"])
        #expect(condition["skipped_empty"] == ["1"])
        // An empty sample has no box of a class.
        let cars = try Shelf().statistic("empty", of: document) { $0.categories = ["car"] }.rows()
        #expect(cars["samples"] == ["1"])
        #expect(cars["annotated"] == ["1"])
    }

    @Test func `points that are labelled are a mask too, in any frame`() throws {
        let document = SmallRelease.document(
            "pointcloud-segmentation-sequence",
            samples: [
                SmallRelease.sample(
                    1,
                    """
                    {"label_status":"LABELED","attributes":{"frames":[{"annotations":[]},
                        {"annotations":[],"point_annotations":[0,0,1]}]}}
                    """),
                SmallRelease.sample(
                    2,
                    "{\"label_status\":\"LABELED\",\"attributes\":{\"frames\":[{\"point_annotations\":[]}]}}"),
            ])
        let rows = try Shelf().statistic("empty", of: document).rows()
        #expect(rows["empty"] == ["2"])
        #expect(rows["empty_with_mask"] == ["1"])
    }

    @Test(arguments: ReleaseGenerator.taskTypes)
    func `samples are told apart as a naive reading does`(taskType: String) throws {
        for seed in (0..<3).map({ SeededRandom.chosenSeed &+ $0 }) {
            var generator = ReleaseGenerator(seed: seed, oddity: 0)
            let document = generator.release(of: taskType, samples: 10)
            let naive = NaiveRelease(document: document)
            for row in try Shelf().statistic("empty", of: document).rows().rows {
                let labelset = row.key("labelset")
                let labels = naive.labels.filter {
                    NaiveRelease.key($0, "labelset") == labelset && $0["annotations"]?.number != nil
                }
                func count(_ isSkipped: Bool, _ isEmpty: Bool) -> Int {
                    labels.count {
                        (NaiveRelease.key($0, "label_status") == "SKIPPED") == isSkipped
                            && ($0["annotations"]?.number == 0) == isEmpty
                    }
                }
                #expect(row.count("samples") == document.samples.count, "seed \(seed)")
                #expect(row.count("unlabeled") == document.samples.count - labels.count, "seed \(seed)")
                #expect(row.count("empty") == count(false, true), "seed \(seed)")
                #expect(row.count("annotated") == count(false, false), "seed \(seed)")
                #expect(row.count("skipped_empty") == count(true, true), "seed \(seed)")
                #expect(row.count("skipped_annotated") == count(true, false), "seed \(seed)")
                let empty = Set(
                    labels.filter {
                        $0["annotations"]?.number == 0 && NaiveRelease.key($0, "label_status") != "SKIPPED"
                    }.map { NaiveRelease.key($0, "sample_uuid") })
                let masked = naive.frames.filter { frame in
                    let url = frame["segmentation_bitmap_url"]?.string ?? ""
                    return NaiveRelease.key(frame, "labelset") == labelset
                        && (!url.isEmpty || frame["points"]?.number ?? 0 > 0)
                }.map { NaiveRelease.key($0, "sample_uuid") }
                #expect(
                    row.count("empty_with_mask") == empty.intersection(masked).count, "seed \(seed)")
            }
        }
    }
}
