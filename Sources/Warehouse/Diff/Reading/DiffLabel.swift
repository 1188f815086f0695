import ReleaseFormat
import SQLite

/// A label that is opened to be compared.
struct DiffLabel {
    /// Members of the label that stand in columns, by their key in the file.
    var columns: [(key: String, value: JSONValue?)]
    /// `still`, `sequence` or `sensors`; nil when the attributes are no object.
    var structure: String?
    var formatVersion: JSONValue?
    var imageAttributes: JSONValue?
    var extra: [JSONValue.Member]
    var sensors: [StoredSensor]
    var frames: [DiffFrame]
    /// nil without a list of links.
    var links: [StoredLink]?

    /// The status, also one that is no text; nil for null and for none.
    var status: JSONValue? {
        let value =
            columns.first { $0.key == "label_status" }?.value
            ?? extra.first { $0.key == "label_status" }?.value
        return value == .null ? nil : value
    }

    var statusText: String? { status.map { $0.string ?? $0.text } }

    /// Whether a label of a still says nothing about it.
    var isBare: Bool {
        structure == "still" && DiffNoise.isEmpty(bodyExtra) && DiffNoise.isEmpty(imageAttributes)
            && formatVersion == nil && (links ?? []).isEmpty
            && frames.allSatisfy(\.isBare)
    }

    /// What is left of the label's `attributes`.
    var bodyExtra: JSONValue? {
        extra.first { $0.key == "attributes" }?.value
    }
}

struct DiffFrame {
    /// Which frame of which sensor: sensors by name, and among those of one name by their order.
    struct Key: Hashable {
        var sensor: ExactText?
        var occurrence: Int
        var frame: Int
    }

    var key: Key
    var sensor: String?
    var timestamp: JSONValue?
    var formatVersion: JSONValue?
    var bitmapURL: String?
    var pointRuns: [UInt8]?
    var imageAttributes: JSONValue?
    var extra: [JSONValue.Member]
    /// nil without a list of annotations.
    var annotations: [DiffAnnotation]?

    /// Whether nothing is said about it.
    var isBare: Bool {
        (annotations ?? []).isEmpty && bitmapURL == nil && pointRuns == nil && timestamp == nil
            && formatVersion == nil && extra.isEmpty && DiffNoise.isEmpty(imageAttributes)
    }

    /// The mask as the file has it.
    func mask(_ extra: [JSONValue.Member]) -> JSONValue? {
        extra.first { $0.key == "segmentation_bitmap" }?.value
            ?? bitmapURL.map { .object([JSONValue.Member("url", .string($0))]) }
    }
}

extension JSONValue {
    /// A column that holds text, or a number, of JSON.
    init?(column value: Value) {
        switch value {
        case .null, .blob: return nil
        case .integer(let whole): self = .number("\(whole)")
        case .real(let real): self = .number(JSONNumberText(real).description)
        case .text(let text): self = .string(text)
        }
    }

    /// A column of JSON text that was checked when it was written.
    init?(json text: String?) {
        guard let text, let value = try? JSONValue(text: text) else { return nil }
        self = value
    }
}

extension Warehouse {
    private static let labelSQL = """
        SELECT label_status, label_type, score, created_at, created_by, updated_at, updated_by, reviewed_at,
            reviewed_by, structure, format_version, image_attributes, extra, first_frame_id, frame_rows,
            first_sensor_id, sensors, first_link_id, links
        FROM label
        WHERE id = ?
        """
    private static let columnKeys = [
        "label_status", "label_type", "score", "created_at", "created_by", "updated_at", "updated_by",
        "reviewed_at", "reviewed_by",
    ]

    /// A label with all that it holds.
    func diffLabel(_ id: Int64) throws -> DiffLabel {
        let label = try connection.first(Self.labelSQL, Value(id)) { row in
            var columns: [(key: String, value: JSONValue?)] = []
            for (index, key) in Self.columnKeys.enumerated() {
                columns.append((key, JSONValue(column: row.value(at: index))))
            }
            let sensors = row.isNull(at: 15) ? [] : try self.sensors(row.int64(at: 15), row.int64(at: 16))
            return DiffLabel(
                columns: columns, structure: row.string(at: 9),
                formatVersion: JSONValue(column: row.value(at: 10)),
                imageAttributes: JSONValue(json: row.string(at: 11)),
                extra: JSONValue(json: row.string(at: 12))?.members ?? [], sensors: sensors,
                frames: try diffFrames(row.int64(at: 13), row.int64(at: 14), sensors),
                links: row.isNull(at: 18) ? nil : try links(row.int64(at: 17), row.int64(at: 18)))
        }
        guard let label else {
            throw WarehouseError(kind: .unusable, message: "\(path) has lost label \(id)")
        }
        return label
    }

    private func diffFrames(
        _ first: Int64, _ count: Int64, _ sensors: [StoredSensor]
    ) throws -> [DiffFrame] {
        guard count > 0 else { return [] }
        // Sensors follow each other, and several may have one name.
        var occurrences: [Int] = []
        var seen: [ExactText?: Int] = [:]
        for sensor in sensors {
            let name = sensor.name.map(ExactText.init)
            occurrences += Array(
                repeating: seen[name, default: 0], count: min(max(0, sensor.frames), 1 << 24))
            seen[name, default: 0] += 1
        }
        var frames: [DiffFrame] = []
        var counts: [Int] = []
        var firstAnnotation: Int64?
        try connection.query(
            """
            SELECT f.sensor, f.frame, f.timestamp, f.format_version, f.segmentation_bitmap_url,
                f.image_attributes, f.extra, f.first_annotation_id, f.annotations, p.runs, f.points IS NOT NULL
            FROM frame AS f
            LEFT JOIN point_label AS p ON p.frame_id = f.id
            WHERE f.id >= ?1 AND f.id < ?1 + ?2
            ORDER BY f.id
            """, Value(first), Value(count)
        ) { row in
            let sensor = row.string(at: 0)
            let occurrence = frames.count < occurrences.count ? occurrences[frames.count] : 0
            let key = DiffFrame.Key(
                sensor: sensor.map(ExactText.init), occurrence: occurrence, frame: row.int(1))
            frames.append(
                DiffFrame(
                    key: key, sensor: sensor, timestamp: JSONValue(column: row.value(at: 2)),
                    formatVersion: JSONValue(column: row.value(at: 3)), bitmapURL: row.string(at: 4),
                    pointRuns: row.int64(at: 10) != 0 ? row.blob(at: 9) : nil,
                    imageAttributes: JSONValue(json: row.string(at: 5)),
                    extra: JSONValue(json: row.string(at: 6))?.members ?? [],
                    annotations: row.isNull(at: 8) ? nil : []))
            let count = row.optionalInt(8) ?? 0
            counts.append(count)
            if count > 0, firstAnnotation == nil { firstAnnotation = row.int64(at: 7) }
        }
        guard let firstAnnotation else { return frames }
        try readAnnotations(from: firstAnnotation, counts, into: &frames)
        return frames
    }

    /// A label's annotations are one run of ids, frame after frame.
    private func readAnnotations(from first: Int64, _ counts: [Int], into frames: inout [DiffFrame]) throws {
        var run: [DiffAnnotation] = []
        let total = counts.reduce(0) { $0 &+ max(0, $1) }
        run.reserveCapacity(min(max(0, total), 1 << 20))
        try connection.query(DiffAnnotation.sql, Value(first), Value(total)) { row in
            run.append(DiffAnnotation(row))
        }
        guard run.count == total else {
            throw WarehouseError(kind: .unusable, message: "\(path) has lost annotations")
        }
        var start = 0
        for (index, count) in counts.enumerated() where count > 0 {
            frames[index].annotations = Array(run[start..<start + count])
            start += count
        }
    }
}
