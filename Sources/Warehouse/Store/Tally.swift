import ReleaseFormat
import SQLite

/// What a release counts: the figures of its roll-ups.
///
/// Sums wrap: a check adds up what a damaged warehouse says. Tallies add up over samples. That of a release that is mostly known is its predecessor's, less what is gone, plus
/// what is new: as much work as there is change.
struct Tally {
    struct Category {
        var annotations = 0
        var samples = 0

        mutating func add(_ annotations: Int, _ samples: Int) {
            self.annotations &+= annotations
            self.samples &+= samples
        }
    }

    /// The figures of one labelset.
    struct Labelset {
        var labels = 0
        var nullLabels = 0
        /// In time.
        var frames = 0
        /// Of all sensors.
        var frameRows = 0
        var annotations = 0
        var statuses: [ExactText: Int] = [:]
        /// Types that the labels state; the type of all other annotations follows from the release's task.
        var types: [ExactText: Int] = [:]
        var categories: [Int64: Category] = [:]

        /// Whether any sample has the labelset: that of a predecessor may be gone.
        var isUsed: Bool { labels + nullLabels > 0 }
    }

    /// By the labelset's id.
    private(set) var labelsets: [Int64: Labelset] = [:]

    var labels: Int { labelsets.values.reduce(0) { $0 &+ $1.labels } }
    var nullLabels: Int { labelsets.values.reduce(0) { $0 &+ $1.nullLabels } }
    var annotations: Int { labelsets.values.reduce(0) { $0 &+ $1.annotations } }

    // MARK: Counting

    mutating func set(_ figures: Labelset, of labelset: Int64) {
        labelsets[labelset] = figures
    }

    /// Adds the labels of a stored state; subtracts them with a negative sign.
    mutating func add(state id: Int64, times sign: Int, _ connection: Connection) throws {
        try connection.query(
            """
            SELECT sl.labelset_id, sl.label_id IS NULL, l.frames, l.annotations, l.label_status,
                l.category_counts, l.type_counts, l.frame_rows
            FROM state_label AS sl
            LEFT JOIN label AS l ON l.id = sl.label_id
            WHERE sl.sample_state_id = ?
            """, Value(id)
        ) { row in
            let labelset = row.int64(at: 0)
            var figures = labelsets[labelset] ?? Labelset()
            if row.int64(at: 1) != 0 {
                figures.nullLabels += sign
            } else {
                figures.labels += sign
                figures.frames &+= sign &* Int(row.int64(at: 2))
                figures.frameRows &+= sign &* Int(row.int64(at: 7))
                figures.annotations &+= sign &* Int(row.int64(at: 3))
                if let status = row.string(at: 4) { figures.statuses[ExactText(status), default: 0] += sign }
                for (key, count) in try Self.counts(row.string(at: 5)) {
                    guard let category = Int64(key) else { continue }
                    figures.categories[category, default: Category()].add(sign &* count, sign)
                }
                for (type, count) in try Self.counts(row.string(at: 6)) {
                    figures.types[ExactText(type), default: 0] &+= sign &* count
                }
            }
            labelsets[labelset] = figures
        }
    }

    private static func counts(_ json: String?) throws -> [(String, Int)] {
        guard let json, let members = try JSONValue(text: json).members else { return [] }
        return members.map { ($0.key, Int($0.value.integer ?? 0)) }
    }

    /// Adds another tally's figures.
    mutating func add(_ other: Tally) {
        for (id, figures) in other.labelsets {
            var sum = labelsets[id] ?? Labelset()
            sum.labels &+= figures.labels
            sum.nullLabels &+= figures.nullLabels
            sum.frames &+= figures.frames
            sum.frameRows &+= figures.frameRows
            sum.annotations &+= figures.annotations
            sum.statuses.merge(figures.statuses, uniquingKeysWith: &+)
            sum.types.merge(figures.types, uniquingKeysWith: &+)
            sum.categories.merge(figures.categories) { one, other in
                Category(
                    annotations: one.annotations &+ other.annotations, samples: one.samples &+ other.samples)
            }
            labelsets[id] = sum
        }
    }

    // MARK: Roll-ups

    init() {}

    /// The figures of a release, from its roll-ups; annotations that state no type have none again.
    init(of releaseID: Int64, _ connection: Connection) throws {
        let release = Value(releaseID)
        try connection.query(
            """
            SELECT labelset_id, labels, null_labels, frames, annotations, frame_rows
            FROM release_labelset WHERE release_id = ?
            """, release
        ) { row in
            labelsets[row.int64(at: 0)] = Labelset(
                labels: Int(row.int64(at: 1)), nullLabels: Int(row.int64(at: 2)),
                frames: Int(row.int64(at: 3)), frameRows: Int(row.int64(at: 5)),
                annotations: Int(row.int64(at: 4)))
        }
        try connection.query(
            "SELECT labelset_id, label_status, labels FROM release_status WHERE release_id = ?", release
        ) { row in
            labelsets[row.int64(at: 0)]?.statuses[ExactText(row.text(1))] = Int(row.int64(at: 2))
        }
        try connection.query(
            "SELECT labelset_id, type, annotations FROM release_type WHERE release_id = ?", release
        ) { row in
            labelsets[row.int64(at: 0)]?.types[ExactText(row.text(1))] = Int(row.int64(at: 2))
        }
        try connection.query(
            "SELECT labelset_id, category_id, annotations, samples FROM release_category WHERE release_id = ?",
            release
        ) { row in
            labelsets[row.int64(at: 0)]?.categories[row.int64(at: 1)] = Category(
                annotations: Int(row.int64(at: 2)), samples: Int(row.int64(at: 3)))
        }
    }

    /// Counts the annotations that no type was counted for as what the release says they are.
    mutating func settle(untyped: String?, in labelset: Int64) {
        guard let untyped, let figures = labelsets[labelset] else { return }
        let rest = figures.annotations &- figures.types.values.reduce(0, &+)
        if rest != 0 { labelsets[labelset]?.types[ExactText(untyped), default: 0] &+= rest }
    }

    /// Writes the figures of a labelset but its first line, which ``HeaderWriter`` writes.
    func write(labelset: Int64, of releaseID: Int64, _ connection: Connection) throws {
        guard let figures = labelsets[labelset] else { return }
        let key = [Value(releaseID), Value(labelset)]
        for (status, labels) in figures.statuses.sorted(by: { $0.key < $1.key }) where labels != 0 {
            try connection.run(
                "INSERT INTO release_status (release_id, labelset_id, label_status, labels) VALUES (?, ?, ?, ?)",
                key[0], key[1], Value(status.text), Value(labels))
        }
        for (type, annotations) in figures.types.sorted(by: { $0.key < $1.key }) where annotations != 0 {
            try connection.run(
                "INSERT INTO release_type (release_id, labelset_id, type, annotations) VALUES (?, ?, ?, ?)",
                key[0], key[1], Value(type.text), Value(annotations))
        }
        for (category, count) in figures.categories.sorted(by: { $0.key < $1.key })
        where count.annotations != 0 {
            try connection.run(
                """
                INSERT INTO release_category (release_id, labelset_id, category_id, annotations, samples)
                VALUES (?, ?, ?, ?, ?)
                """, key[0], key[1], Value(category), Value(count.annotations), Value(count.samples))
        }
    }
}
