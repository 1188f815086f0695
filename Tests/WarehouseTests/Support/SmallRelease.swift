import ReleaseFormat

/// Releases of a few samples, written by hand for one test.
enum SmallRelease {
    /// - Parameters:
    ///   - categories: names; their ids count from 1.
    ///   - samples: JSON, as ``sample(_:name:url:metadata:labels:)`` writes them.
    static func document(
        _ taskType: String = "vector", categories: [String] = ["car", "bus", "dog"],
        labelsets: [String] = ["ground-truth"], samples: [String]
    ) -> JSONValue {
        let categories = categories.enumerated().map { index, name in
            "{\"id\":\(index + 1),\"name\":\(JSONValue.string(name).text)}"
        }
        let labelsets = labelsets.map { "{\"name\":\(JSONValue.string($0).text)}" }
        return Documents.parsed(
            """
            {"name":"v1","dataset":{"name":"small","owner":"acme","task_type":"\(taskType)",
                "task_attributes":{"categories":[\(categories.joined(separator: ","))]},
                "labelsets":[\(labelsets.joined(separator: ","))],
                "samples":[\(samples.joined(separator: ","))]}}
            """)
    }

    /// - Parameters:
    ///   - number: makes the uuid, `u1`, and the name, `1.jpg`.
    ///   - label: JSON of the ground truth's label, `null`; nil for none.
    ///   - others: further members of `labels`, each behind a comma.
    static func sample(
        _ number: Int, name: String? = nil, url: String? = nil, metadata: String = "{}", _ label: String?,
        others: String = ""
    ) -> String {
        let name = JSONValue.string(name ?? "\(number).jpg").text
        let url = JSONValue.string(url ?? "https://e.org/\(number).jpg").text
        let label = label.map { "\"ground-truth\":\($0)" } ?? ""
        return """
            {"uuid":"u\(number)","name":\(name),"attributes":{"image":{"url":\(url)}},"metadata":\(metadata),
             "labels":{\(label)\(others)}}
            """
    }

    /// The label of a still image.
    static func still(_ annotations: [String], status: String = "LABELED") -> String {
        """
        {"label_status":"\(status)","attributes":{"annotations":[\(annotations.joined(separator: ","))]}}
        """
    }

    /// The label of a sequence, by the annotations of its frames; nil for a frame without a list of them.
    static func sequence(_ frames: [[String]?]) -> String {
        let frames = frames.map { annotations in
            annotations.map { "{\"annotations\":[\($0.joined(separator: ","))]}" } ?? "{}"
        }
        return """
            {"label_status":"LABELED","attributes":{"frames":[\(frames.joined(separator: ","))]}}
            """
    }

    /// The label of several sensors, by the annotations of their frames.
    static func sensors(_ sensors: [(name: String, frames: [[String]])]) -> String {
        let sensors = sensors.map { sensor in
            let frames = sensor.frames.map { "{\"annotations\":[\($0.joined(separator: ","))]}" }
            return """
                {"name":\(JSONValue.string(sensor.name).text),"task_type":"image-vector-sequence",
                 "attributes":{"frames":[\(frames.joined(separator: ","))]}}
                """
        }
        return """
            {"label_status":"LABELED","attributes":{"sensors":[\(sensors.joined(separator: ","))]}}
            """
    }

    static func box(
        _ category: Int?, _ x0: Double = 0, _ y0: Double = 0, _ x1: Double = 10, _ y1: Double = 10,
        id: Int = 1, attributes: String = "{}"
    ) -> String {
        shape("bbox", category, "[[\(x0),\(y0)],[\(x1),\(y1)]]", id: id, attributes: attributes)
    }

    static func shape(
        _ type: String, _ category: Int?, _ points: String, id: Int = 1, attributes: String = "{}"
    ) -> String {
        let category = category.map { "\($0)" } ?? "null"
        return """
            {"id":\(id),"category_id":\(category),"type":"\(type)","points":\(points),"attributes":\(attributes)}
            """
    }
}
