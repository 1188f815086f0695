import Platform

/// The state of a track while its sequence is followed.
struct TrackPath {
    let firstAnnotation: Int
    var lastFrame: Int
    var frames = 1
    /// Frames between the first and the last one without the track, and the first of them in the batch.
    var missing = 0
    var firstMissing = -1
    /// Of all annotations together.
    var flags: CheckedAnnotations.Flags = []
    var hasCategory = false
    /// The last one, and the first one.
    var category: Int64 = 0
    var firstCategory: Int64 = 0
    /// Of several annotations of a track in one frame, the first one is used.
    var isFirstInFrame = true
    var spot = TrackSpot.none
    var mayJump = false
    var firstSize: SIMD3<Double>?
    var firstCenter: SIMD3<Double>?
    var firstTurn: TrackTurn?

    var optionalCategory: Int64? { hasCategory ? firstCategory : nil }

    init(annotation: Int, frame: Int) {
        firstAnnotation = annotation
        lastFrame = frame
    }
}

/// The position and size of an object in one frame.
struct TrackSpot {
    /// NaN where it is not known.
    var center: SIMD3<Double>
    /// The square of the diagonal; NaN where there is none.
    var diagonal: Double
    /// In the batch; -1 for no spot.
    var frame: Int
    var type: AnnotationType

    static let none = TrackSpot(center: .init(repeating: .nan), diagonal: .nan, frame: -1, type: .none)

    private init(center: SIMD3<Double>, diagonal: Double, frame: Int, type: AnnotationType) {
        self.center = center
        self.diagonal = diagonal
        self.frame = frame
        self.type = type
    }

    /// The spot of an annotation; 2D shapes need `.extents`, cuboids `.cuboids`.
    @inline(__always)
    init(_ annotation: Int, _ frame: Int, _ batch: ContentBatch) {
        let annotations = batch.annotations
        self.frame = frame
        type = annotations.type[annotation]
        let cuboid = Int(annotations.cuboid[annotation])
        if type.isCuboid {
            guard cuboid >= 0 else {
                (center, diagonal) = (.init(repeating: .nan), .nan)
                return
            }
            center = batch.cuboids.center[cuboid]
            let size = batch.cuboids.size[cuboid]
            diagonal = (size * size).sum()
            return
        }
        guard annotations.xMin.count == annotations.count else {
            // Extents were not read.
            (center, diagonal) = (.init(repeating: .nan), .nan)
            return
        }
        let low = SIMD3(
            annotations.xMin[annotation], annotations.yMin[annotation], annotations.zMin[annotation])
        let high = SIMD3(
            annotations.xMax[annotation], annotations.yMax[annotation], annotations.zMax[annotation])
        // What lies in the plane has no depth.
        let isFlat = low.z.isNaN || high.z.isNaN
        center = (low + high) / 2
        var size = high - low
        if isFlat {
            center.z = 0
            size.z = 0
        }
        diagonal = (size * size).sum()
    }

    /// Whether the step from another spot is longer than a number of diagonals per frame.
    @inline(__always)
    func isJump(from last: TrackSpot, diagonals: Double, _ batch: ContentBatch) -> Bool {
        let way = center - last.center
        let frames = Double(batch.frames.number[frame] - batch.frames.number[last.frame])
        let limit = diagonals * frames
        let longer = max(diagonal, last.diagonal)
        // Comparisons with NaN are false: nothing is a jump if one of them is not known.
        return diagonal >= 0 && last.diagonal >= 0 && longer > 0 && (way * way).sum() > limit * limit * longer
    }

    /// Whether one of three numbers differs by more than a tolerance.
    static func differ(_ one: SIMD3<Double>, _ other: SIMD3<Double>, _ tolerance: Double) -> Bool {
        let apart = one - other
        return max(abs(apart.x), abs(apart.y), abs(apart.z)) > tolerance
    }

    static func text(_ vector: SIMD3<Double>) -> String {
        #"{"x":\#(FindingText.of(vector.x)),"y":\#(FindingText.of(vector.y)),"z":\#(FindingText.of(vector.z))}"#
    }
}

/// The rotation of a cuboid. What is missing is NaN.
struct TrackTurn {
    var yaw: Double
    /// In the order x, y, z, w; of length 1, or NaN.
    var rotation: SIMD4<Double>

    init(yaw: Double, rotation: SIMD4<Double>) {
        self.yaw = yaw
        let length = (rotation * rotation).sum().squareRoot()
        self.rotation = length > 0 && length.isFinite ? rotation / length : .init(repeating: .nan)
    }

    var isKnown: Bool { yaw.isFinite || rotation.isFinite }

    /// The angle from 0 to π; nil if it is not known.
    func angle(to other: TrackTurn) -> Double? {
        if rotation.isFinite, other.rotation.isFinite {
            // By the chord, since the cosine of a small angle is imprecise; both signs mean the same turn.
            let minus = rotation - other.rotation
            let plus = rotation + other.rotation
            let chord = min((minus * minus).sum(), (plus * plus).sum()).squareRoot()
            return 4 * asin(min(chord / 2, 1))
        }
        guard yaw.isFinite, other.yaw.isFinite else { return nil }
        return (yaw - other.yaw).remainder(dividingBy: 2 * .pi).magnitude
    }
}
