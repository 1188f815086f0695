import SQLite

/// The content of labels besides their frames: their structure, image attributes and links.
struct LabelContent {
    enum Structure: UInt8 {
        /// There is no label.
        case none
        case still
        /// A label of frames, of one sensor or of several.
        case sequence
    }

    struct Link {
        var label: Int32
        var fromID: Int64?
        /// The number of its attributes in ``LabelContent/texts``; -1 for none.
        var attributes: Int32
    }

    /// Of each label of the selection.
    private(set) var structures: [Structure]
    /// The number of the label's image attributes in ``texts``; -1 for none.
    private(set) var imageAttributes: [Int32]
    /// Whether annotations of the label belong to tracks through frames.
    private(set) var hasTracks: [Bool]
    /// In the order of labels' ids; those of a label follow each other.
    private(set) var links: [Link] = []
    private(set) var texts = DistinctTexts()

    init(_ selection: Selection) throws {
        let labels = try selection.labels()
        structures = Array(repeating: .none, count: labels.count)
        imageAttributes = Array(repeating: -1, count: labels.count)
        hasTracks = Array(repeating: false, count: labels.count)
        var linkSpans: [IDSpan] = []
        let runs = IDRuns(
            labels.indices.map {
                IDSpan(first: labels[$0].id, count: labels[$0].isNull ? 0 : 1, owner: Int32($0))
            })
        try runs.forEach(
            selection.connection,
            """
            SELECT id, structure, image_attributes, tracks, first_link_id, links
            FROM label
            WHERE id >= ?1 AND id < ?2
            ORDER BY id
            """
        ) { owner, row in
            let label = Int(owner)
            if !row.isNull(at: 1) {
                structures[label] =
                    row.withBytes(at: 1) { $0.elementsEqual("still".utf8) } ? .still : .sequence
            }
            if !row.isNull(at: 2) { imageAttributes[label] = row.withBytes(at: 2) { texts.number(of: $0) } }
            hasTracks[label] = structures[label] == .sequence && row.int64(at: 3) > 0
            if row.int64(at: 5) > 0 {
                linkSpans.append(
                    IDSpan(first: row.int64(at: 4), count: Int(clamping: row.int64(at: 5)), owner: owner))
            }
        }
        for index in labels.indices where !labels[index].isNull && structures[index] == .none {
            structures[index] = .still
        }
        try findEmptySequences(selection, labels)
        try IDRuns(linkSpans).forEach(
            selection.connection,
            """
            SELECT id, from_id, attributes
            FROM link
            WHERE id >= ?1 AND id < ?2
            ORDER BY id
            """
        ) { owner, row in
            links.append(
                Link(
                    label: owner, fromID: row.optionalInt64(1),
                    attributes: row.isNull(at: 2) ? -1 : row.withBytes(at: 2) { texts.number(of: $0) }))
        }
    }

    /// A label that says nothing, such as `{}`, is one of a still unless its sample has frames.
    private mutating func findEmptySequences(_ selection: Selection, _ labels: [SelectedLabel]) throws {
        var empty: [Int64: [Int]] = [:]
        for index in labels.indices where structures[index] == .still && labels[index].frameRows == 0 {
            empty[labels[index].sampleID, default: []].append(index)
        }
        guard !empty.isEmpty else { return }
        try selection.connection.query(
            """
            SELECT rs.sample_id
            FROM release_sample AS rs
            JOIN sample_state AS st ON st.id = rs.sample_state_id
            JOIN sample_version AS v ON v.id = st.sample_version_id
            WHERE rs.release_id = ? AND EXISTS (
                SELECT 1
                FROM state_label AS sl
                JOIN label AS l ON l.id = sl.label_id
                WHERE sl.sample_state_id = st.id AND l.frame_rows = 0)
            AND (json_type(v.attributes, '$.frames') = 'array'
                OR json_type(v.attributes, '$.sensors') = 'array')
            """, Value(selection.releaseID)
        ) { row in
            for index in empty[row.int64(at: 0)] ?? [] { structures[index] = .sequence }
        }
    }
}
