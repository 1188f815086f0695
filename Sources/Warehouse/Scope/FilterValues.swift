import SQLite

extension WarehouseError {
    /// - Parameter names: those that there are.
    init(_ unknown: UnknownValue, among names: [String]) {
        let message =
            switch unknown.refs.count {
            case 1: "\(unknown.refs[0]) has no \(unknown.thing)"
            case 2: "neither \(unknown.refs[0]) nor \(unknown.refs[1]) has the \(unknown.thing)"
            default: "none of the \(unknown.refs.count) releases has the \(unknown.thing)"
            }
        self.init(
            kind: .notFound, message: message, hint: names.isEmpty ? "there is none at all" : nil,
            candidates: NearestNames.of(unknown.value, in: names))
        self.unknown = unknown
    }
}

/// The values that filters name. One that no release has is a mistake, which would find nothing without a word.
struct FilterValues {
    private let values: [(kind: UnknownValue.Kind, value: String)]

    init(
        labelsets: some Sequence<String> = [], categories: [String] = [],
        statuses: some Sequence<String> = [],
        sensors: [String] = [], others: [(kind: UnknownValue.Kind, value: String)] = []
    ) {
        values =
            labelsets.map { (.labelset, $0) } + categories.map { (.category, $0) }
            + statuses.map { (.status, $0) } + sensors.map { (.sensor, $0) } + others
    }

    /// Checks that each value is in one of the releases at least.
    ///
    /// - Parameter releases: the latest first, if one can choose: it is the one that most likely has a value.
    /// - Throws: ``WarehouseError``: `notFound` with ``WarehouseError/unknown``.
    func check(_ releases: [(connection: Connection, ref: String)]) throws {
        guard !values.isEmpty else { return }
        var taxonomies: [ObjectIdentifier: [Int64: Taxonomy]] = [:]
        var scopes: [ReleaseScope] = []
        func scope(_ index: Int) throws -> ReleaseScope {
            while scopes.count <= index {
                let (connection, ref) = releases[scopes.count]
                scopes.append(
                    try ReleaseScope(
                        connection, ref: ref, &taxonomies[ObjectIdentifier(connection), default: [:]]))
            }
            return scopes[index]
        }
        for (kind, value) in values {
            let isKnown = try releases.indices.contains { try scope($0).knows(kind, value) }
            if isKnown { continue }
            var names: [String] = []
            var seen: Set<ExactText> = []
            for scope in scopes {
                for name in try scope.values(kind) where seen.insert(ExactText(name)).inserted {
                    names.append(name)
                }
            }
            throw WarehouseError(
                UnknownValue(kind: kind, value: value, refs: releases.map(\.ref)), among: names)
        }
    }
}
