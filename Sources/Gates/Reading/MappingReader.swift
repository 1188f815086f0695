import Warehouse
import YAML

/// Reads the keys of a mapping, and says where something is wrong with them.
struct MappingReader {
    let node: YAMLNode
    private let subject: String
    private let known: [String]

    init(_ node: YAMLNode, of subject: String, _ known: [String]) {
        self.node = node
        self.subject = subject
        self.known = known
    }

    /// Refuses keys that nobody would read.
    func checkKeys() throws(PlacedError) {
        guard case .mapping(let entries) = node.value else { return }
        for entry in entries where !known.contains(entry.key) {
            throw PlacedError(
                "\(subject) has no key \(entry.key)", at: TextPlace(entry.keyPlace),
                candidates: NearestNames.of(entry.key, in: known))
        }
    }

    func place(of key: String) -> TextPlace { TextPlace(node[key]?.place ?? node.place) }

    func missing(_ key: String) -> PlacedError {
        PlacedError("\(subject) needs the key \(key)", at: TextPlace(node.place))
    }

    /// The text of a key; nil without it.
    func text(_ key: String) throws(PlacedError) -> String? {
        guard let value = node[key] else { return nil }
        return try Self.text(value)
    }

    func demandText(_ key: String) throws(PlacedError) -> String {
        guard let text = try text(key) else { throw missing(key) }
        return text
    }

    /// One text, or a list of them; none without the key.
    func texts(_ key: String) throws(PlacedError) -> [String] {
        guard let value = node[key] else { return [] }
        guard case .sequence(let nodes) = value.value else { return [try Self.text(value)] }
        var texts: [String] = []
        for node in nodes { texts.append(try Self.text(node)) }
        return texts
    }

    static func text(_ node: YAMLNode) throws(PlacedError) -> String {
        if case .null = node.value {
            throw PlacedError("expected a text, found nothing", at: TextPlace(node.place))
        }
        guard let text = node.text, !text.isEmpty else {
            throw PlacedError("expected a text, found \(node.words)", at: TextPlace(node.place))
        }
        return text
    }
}
