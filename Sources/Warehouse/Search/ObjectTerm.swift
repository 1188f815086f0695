/// What a query asks of an annotation.
enum ObjectTerm: SearchTerm {
    /// A number of an annotation, by the name of its column in the view `annotations`.
    enum Measure: String, CaseIterable, Sendable {
        case area, width, height, length, vertices, volume
        case sizeX = "size_x"
        case sizeY = "size_y"
        case sizeZ = "size_z"
        case pointCount = "point_count"
    }

    case category(SearchValue)
    case type(SearchText)
    case track(SearchText)
    /// An attribute has a value; nil: any but null.
    case attribute(SearchText, SearchValue?)
    case measure(Measure, SearchComparison)
    case status(SearchText)
    case sensor(SearchText)
    case labelset(SearchText)

    var written: String {
        switch self {
        case .category(let value): "\(SearchWord.category.rawValue):\(value.written)"
        case .type(let text): "\(SearchWord.type.rawValue):\(text.written(as: .value))"
        case .track(let number): "\(SearchWord.track.rawValue):\(number.text)"
        case .attribute(let name, let value):
            "\(SearchWord.attribute.rawValue):\(name.written(as: .attributeName))=\(value?.written ?? "")"
        case .measure(let measure, let comparison): "\(measure.rawValue):\(comparison.written)"
        case .status(let text): "\(SearchWord.status.rawValue):\(text.written(as: .value))"
        case .sensor(let text): "\(SearchWord.sensor.rawValue):\(text.written(as: .value))"
        case .labelset(let text): "\(SearchWord.labelset.rawValue):\(text.written(as: .value))"
        }
    }
}
