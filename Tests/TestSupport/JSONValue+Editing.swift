import ReleaseFormat

/// Changing a document piece by piece.
extension JSONValue {
    /// The object with a member set, or taken out; anything else as it is.
    public func with(_ key: String, _ value: JSONValue?) -> JSONValue {
        guard case .object(var members) = self else { return self }
        let index = members.firstIndex { $0.key == key }
        switch (index, value) {
        case (let index?, let value?): members[index].value = value
        case (let index?, nil): members.remove(at: index)
        case (nil, let value?): members.append(Member(key, value))
        case (nil, nil): break
        }
        return .object(members)
    }

    /// The object with the value under a path of keys changed, where there is one.
    public func changing(_ keys: String..., by change: (JSONValue) -> JSONValue) -> JSONValue {
        changing(keys[...], by: change)
    }

    private func changing(_ keys: ArraySlice<String>, by change: (JSONValue) -> JSONValue) -> JSONValue {
        guard let key = keys.first else { return change(self) }
        guard let inner = self[key] else { return self }
        return with(key, inner.changing(keys.dropFirst(), by: change))
    }

    /// The list with one element changed.
    public func changing(_ index: Int, by change: (JSONValue) -> JSONValue) -> JSONValue {
        guard case .array(var elements) = self, elements.indices.contains(index) else { return self }
        elements[index] = change(elements[index])
        return .array(elements)
    }

    /// The document under another release name.
    public func named(_ name: String) -> JSONValue { with("name", .string(name)) }

    /// The document's samples.
    public var samples: [JSONValue] { self["dataset"]?["samples"]?.array ?? [] }

    public func withSamples(_ samples: [JSONValue]) -> JSONValue {
        changing("dataset") { $0.with("samples", .array(samples)) }
    }

    /// The document with one of its samples changed.
    public func changingSample(_ index: Int, by change: (JSONValue) -> JSONValue) -> JSONValue {
        changing("dataset", "samples") { $0.changing(index, by: change) }
    }
}
