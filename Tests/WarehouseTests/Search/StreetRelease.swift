import ReleaseFormat
import TestSupport

@testable import Warehouse

/// A release for queries by hand: few samples, and of everything something.
enum StreetRelease {
    static let document = Documents.parsed(
        """
        {"name":"v1","created_at":"2024-05-01","dataset":{"name":"streets","owner":"acme","task_type":"vector",
         "task_attributes":{"categories":[
            {"id":1,"name":"car"},{"id":2,"name":"bell pepper"},{"id":3,"name":"car"},{"id":4,"name":"v2.0"},
            {"id":5,"name":"Tür"},{"id":6,"name":"7"},{"id":8,"name":"nobody"}]},
         "labelsets":[{"name":"ground-truth","is_groundtruth":true},{"name":"my set"},{"name":"model.v2"}],
         "samples":[
          {"uuid":"aa-0","name":"img_0033.jpg","attributes":{"image":{"url":"https://e.org/0.jpg"}},
           "metadata":{"weather":"rain","speed":5,"tags":["night","wet",7],"big":9007199254740993,"three":"3",
                       "a.b":"dotted","area":12,"ground-truth.car":"shadowed","ok":true},
           "labels":{
            "ground-truth":{"label_status":"REVIEWED","created_by":"ada","reviewed_by":"bob","attributes":{
                "image_attributes":{"light":"dim"},"annotations":[
                {"id":1,"category_id":1,"type":"bbox","points":[[0,0],[10,20]],"attributes":{"occluded":true,"n":2}},
                {"id":2,"category_id":3,"type":"bbox","points":[[0,0],[50,50]],"track_id":7},
                {"id":3,"category_id":2,"type":"polygon","points":[[0,0],[4,0],[4,3]],
                 "attributes":{"colours":["red",4],"none":null,"say \\"hi\\"":"it's"}}]}},
            "my set":{"label_status":"LABELED","attributes":{"annotations":[
                {"id":1,"category_id":4,"type":"point","points":[[1,1]]}]}},
            "model.v2":null}},
          {"uuid":"aa-1","name":"IMG_0034.JPG","attributes":{"image":{"url":"https://e.org/1.jpg"}},
           "metadata":{"weather":"Rain","speed":-2.5,"tags":"night","big":9007199254740992,"three":3},
           "labels":{"ground-truth":{"label_status":"LABELED","attributes":{"annotations":[
                {"id":1,"category_id":5,"type":"polyline","points":[[0,0],[3,4]]},
                {"id":2,"category_id":6,"type":"bbox","points":[[0,0],[100,1]],"attributes":{"occluded":false}}]}},
            "my set":{"label_status":"PRELABELED","attributes":{"annotations":[]}},
            "model.v2":{"label_status":"LABELED","attributes":{"annotations":[
                {"id":1,"category_id":9,"type":"bbox","points":[[0,0],[1,1]]}]}}}},
          {"uuid":"bb-2","name":"two words (1):x.jpg","attributes":{"image":{"url":"https://e.org/2.jpg"}},
           "metadata":{"weather":"","speed":null,"tags":[],"nested":{"a":1}},
           "labels":{"ground-truth":null,"my set":{"label_status":"SKIPPED","attributes":null}}},
          {"uuid":"bb-3","name":"Straße \\"A\\\\B\\" OR é.jpg","attributes":{},"labels":{}}]}}
        """)

    static let ref = "acme/streets@v1"
}

extension Shelf {
    /// The positions of the samples that a query finds.
    func positions(
        _ query: String, in reference: String? = nil, ignoresCase: Bool = false
    ) throws -> [Int] {
        var positions: [Int] = []
        let options = SearchOptions(ignoresCase: ignoresCase)
        let query = try SearchQuery(query)
        let outcome = try warehouse.search(query, in: reference, options: options) {
            positions.append($0.position)
        }
        let count = try warehouse.countSamples(query, in: reference, options: options)
        precondition(outcome.total == positions.count && count.total == positions.count)
        return positions
    }
}
