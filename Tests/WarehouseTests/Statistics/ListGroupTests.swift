import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

/// Groups by a key of the metadata that holds lists: a sample is in the group of each element.
@Suite struct ListGroupTests {
    private let stills = SmallRelease.document(samples: [
        SmallRelease.sample(
            1, metadata: #"{"tags":["wet","night"]}"#,
            SmallRelease.still([SmallRelease.box(1), SmallRelease.box(2, id: 2)])),
        SmallRelease.sample(
            2, metadata: #"{"tags":["wet","wet",null]}"#,
            SmallRelease.still([SmallRelease.box(1), SmallRelease.box(1, id: 2)])),
        SmallRelease.sample(3, metadata: #"{"tags":[]}"#, SmallRelease.still([SmallRelease.box(1)])),
        SmallRelease.sample(4, SmallRelease.still([])),
    ])

    private func rows(_ name: String, of document: JSONValue, _ table: String? = nil) throws -> FigureRows {
        try Shelf().statistic(name, of: document) { $0.groups = [.metadata("tags")] }.rows(table)
    }

    @Test func `annotations count in the group of each element`() throws {
        let classes = try rows("classes", of: stills)
        #expect(classes.only(["metadata.tags": "wet", "category": "car"])?.count("annotations") == 3)
        #expect(classes.only(["metadata.tags": "wet", "category": "car"])?.count("samples") == 2)
        #expect(classes.only(["metadata.tags": "night", "category": "car"])?.number("share") == 0.5)
        #expect(classes.only(["metadata.tags": nil, "category": "car"])?.count("annotations") == 1)
        #expect(Set(classes["metadata.tags"]) == ["wet", "night", nil])
        let types = try rows("types", of: stills)
        #expect(types.only(["metadata.tags": "wet"])?.count("annotations") == 4)
    }

    @Test func `so do labels, frames and samples`() throws {
        let samples = try rows("per-sample", of: stills)
        for (tag, count, annotations) in [("wet", 2, 4), ("night", 1, 2)] {
            for unit in ["sample", "frame"] {
                let row = try #require(samples.only(["metadata.tags": tag, "unit": unit]))
                #expect(
                    row.count("count") == count && row.count("annotations") == annotations, "\(tag) \(unit)")
            }
        }
        #expect(samples.only(["metadata.tags": nil, "unit": "sample"])?.count("count") == 2)
        let statuses = try rows("status", of: stills)
        #expect(statuses.only(["metadata.tags": "wet", "status": "LABELED"])?.count("labels") == 2)
        let pairs = try rows("cooccurrence", of: stills)
        #expect(pairs.only(["metadata.tags": "wet"])?.count("samples_both") == 1)
        #expect(pairs.only(["metadata.tags": "night"])?.count("samples_both") == 1)
    }

    @Test func `a track is a track of each group of its label`() throws {
        func box(_ track: Int) -> String {
            #"{"id":\#(track),"track_id":\#(track),"category_id":1,"type":"bbox","points":[[0,0],[1,1]],"attributes":{"lit":true}}"#
        }
        let sequence = SmallRelease.document(
            "image-vector-sequence",
            samples: [
                SmallRelease.sample(
                    1, metadata: #"{"tags":["wet","night"]}"#,
                    SmallRelease.sequence([[box(1)], [box(1), box(2)], []]))
            ])
        let tracks = try rows("tracks", of: sequence)
        let attributes = try rows("attributes", of: sequence, "tracks")
        for tag in ["wet", "night"] {
            let row = try #require(tracks.only(["metadata.tags": tag]))
            #expect(
                row.count("tracks") == 2 && row.number("length_max") == 2 && row.count("annotations") == 3)
            #expect(attributes.only(["metadata.tags": tag, "attribute": "lit"])?.count("tracks") == 2)
        }
    }
}
