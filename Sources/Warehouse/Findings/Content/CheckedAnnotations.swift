/// The annotations of a batch, column by column, label by label and frame by frame, in the file's order.
final class CheckedAnnotations {
    struct Flags: OptionSet, BitwiseCopyable {
        var rawValue: UInt8
        static let hasID = Flags(rawValue: 1)
        static let hasTrackID = Flags(rawValue: 2)
        static let hasCategoryID = Flags(rawValue: 4)
        static let hasKeyframe = Flags(rawValue: 8)
        static let isKeyframe = Flags(rawValue: 16)
        /// There are no ``Points``: `points` is not a list of points that all have two or all have three numbers.
        static let hasOddPoints = Flags(rawValue: 32)
        /// Its points have three coordinates.
        static let isSolid = Flags(rawValue: 64)
        /// It states its type itself.
        static let hasType = Flags(rawValue: 128)
    }

    let flags = Column<Flags>()
    /// 0 without one; ask ``flags``.
    let id = Column<Int64>()
    let trackID = Column<Int64>()
    let categoryID = Column<Int64>()
    let type = Column<AnnotationType>()
    /// Of `points`; -1 without such a list.
    let vertices = Column<Int32>()

    // With `.annotations` only where the type is another word: its text, by annotation.
    private(set) var otherTypes: [Int: String] = [:]

    // With `.extents`. NaN where there is none.
    let xMin = Column<Double>()
    let yMin = Column<Double>()
    let xMax = Column<Double>()
    let yMax = Column<Double>()
    let zMin = Column<Double>()
    let zMax = Column<Double>()
    /// Of a polygon.
    let area = Column<Double>()
    /// Of a polyline.
    let length = Column<Double>()

    /// With `.pointCounts`: the points that a segment of a point cloud owns; -1 for none said.
    let pointCount = Column<Int64>()

    /// With `.attributes`: the number of a set of attributes, above 0, the same for equal texts throughout a warehouse;
    /// 0 without attributes; below 0 for a text that is not shared. See ``ContentBatch/attributeText(of:)``.
    let attributes = Column<Int64>()
    let ownAttributes = Column<TextRange>()

    /// JSON of the members that have no column; empty unless they were read in advance. Ask
    /// ``ContentBatch/extra(of:in:)``.
    let extra = Column<TextRange>()

    /// With `.geometry`: see ``points(of:)``.
    let coordinates = Column<Double>(capacity: 1024)
    let firstCoordinate = Column<Int>()
    let pointTotal = Column<Int32>()
    /// The text of points that are something else, by annotation.
    private(set) var oddPoints: [Int: TextRange] = [:]

    /// With `.cuboids`: the index in ``CheckedCuboids``; -1 without a cuboid.
    let cuboid = Column<Int32>()

    var count: Int { flags.count }

    /// The points of a shape.
    struct Points {
        /// One after the other: x, y, and z where the shape is solid.
        var coordinates: UnsafeBufferPointer<Double>
        /// 2 or 3.
        var dimensions: Int

        var count: Int { coordinates.count / dimensions }

        @inline(__always)
        func x(_ index: Int) -> Double { coordinates[index * dimensions] }
        @inline(__always)
        func y(_ index: Int) -> Double { coordinates[index * dimensions + 1] }
        /// 0 in the plane.
        @inline(__always)
        func z(_ index: Int) -> Double { dimensions == 3 ? coordinates[index * 3 + 2] : 0 }
    }

    /// The points of an annotation, in the file's order; nil without a list of points, and for one that is odd
    /// (``Flags/hasOddPoints``). They are valid until the batch is filled again.
    @inline(__always)
    func points(of index: Int) -> Points? {
        guard pointTotal[index] >= 0 else { return nil }
        let dimensions = flags[index].contains(.isSolid) ? 3 : 2
        return Points(
            coordinates: UnsafeBufferPointer(
                start: coordinates.base + firstCoordinate[index], count: Int(pointTotal[index]) * dimensions),
            dimensions: dimensions)
    }

    func hasID(_ index: Int) -> Bool { flags[index].contains(.hasID) }
    func optionalID(_ index: Int) -> Int64? { flags[index].contains(.hasID) ? id[index] : nil }
    func optionalTrackID(_ index: Int) -> Int64? {
        flags[index].contains(.hasTrackID) ? trackID[index] : nil
    }
    func optionalCategoryID(_ index: Int) -> Int64? {
        flags[index].contains(.hasCategoryID) ? categoryID[index] : nil
    }

    /// The file's word for the type, or what its frame or release makes of it; nil without any.
    func typeWord(_ index: Int) -> String? { otherTypes[index] ?? type[index].word }

    // MARK: Filling

    func removeAll() {
        flags.removeAll()
        id.removeAll()
        trackID.removeAll()
        categoryID.removeAll()
        type.removeAll()
        vertices.removeAll()
        if !otherTypes.isEmpty { otherTypes.removeAll() }
        for column in [xMin, yMin, xMax, yMax, zMin, zMax, area, length] { column.removeAll() }
        pointCount.removeAll()
        attributes.removeAll()
        ownAttributes.removeAll()
        extra.removeAll()
        coordinates.removeAll()
        firstCoordinate.removeAll()
        pointTotal.removeAll()
        if !oddPoints.isEmpty { oddPoints.removeAll() }
        cuboid.removeAll()
    }

    func setOtherType(_ word: String, of index: Int) { otherTypes[index] = word }

    func setOddPoints(_ text: TextRange, of index: Int) {
        flags[index].insert(.hasOddPoints)
        oddPoints[index] = text
    }
}

/// The cuboids of a batch. What is missing is NaN.
final class CheckedCuboids {
    let center = Column<SIMD3<Double>>()
    let size = Column<SIMD3<Double>>()
    let yaw = Column<Double>()
    /// A quaternion in the order x, y, z, w.
    let rotation = Column<SIMD4<Double>>()

    func removeAll() {
        center.removeAll()
        size.removeAll()
        yaw.removeAll()
        rotation.removeAll()
    }
}
