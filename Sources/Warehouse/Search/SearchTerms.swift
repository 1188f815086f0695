import ReleaseFormat
import SQLite

/// Terms joined by AND, OR and NOT.
///
/// A list in a list of the same kind is one list, and a list of one is that one.
indirect enum SearchNode<Term: SearchTerm>: Hashable, Sendable {
    /// All of them; none is everything.
    case all([SearchNode])
    /// Any of them.
    case any([SearchNode])
    case not(SearchNode)
    case term(Term)

    static func all(flattening nodes: [SearchNode]) -> SearchNode {
        let flat = nodes.flatMap { if case .all(let inner) = $0 { inner } else { [$0] } }
        return flat.count == 1 ? flat[0] : .all(flat)
    }

    static func any(flattening nodes: [SearchNode]) -> SearchNode {
        let flat = nodes.flatMap { if case .any(let inner) = $0 { inner } else { [$0] } }
        return flat.count == 1 ? flat[0] : .any(flat)
    }
}

/// A condition that queries combine.
protocol SearchTerm: Hashable, Sendable {
    /// The term as a query writes it.
    var written: String { get }
}

extension SearchNode {
    /// The node as a query writes it, with no more parentheses than needed.
    var written: String {
        switch self {
        case .all(let nodes):
            nodes.map { if case .any = $0 { "(\($0.written))" } else { $0.written } }.joined(separator: " ")
        case .any(let nodes): nodes.map(\.written).joined(separator: " OR ")
        case .not(let node):
            switch node {
            case .all, .any: "NOT (\(node.written))"
            case .not, .term: "NOT \(node.written)"
            }
        case .term(let term): term.written
        }
    }
}

/// A condition on a sample.
enum SampleTerm: SearchTerm {
    /// The condition on the value of a key.
    enum Test: Hashable, Sendable {
        case equals(SearchText)
        case compares(SearchComparison)
        case contains(SearchValue)
    }

    enum Role: Sendable { case labeled, reviewed }
    enum Count: Sendable { case annotations, frames }

    /// The name contains it.
    case word(SearchText)
    /// A labelset's category, or metadata: the release decides.
    case field(SearchKey, Test)
    case metadata(SearchKey, Test)
    case author(Role, SearchText)
    case uuid(prefix: SearchText)
    case count(Count, SearchComparison)
    /// The sample has findings: of a rule, of a group of rules, or of a severity.
    case finding(SearchText)
    /// The release contains the sample too.
    case release(SearchText)
    /// One annotation meets all of it.
    case object(SearchNode<ObjectTerm>)
    /// Any annotation, label or frame meets it.
    case property(ObjectTerm)

    var written: String {
        switch self {
        case .word(let text): text.written(as: .word)
        case .field(let key, let test): "\(key.written(isExplicit: false)):\(test.written)"
        case .metadata(let key, let test):
            "\(SearchWord.metadata).\(key.written(isExplicit: true)):\(test.written)"
        case .author(let role, let user):
            "\((role == .labeled ? SearchWord.labeledBy : .reviewedBy).rawValue):\(user.written(as: .value))"
        case .uuid(let prefix): "\(SearchWord.uuid.rawValue):\(prefix.written(as: .value))"
        case .count(let count, let comparison):
            "\((count == .annotations ? SearchWord.annotations : .frames).rawValue):\(comparison.written)"
        case .finding(let rules): "\(SearchWord.finding.rawValue):\(rules.written(as: .value))"
        case .release(let reference): "@\(reference.written(as: .reference))"
        case .object(let node): "\(SearchWord.object)(\(node.written))"
        case .property(let term): term.written
        }
    }
}

extension SampleTerm.Test {
    var written: String {
        switch self {
        case .equals(let text): text.written(as: .value)
        case .compares(let comparison): comparison.written
        case .contains(let value): "|\(value.written)"
        }
    }
}

/// A condition on an annotation.
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

/// A number, and how others compare with it.
struct SearchComparison: Hashable, Sendable {
    enum Operator: String, CaseIterable, Sendable {
        // The longer ones first: the tokenizer takes the first that fits.
        case atLeast = ">="
        case atMost = "<="
        case more = ">"
        case less = "<"
        case equal = "="
    }

    var operation: Operator
    var number: SearchText

    /// The number: whole ones of 64 bits exactly, others as doubles.
    var value: Value { SearchNumber.value(of: number.text) ?? .null }

    var written: String { operation.rawValue + number.text }
}

/// Numbers as queries write them: as JSON does.
enum SearchNumber {
    /// The number's value; nil if it is not a number.
    static func value(of text: String) -> Value? {
        guard let first = text.utf8.first, first == UInt8(ascii: "-") || (0x30...0x39).contains(first),
            let last = text.utf8.last, (0x30...0x39).contains(last), let json = try? JSONValue(text: text),
            case .number = json
        else { return nil }
        if let whole = json.integer { return .integer(whole) }
        return Double(text).map { .real($0) }
    }
}

/// A value to be found in a list or an attribute.
struct SearchValue: Hashable, Sendable {
    var text: SearchText
    /// Whether it is written without quotes and reads as a number or a boolean: then those are meant too, not only
    /// texts.
    var isLiteral: Bool

    init(_ text: SearchText, isQuoted: Bool) {
        self.text = text
        isLiteral =
            !isQuoted
            && (text.text == "true" || text.text == "false" || SearchNumber.value(of: text.text) != nil)
    }

    var written: String {
        isLiteral
            ? text.text
            : SearchValue(text, isQuoted: false).isLiteral ? text.quoted : text.written(as: .value)
    }
}

/// A key, before a colon: `weather`, `ground-truth.car`, `"my set".total_count`.
struct SearchKey: Hashable, Sendable {
    /// The parts between points outside quotes.
    var segments: [SearchText]

    var offset: Int { segments.first?.offset ?? 0 }

    /// The key with its points.
    var text: String { text(of: 0..<segments.count) }

    func text(of range: Range<Int>) -> String { segments[range].map(\.text).joined(separator: ".") }

    /// - Parameter isExplicit: whether `metadata.` comes before it, so that nothing else can be meant.
    func written(isExplicit: Bool) -> String {
        if segments.count == 1, let only = segments.first {
            // In quotes it is not taken for a word of the language.
            let isTaken = !isExplicit && SearchWord(rawValue: only.text) != nil
            return isTaken ? only.quoted : only.written(as: .key)
        }
        return segments.enumerated().map { index, segment in
            if index == 0, !isExplicit, segment.text == SearchWord.metadata { return segment.quoted }
            // A piece without a letter is written as such, unless it is all there is.
            return segment.text.isEmpty ? "" : segment.written(as: .key)
        }.joined(separator: ".")
    }
}

/// The keys with a meaning of their own; a metadata key of that name is reached by `metadata.`.
enum SearchWord: String, CaseIterable, Sendable {
    case labeledBy = "labeled-by"
    case reviewedBy = "reviewed-by"
    case status, category, type, track, uuid, sensor
    case attribute = "attr"
    case annotations, frames
    case finding
    case area, width, height, length, vertices, volume
    case sizeX = "size_x"
    case sizeY = "size_y"
    case sizeZ = "size_z"
    case pointCount = "point_count"
    /// Inside `object(…)` only.
    case labelset

    /// The prefix of keys that are always metadata.
    static let metadata = "metadata"
    /// Begins a condition that a single annotation must meet.
    static let object = "object"
    /// Counts all objects of a labelset, in the position of a category.
    static let totalCount = "total_count"

    /// The number of an annotation that the word means.
    var measure: ObjectTerm.Measure? { ObjectTerm.Measure(rawValue: rawValue) }
}
