import ReleaseFormat
import Warehouse

/// What changed in one sample, as much of it as people are shown.
struct ChangedSample: Sendable {
    /// A label, and what is in it.
    struct Label: Sendable {
        var labelset: String
        /// nil where only what is in it changed.
        var kind: Change.Kind?
        var fields = FieldRuns()
        /// What an added or removed label is said to contain.
        var whole: JSONValue?
        /// Annotations.
        var added = 0
        var removed = 0
        var modified = 0
        var links = 0
        var objects: [Object] = []
        /// Changes that are not among `objects`.
        var omitted = 0
    }

    /// An annotation or a link; or a track's, over the frames in which it changed alike.
    struct Object: Sendable {
        /// The first of the changes.
        var change: Change
        var frames: FrameRun?
    }

    var uuid: String?
    var name: String?
    var kind = Change.Kind.modified
    /// What it brought along.
    var contents: Change.Contents?
    /// Of the sample itself.
    var fields = FieldRuns()
    var labels: [Label] = []
    var changes = 0

    /// How much changed: what labels brought along that came or went counts, too.
    var weight: Int {
        labels.reduce(changes) { weight, label in
            let listed = label.added + label.removed
            return weight + max(0, Int(clamping: label.whole?["annotations"]?.integer ?? 0) - listed)
        }
    }

    /// The name, or the uuid where there is none.
    var title: String {
        if let name, !name.isEmpty { return name }
        return uuid ?? ""
    }
}

/// The frames in which a track changed in the same fields, from the second on.
struct FrameRun: Sendable {
    var first: Int
    var last: Int
    var count = 1
    /// nil where it is not said which are keyframes.
    var keyframes: Int?
    /// By the index of a field: whether it changed otherwise in other frames.
    var varies: [Bool]
    /// The worst of all frames.
    var geometry: GeometryChange?

    init(_ change: Change, frame: Int) {
        first = frame
        last = frame
        keyframes = change.isKeyframe.map { $0 ? 1 : 0 }
        varies = change.fields.map { _ in false }
        geometry = change.fields.lazy.compactMap(\.geometry).first
    }

    mutating func add(_ change: Change, frame: Int, to begin: Change) {
        first = min(first, frame)
        last = max(last, frame)
        count += 1
        if let isKeyframe = change.isKeyframe { keyframes = (keyframes ?? 0) + (isKeyframe ? 1 : 0) }
        for index in varies.indices where !varies[index] {
            let (one, other) = (begin.fields[index], change.fields[index])
            varies[index] = one.from != other.from || one.to != other.to
        }
        guard let other = change.fields.lazy.compactMap(\.geometry).first else { return }
        geometry = geometry.map { $0.worse(other) } ?? other
    }
}

extension GeometryChange {
    /// The least overlap, and the most of all else.
    func worse(_ other: GeometryChange) -> GeometryChange {
        func most(_ one: Double?, _ other: Double?) -> Double? {
            guard let one, let other else { return one ?? other }
            return max(one, other)
        }
        func least(_ one: Double?, _ other: Double?) -> Double? {
            guard let one, let other else { return one ?? other }
            return min(one, other)
        }
        func farther(_ one: Double?, _ other: Double?) -> Double? {
            guard let one, let other else { return one ?? other }
            return max(one, 1 / one) >= max(other, 1 / other) ? one : other
        }
        return GeometryChange(
            iou: least(iou, other.iou), centerShift: most(centerShift, other.centerShift),
            sizeRatio: farther(sizeRatio, other.sizeRatio), angle: most(angle, other.angle))
    }
}

extension Change {
    /// Whether it is in a keyframe, as far as the change says so.
    fileprivate var isKeyframe: Bool? { (to?["is_keyframe"] ?? from?["is_keyframe"])?.bool }
}
