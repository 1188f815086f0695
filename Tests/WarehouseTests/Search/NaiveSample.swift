import ReleaseFormat

/// A sample of a document, with its annotations in one list.
struct NaiveSample {
    var json: JSONValue
    var annotations: [NaiveAnnotation] = []

    var name: String? { json["name"]?.string }

    /// Labels that are not null.
    var labels: [JSONValue] { (json["labels"]?.members ?? []).map(\.value).filter { $0 != .null } }

    /// The label in a labelset; nil for a null one too.
    func label(_ labelset: String) -> JSONValue? {
        json["labels"]?[labelset].flatMap { $0 == .null ? nil : $0 }
    }

    /// Of objects, images and frames.
    var attributes: [JSONValue] {
        let bodies = labels.compactMap { $0["attributes"] }
        let sequences =
            bodies
            + bodies.flatMap { body in
                (body["sensors"]?.array ?? []).compactMap { $0["attributes"] }
            }
        let frames = sequences.flatMap { $0["frames"]?.array ?? [] }
        return (bodies + frames).compactMap { $0["image_attributes"] }
            + annotations.compactMap { $0.json["attributes"] }
    }

    static func all(of document: JSONValue) -> [NaiveSample] {
        let rows = NaiveRelease(document: document).annotations
        var next = 0
        return document.samples.map { json in
            var sample = NaiveSample(json: json)
            for member in json["labels"]?.members ?? [] {
                for annotation in annotations(of: member.value) {
                    sample.annotations.append(
                        NaiveAnnotation(json: annotation, labelset: member.key, row: rows[next]))
                    next += 1
                }
            }
            return sample
        }
    }

    /// In the order of the document, as the naive release's rows are.
    private static func annotations(of label: JSONValue) -> [JSONValue] {
        let body = label["attributes"] ?? .null
        if let sensors = body["sensors"]?.array {
            return sensors.flatMap { sensor in
                (sensor["attributes"]?["frames"]?.array ?? []).flatMap { $0["annotations"]?.array ?? [] }
            }
        }
        if let frames = body["frames"]?.array { return frames.flatMap { $0["annotations"]?.array ?? [] } }
        return body["annotations"]?.array ?? []
    }
}

struct NaiveAnnotation {
    var json: JSONValue
    var labelset: String
    var row: NaiveRelease.Row

    var category: Int64? { json["category_id"]?.integer }

    var type: String? { text("type") }

    func text(_ column: String) -> String? {
        if case .text(let text) = row[column] { text } else { nil }
    }

    func measure(_ name: String) -> Double? {
        switch row[name] {
        case .real(let number): number
        case .integer(let number): Double(number)
        default: nil
        }
    }

}

/// A number by its value.
struct NaiveNumber {
    private var whole: Int64?
    private var double: Double

    init(_ literal: String) {
        whole = JSONValue.number(literal).integer
        double = Double(literal) ?? .infinity
    }

    init?(_ value: JSONValue?) {
        guard case .number(let literal) = value else { return nil }
        self.init(literal)
    }

    /// Negative, 0 or positive, as this one is less, equal or more.
    func order(_ other: NaiveNumber) -> Int {
        if let whole, let others = other.whole { return whole < others ? -1 : whole > others ? 1 : 0 }
        // What is no whole number of 64 bits is far from those that doubles do not tell apart.
        return double < other.double ? -1 : double > other.double ? 1 : 0
    }
}
