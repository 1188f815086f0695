import ReleaseFormat

/// What an annotation is found again by.
enum AnnotationKey: Hashable {
    case number(Int64)
    /// The digits of a number that no column holds.
    case digits(String)
}

extension StoredAnnotation {
    // MARK: Equality

    /// Whether all columns are the same; JSON that is spelled another way is not.
    func isIdentical(to other: StoredAnnotation) -> Bool {
        id == other.id && trackID == other.trackID && categoryID == other.categoryID
            && isKeyframe == other.isKeyframe && vertices == other.vertices && z == other.z
            && hull == other.hull && Self.same(type, other.type) && Self.same(geometry, other.geometry)
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

    var idKey: AnnotationKey? { key(id, "id") }
    var trackKey: AnnotationKey? { key(trackID, "track_id") }

    private func key(_ column: Int64?, _ name: String) -> AnnotationKey? {
        if let column { return .number(column) }
        guard extra != nil, case .number(let digits)? = JSONValue(json: extra)?[name] else { return nil }
        return .digits(digits)
    }

    // MARK: Shape

    /// What can be measured of it; nil without a geometry.
    var shape: Shape? {
        if let cuboid, vertices == nil { return Shape(cuboid) }
        if vertices != nil, let type {
            guard geometry == nil, let hull else {
                return list.flatMap { Shape(type: type, points: $0.points, isSolid: $0.isSolid) }
            }
            let lower = SIMD3(hull.x, hull.y, z ?? 0)
            let corners = type == "bbox" ? [lower, SIMD3(hull.z, hull.w, 0)] : [lower]
            return Shape(type: type, points: corners, isSolid: z != nil)
        }
        guard let rest = JSONValue(json: extra), let start = rest["start"]?.real, let end = rest["end"]?.real
        else { return nil }
        return Shape(from: start, to: end)
    }

    private var list: (points: [SIMD3<Double>], isSolid: Bool)? {
        guard var text = geometry else { return nil }
        var plane = PlanePoints()
        if text.withUTF8({ plane.read(UnsafeRawBufferPointer($0)) }) {
            return (plane.points.map { SIMD3($0.x, $0.y, 0) }, false)
        }
        var points: [SIMD3<Double>] = []
        var isSolid = false
        for point in JSONValue(json: text)?.array ?? [] {
            let numbers = (point.array ?? []).compactMap(\.real)
            guard numbers.count == point.array?.count, (2...3).contains(numbers.count) else { return nil }
            isSolid = isSolid || numbers.count == 3
            points.append(SIMD3(numbers[0], numbers[1], numbers.count == 3 ? numbers[2] : 0))
        }
        return (points, isSolid)
    }
}
