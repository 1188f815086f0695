import ReleaseFormat

/// Small releases, written by hand.
enum Documents {
    /// Samples of a still image, each with one labelled box.
    static func boxes(
        _ release: String = "v1", dataset: String = "flowers", owner: String? = "acme",
        createdAt: String? = nil,
        samples count: Int = 3
    ) -> JSONValue {
        let samples = (0..<count).map { sample($0) }.joined(separator: ",")
        let owner = owner.map { "\"owner\":\(JSONValue.string($0).text)," } ?? ""
        let created = createdAt.map { "\"created_at\":\(JSONValue.string($0).text)," } ?? ""
        return parsed(
            """
            {"name":\(JSONValue.string(release).text),\(created)"dataset":{
                "name":\(JSONValue.string(dataset).text),\(owner)"task_type":"bboxes",
                "task_attributes":{"format_version":"0.1","categories":[{"id":1,"name":"rose"},{"id":2,"name":"oak"}]},
                "labelsets":[{"name":"ground-truth","is_groundtruth":true}],"samples":[\(samples)]}}
            """)
    }

    static func sample(_ index: Int, category: Int = 1, status: String = "LABELED") -> String {
        """
        {"uuid":"u\(index)","name":"\(index).jpg","attributes":{"image":{"url":"https://e.org/\(index).jpg"}},
         "metadata":{"n":\(index)},"labels":{"ground-truth":{"label_status":"\(status)","attributes":{
            "format_version":"0.1","annotations":[
                {"id":1,"category_id":\(category),"type":"bbox","points":[[\(index),2],[30.5,40]],
                 "attributes":{"colour":"red"}}]}}}}
        """
    }

    /// A document known to be JSON.
    static func parsed(_ text: String) -> JSONValue {
        do {
            return try JSONValue(text: text)
        } catch {
            preconditionFailure("a document of the tests is no JSON: \(error)\n\(text)")
        }
    }
}
