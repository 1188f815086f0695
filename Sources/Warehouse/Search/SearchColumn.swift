import ReleaseFormat
import SQLite

/// A column of a search's result: its name, and how samples are sorted by it.
enum SearchColumn {
    case position, uuid, name, frames, assetURL
    case status(ReleaseLabelset)
    case annotations(ReleaseLabelset)
    case metadata(String)

    private static let metadataPrefix = SearchWord.metadata + "."

    /// - Throws: ``WarehouseError``: `notFound` for a column that the release does not have.
    init(_ word: String, _ scope: ReleaseScope) throws {
        switch word {
        case "position": self = .position
        case "sample_uuid", "uuid": self = .uuid
        case "sample", "name": self = .name
        case "frames": self = .frames
        case "asset_url": self = .assetURL
        default:
            if word.hasPrefix(Self.metadataPrefix) {
                let key = String(word.dropFirst(Self.metadataPrefix.count))
                if try scope.knows(.metadataKey, key) {
                    self = .metadata(key)
                    return
                }
            }
            for labelset in scope.labelsets {
                if word.isExactly("\(labelset.name).label_status") {
                    self = .status(labelset)
                    return
                }
                if word.isExactly("\(labelset.name).annotations") {
                    self = .annotations(labelset)
                    return
                }
            }
            let names =
                ["position", "sample_uuid", "sample", "frames", "asset_url"]
                + scope.labelsets.flatMap { ["\($0.name).label_status", "\($0.name).annotations"] }
            throw WarehouseError(
                UnknownValue(kind: .column, value: word, refs: [scope.ref]),
                among: try names + scope.values(.metadataKey).map { Self.metadataPrefix + $0 })
        }
    }

    /// The value of a sample in this column.
    func value(of sample: FoundSample, metadata: [JSONValue.Member]) -> JSONValue? {
        func label(_ labelset: ReleaseLabelset) -> FoundLabel? {
            sample.labels.first { $0.labelset.isExactly(labelset.name) }
        }
        switch self {
        case .position: return .number("\(sample.position)")
        case .uuid: return .string(sample.uuid)
        case .name: return sample.name.map { .string($0) }
        case .frames: return sample.frames.map { .number("\($0)") }
        case .assetURL: return sample.assetURL.map { .string($0) }
        case .status(let labelset): return label(labelset)?.status.map { .string($0) }
        case .annotations(let labelset): return label(labelset)?.annotations.map { .number("\($0)") }
        case .metadata(let key): return metadata.first { $0.key.isExactly(key) }?.value
        }
    }

    var isMetadata: Bool { if case .metadata = self { true } else { false } }

    /// The value to sort by, in a statement that names the tables as ``SearchCompiler`` does.
    var sql: SearchSQL {
        switch self {
        case .position: return "rs.position"
        case .uuid: return "(SELECT s.uuid FROM sample AS s WHERE s.id = rs.sample_id)"
        case .name: return Self.version("o.name")
        case .frames: return Self.version("o.frames")
        case .assetURL: return Self.version("o.asset_url")
        case .status(let labelset):
            return """
                coalesce((
                    SELECT coalesce(l.label_status, '') FROM state_label AS sl
                    CROSS JOIN label AS l ON l.id = sl.label_id
                    WHERE sl.sample_state_id = rs.sample_state_id
                        AND sl.labelset_id = \(.integer(labelset.id))), 'UNLABELED')
                """
        case .annotations(let labelset):
            return """
                (
                    SELECT l.annotations FROM state_label AS sl
                    CROSS JOIN label AS l ON l.id = sl.label_id
                    WHERE sl.sample_state_id = rs.sample_state_id
                        AND sl.labelset_id = \(.integer(labelset.id)))
                """
        case .metadata(let key):
            return Self.version(
                "(SELECT j.value FROM json_each(o.metadata) AS j WHERE j.key = \(.text(key)) LIMIT 1)")
        }
    }

    private static func version(_ column: SearchSQL) -> SearchSQL {
        """
        (
            SELECT \(column) FROM sample_state AS ot
            CROSS JOIN sample_version AS o ON o.id = ot.sample_version_id
            WHERE ot.id = rs.sample_state_id)
        """
    }
}
