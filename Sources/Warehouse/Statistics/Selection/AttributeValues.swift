import ReleaseFormat
import SQLite

/// Objects' attributes as values: each distinct set is read once.
final class AttributeValues {
    private let connection: Connection
    private var shared: [Int64: [JSONValue.Member]] = [:]

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// The members of the attributes in a column of `annotation.attributes`; empty if they are missing or not an
    /// object.
    func members(in row: borrowing Row, at column: Int) throws -> [JSONValue.Member] {
        switch row.type(at: column) {
        case .integer: return try members(ofSet: row.int64(at: column))
        case .text: return Self.members(of: row.text(column))
        default: return []
        }
    }

    func members(ofSet id: Int64) throws -> [JSONValue.Member] {
        if let members = shared[id] { return members }
        let text = try connection.first("SELECT attributes FROM attribute_set WHERE id = ?", Value(id)) {
            $0.text(0)
        }
        let members = Self.members(of: text ?? "")
        shared[id] = members
        return members
    }

    /// The members of a JSON object; empty for anything else.
    static func members(of text: String) -> [JSONValue.Member] {
        (try? JSONValue(text: text))?.members ?? []
    }
}

extension JSONValue {
    /// The groups of something with such a value: one for each element of a list, else the one of the value.
    var groupFigures: [Figure] {
        guard case .array(let elements) = self else { return [figure] }
        var seen: Set<ExactFigure> = []
        let figures = elements.filter { $0 != .null }.map(\.figure).filter {
            seen.insert(ExactFigure($0)).inserted
        }
        return figures.isEmpty ? [.none] : figures
    }
}

/// Every choice of one element from each list.
func product<Element>(of lists: [[Element]]) -> [[Element]] {
    lists.reduce([[]]) { chosen, list in chosen.flatMap { head in list.map { head + [$0] } } }
}
