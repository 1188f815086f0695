import Schema

/// A view or table that people query, and what its columns mean.
public struct ViewDescription: Sendable, Hashable {
    public var name: String
    public var summary: String
    public var columns: [ColumnDescription]

    public init(name: String, summary: String, columns: [ColumnDescription]) {
        self.name = name
        self.summary = summary
        self.columns = columns
    }
}

public struct ColumnDescription: Sendable, Hashable {
    public var name: String
    /// Begins with `JSON: ` for a column that holds JSON.
    public var description: String

    public init(name: String, description: String) {
        self.name = name
        self.description = description
    }

    public var isJSON: Bool { description.hasPrefix(Self.json) }

    /// The same column with a word before its description.
    func described(as word: String) -> ColumnDescription {
        let text = isJSON ? description.dropFirst(Self.json.count) : description[...]
        return ColumnDescription(name: name, description: "\(isJSON ? Self.json : "")\(word): \(text)")
    }

    private static let json = "JSON: "
}

extension Warehouse {
    /// The views of every warehouse, in the order in which people are shown them.
    public static let views: [ViewDescription] = View.all.map { view in
        ViewDescription(
            name: view.name, summary: view.summary,
            columns: view.columns.map { ColumnDescription(name: $0.name, description: $0.description) })
    }
}
