/// Everything in a release file but its samples.
public struct ReleaseHeader: Sendable {
    /// The members of the document, in the order of the file, `dataset` among them without its samples.
    public internal(set) var document: [JSONValue.Member] = []
    /// The members of `dataset` but its samples.
    public internal(set) var dataset: [JSONValue.Member] = []

    init() {}

    /// The header of a document that was read before.
    ///
    /// - Parameter document: with `dataset` among them, as ``document``.
    public init(document: [JSONValue.Member]) {
        self.document = document
        dataset = document.first { $0.key == "dataset" }?.value.members ?? []
    }

    /// A member of the document.
    public subscript(key: String) -> JSONValue? {
        document.first { $0.key == key }?.value
    }

    /// A member of `dataset`.
    public func inDataset(_ key: String) -> JSONValue? {
        dataset.first { $0.key == key }?.value
    }

    /// The release's name as the file says it, nil when it says none.
    public var releaseName: String? { Self.filled(self["name"]) }

    /// The dataset's name as the file says it: `owner/name`, or `name` where no owner is given.
    public var datasetName: String? {
        guard let name = Self.filled(inDataset("name")) else { return nil }
        guard let owner = Self.filled(inDataset("owner")) else { return name }
        return "\(owner)/\(name)"
    }

    private static func filled(_ value: JSONValue?) -> String? {
        guard let text = value?.string, !text.isEmpty else { return nil }
        return text
    }
}
