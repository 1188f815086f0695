import ReleaseFormat
import SQLite

/// The keys of labels: the labelset first, then statuses and metadata as they were asked for.
struct LabelParts {
    /// The labelset's, then one for each grouping by status or metadata.
    let dimensions: [Dimension]
    /// By number: several where a label is in several groups.
    private var combinations: [[[Int32]]] = []
    private var numbers: [Int32] = []

    init(_ selection: Selection, _ groupings: [Grouping]) throws {
        let labels = try selection.labels()
        var dimensions: [Dimension] = [LabelsetDimension(selection.labelsets)]
        var columns: [[Int32]] = [labels.map(\.labelset)]
        // Of each column, the parts of labels that have several: such a label has the complement of their index.
        var several: [[[Int32]]] = [[]]
        for grouping in groupings {
            switch grouping {
            case .status:
                let dimension = FigureDimension(.key("status")) { figure in
                    if case .text(let status) = figure { return selection.order(ofStatus: status) }
                    return selection.order(ofStatus: nil)
                }
                columns.append(
                    labels.map { dimension.part(of: .optional(selection.status(of: $0))) })
                several.append([])
                dimensions.append(dimension)
            case .metadata(let key):
                let dimension = FigureDimension(.value("metadata.\(key)"))
                let values = try selection.metadata(key)
                var lists: [[Int32]] = []
                columns.append(
                    labels.map { label in
                        let parts = (values[label.sampleID] ?? [.none]).map { dimension.part(of: $0) }
                        if parts.count == 1 { return parts[0] }
                        lists.append(parts)
                        return ~Int32(lists.count - 1)
                    })
                several.append(lists)
                dimensions.append(dimension)
            case .labelset, .category, .sensor, .attribute: continue
            }
        }
        self.dimensions = dimensions
        guard columns.count > 1 else {
            combinations = selection.labelsets.indices.map { [[Int32($0)]] }
            numbers = columns[0]
            return
        }
        var known: [[Int32]: Int32] = [:]
        numbers.reserveCapacity(labels.count)
        for index in labels.indices {
            let parts = columns.map { $0[index] }
            let number = known[parts] ?? Int32(combinations.count)
            if number == combinations.count {
                known[parts] = number
                combinations.append(
                    product(
                        of: zip(parts, several).map { part, lists in part < 0 ? lists[Int(~part)] : [part] }))
            }
            numbers.append(number)
        }
    }

    /// The number of a label's combinations of parts.
    func number(ofLabel label: Int32) -> Int32 { numbers[Int(label)] }

    /// Combinations of a part for each dimension: one for each group that a label is in.
    func combinations(of number: Int32) -> [[Int32]] { combinations[Int(number)] }
}

/// The labelsets of a release, in its order.
final class LabelsetDimension: Dimension {
    init(_ labelsets: [ReleaseLabelset]) {
        super.init([.key("labelset")])
        for (index, labelset) in labelsets.enumerated() {
            _ = add([.text(labelset.name)], SortKey(0, Int64(index)))
        }
    }
}

extension Selection {
    /// The values of a metadata key by sample; samples without it are left out.
    func metadata(_ key: String) throws -> [Int64: [Figure]] {
        var values: [Int64: [Figure]] = [:]
        try forEachMetadata { sampleID, members in
            if let member = members.first(where: { $0.key.isExactly(key) }) {
                values[sampleID] = member.value.groupFigures
            }
        }
        return values
    }

    /// Calls `body` with the metadata of each sample that has any.
    func forEachMetadata(_ body: (Int64, [JSONValue.Member]) throws -> Void) throws {
        try connection.query(
            """
            SELECT rs.sample_id, v.metadata
            FROM release_sample AS rs
            JOIN sample_state AS st ON st.id = rs.sample_state_id
            JOIN sample_version AS v ON v.id = st.sample_version_id
            WHERE rs.release_id = ? AND v.metadata IS NOT NULL
            ORDER BY rs.sample_id
            """, Value(releaseID)
        ) { row in
            try body(row.int64(at: 0), AttributeValues.members(of: row.text(1)))
        }
    }
}
