import ReleaseFormat
import SQLite

/// An annotation as it is compared: its columns, and what it takes to open them.
struct DiffAnnotation {
    /// What an annotation is known by. Numbers that no column holds are known by their digits.
    enum Key: Hashable {
        case number(Int64)
        case digits(String)
    }

    var id: Int64?
    var trackID: Int64?
    var categoryID: Int64?
    var type: String?
    var isKeyframe: Bool?
    /// x_min, y_min, x_max, y_max.
    var hull: SIMD4<Double>?
    var z: Double?
    var vertices: Int?
    /// JSON, unless the hull says it all.
    var points: String?
    var cuboid: CuboidPose?
    var attributes: String?
    var extra: String?

    // MARK: Equality

    /// Whether all columns are the same. JSON that is spelled otherwise is not.
    func isIdentical(to other: DiffAnnotation) -> Bool {
        id == other.id && trackID == other.trackID && categoryID == other.categoryID
            && isKeyframe == other.isKeyframe && vertices == other.vertices && z == other.z
            && hull == other.hull && Self.same(type, other.type) && Self.same(points, other.points)
            && Self.same(attributes, other.attributes) && Self.same(extra, other.extra)
            && Self.same(cuboid, other.cuboid)
    }

    private static func same(_ one: String?, _ other: String?) -> Bool {
        guard let one, let other else { return one == nil && other == nil }
        return one.isExactly(other)
    }

    private static func same(_ one: CuboidPose?, _ other: CuboidPose?) -> Bool {
        guard let one, let other else { return one == nil && other == nil }
        return one.isIdentical(to: other)
    }

    // MARK: Keys

    var idKey: Key? { key(id, "id") }
    var trackKey: Key? { key(trackID, "track_id") }

    private func key(_ column: Int64?, _ name: String) -> Key? {
        if let column { return .number(column) }
        guard extra != nil, case .number(let digits)? = rest[name] else { return nil }
        return .digits(digits)
    }

    private var rest: JSONValue { Self.json(extra) ?? .object([]) }

    private static func json(_ text: String?) -> JSONValue? {
        // What the warehouse keeps as JSON was checked when it came.
        text.flatMap { try? JSONValue(text: $0) }
    }

    // MARK: Opening

    /// The annotation as its file has it.
    var document: JSONValue {
        let rest = self.rest.members ?? []
        var members: [JSONValue.Member] = []
        func add(_ key: String, _ value: JSONValue?) {
            // What stands in `extra` goes before a column of the same name, which shows what it can of it.
            guard let value, !rest.contains(where: { $0.key.isExactly(key) }) else { return }
            members.append(JSONValue.Member(key, value))
        }
        add("id", id.map { .number("\($0)") })
        add("category_id", categoryID.map { .number("\($0)") })
        add("track_id", trackID.map { .number("\($0)") })
        add("type", type.map { .string($0) })
        add("is_keyframe", isKeyframe.map { .bool($0) })
        add("points", pointsDocument)
        if let cuboid {
            add("position", Self.vector(["x", "y", "z"], (0..<3).map { cuboid.center[$0] }))
            add("dimensions", Self.vector(["x", "y", "z"], (0..<3).map { cuboid.size[$0] }))
            add("yaw", cuboid.yaw.isNaN ? nil : Self.number(cuboid.yaw))
            add("rotation", Self.vector(["qx", "qy", "qz", "qw"], (0..<4).map { cuboid.rotation[$0] }))
        }
        add("attributes", Self.json(attributes))
        return .object(members + rest)
    }

    private var pointsDocument: JSONValue? {
        if let points { return Self.json(points) }
        guard vertices != nil, let hull else { return nil }
        let first = [hull.x, hull.y] + (z.map { [$0] } ?? [])
        let corners = type == "bbox" ? [[hull.x, hull.y], [hull.z, hull.w]] : [first]
        return .array(corners.map { .array($0.map(Self.number)) })
    }

    private static func number(_ value: Double) -> JSONValue { .number(JSONNumberText(value).description) }

    /// An object of numbers; nil unless all are there.
    private static func vector(_ keys: [String], _ numbers: [Double]) -> JSONValue? {
        guard numbers.allSatisfy({ !$0.isNaN }) else { return nil }
        return .object(zip(keys, numbers).map { JSONValue.Member($0, number($1)) })
    }

    /// What can be measured of it; nil for what has no geometry.
    var shape: Shape? {
        if let cuboid, vertices == nil { return Shape(cuboid) }
        if vertices != nil, let type {
            guard points == nil, let hull else {
                return list.flatMap { Shape(type: type, points: $0.points, isSolid: $0.isSolid) }
            }
            let lower = SIMD3(hull.x, hull.y, z ?? 0)
            let corners = type == "bbox" ? [lower, SIMD3(hull.z, hull.w, 0)] : [lower]
            return Shape(type: type, points: corners, isSolid: z != nil)
        }
        guard extra != nil, let start = rest["start"]?.real, let end = rest["end"]?.real else { return nil }
        return Shape(from: start, to: end)
    }

    private var list: (points: [SIMD3<Double>], isSolid: Bool)? {
        guard var text = points else { return nil }
        var plane = PlanePoints()
        if text.withUTF8({ plane.read(UnsafeRawBufferPointer($0)) }) {
            return (plane.points.map { SIMD3($0.x, $0.y, 0) }, false)
        }
        var points: [SIMD3<Double>] = []
        var isSolid = false
        for point in Self.json(text)?.array ?? [] {
            let numbers = (point.array ?? []).compactMap(\.real)
            guard numbers.count == point.array?.count, (2...3).contains(numbers.count) else { return nil }
            isSolid = isSolid || numbers.count == 3
            points.append(SIMD3(numbers[0], numbers[1], numbers.count == 3 ? numbers[2] : 0))
        }
        return (points, isSolid)
    }
}

extension DiffAnnotation {
    static let sql = """
        SELECT a.annotation_id, a.track_id, a.category_id, a.type, a.is_keyframe,
            iif(typeof(a.attributes) = 'integer', t.attributes, a.attributes), a.extra,
            a.vertices, g.points, a.x_min, a.y_min, a.x_max, a.y_max, a.z_min, k.id,
            k.center_x, k.center_y, k.center_z, k.size_x, k.size_y, k.size_z, k.yaw, k.qx, k.qy, k.qz, k.qw
        FROM annotation AS a
        LEFT JOIN attribute_set AS t ON t.id = a.attributes AND typeof(a.attributes) = 'integer'
        LEFT JOIN geometry AS g ON g.id = a.id
        LEFT JOIN cuboid AS k ON k.id = a.id
        WHERE a.id >= ?1 AND a.id < ?1 + ?2
        ORDER BY a.id
        """

    init(_ row: borrowing Row) {
        id = row.optionalInt64(0)
        trackID = row.optionalInt64(1)
        categoryID = row.optionalInt64(2)
        type = row.string(at: 3)
        isKeyframe = row.optionalInt(4).map { $0 != 0 }
        attributes = row.string(at: 5)
        extra = row.string(at: 6)
        vertices = row.optionalInt(7)
        points = row.string(at: 8)
        if vertices != nil, !row.isNull(at: 9) {
            hull = SIMD4(row.double(at: 9), row.double(at: 10), row.double(at: 11), row.double(at: 12))
            z = row.optionalDouble(13)
        }
        guard !row.isNull(at: 14) else { return }
        func number(_ index: Int, _ row: borrowing Row) -> Double { row.optionalDouble(index) ?? .nan }
        cuboid = CuboidPose(
            center: SIMD3(number(15, row), number(16, row), number(17, row)),
            size: SIMD3(number(18, row), number(19, row), number(20, row)), yaw: number(21, row),
            rotation: SIMD4(number(22, row), number(23, row), number(24, row), number(25, row)))
    }
}
