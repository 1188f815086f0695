import SQLite

/// A filter's value that no release has that is filtered by it.
public struct UnknownValue: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        case labelset, category, status, sensor, metadataKey, attribute, type
        /// A field that is not to be compared.
        case field
        /// A column of a search's answer.
        case column
    }

    public var kind: Kind
    public var value: String
    /// The releases that were looked through.
    public var refs: [String]

    public init(kind: Kind, value: String, refs: [String]) {
        self.kind = kind
        self.value = value
        self.refs = refs
    }

    /// What is unknown, in words: `sensor lidr`.
    public var thing: String {
        let word =
            switch kind {
            case .labelset: "labelset"
            case .category: "category"
            case .status: "status"
            case .sensor: "sensor"
            case .metadataKey: "metadata key"
            case .attribute: "object attribute"
            case .type: "annotation type"
            case .field: "field"
            case .column: "column"
            }
        return "\(word) \(value)"
    }
}

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

    init(_ options: StatisticOptions) {
        values =
            Self.of(options.labelsets, options.categories, options.statuses, options.sensors)
            + (options.groups ?? []).compactMap { grouping in
                switch grouping {
                case .metadata(let key): (.metadataKey, key)
                case .attribute(let name): (.attribute, name)
                case .category, .labelset, .status, .sensor: nil
                }
            }
    }

    init(_ options: DiffOptions) {
        values =
            Self.of(options.labelsets, options.categories, options.statuses, options.sensors)
            + options.ignoredFields.map { (.field, $0) }
    }

    init(_ options: ValidationOptions) {
        values = Self.of((options.labelsets ?? []).sorted(), [], (options.statuses ?? []).sorted(), [])
    }

    private static func of(
        _ labelsets: [String], _ categories: [String], _ statuses: [String], _ sensors: [String]
    ) -> [(UnknownValue.Kind, String)] {
        labelsets.map { (.labelset, $0) } + categories.map { (.category, $0) }
            + statuses.map { (.status, $0) } + sensors.map { (.sensor, $0) }
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
