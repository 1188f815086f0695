import Platform

/// Rules on one cuboid.
final class CuboidRules: ContentRules {
    static let incomplete = Rule(
        "geometry.cuboid.incomplete", .geometry, .error,
        summary: "a cuboid has no valid position or dimensions",
        definition: """
            An annotation of type `cuboid` or `cuboid-sync` has no number for x, y or z of its `position` or \
            its `dimensions`; a number beyond ±1.8 · 10³⁰⁸ is invalid.
            """,
        example: .init(
            breaking: #"{"id":1,"category_id":1,"type":"cuboid","position":{"x":1,"y":2,"z":0},"yaw":0}"#,
            remedy: "Place the cuboid again, or remove it."),
        needs: .cuboids)

    static let size = Rule(
        "geometry.cuboid.size", .geometry, .error,
        summary: "a cuboid has a side that is not positive",
        definition: """
            A number in a cuboid's `dimensions` is 0 or negative. One finding per axis.
            """,
        example: .init(
            breaking:
                #"{"id":1,"type":"cuboid","position":{"x":1,"y":2,"z":0},"dimensions":{"x":4,"y":0,"z":2}}"#,
            remedy: "Set the size of the cuboid, or remove it."),
        needs: .cuboids)

    static let quaternion = Rule(
        "geometry.cuboid.quaternion", .geometry, .warning,
        summary: "a cuboid's rotation is not a unit quaternion",
        definition: """
            The length of a cuboid's `rotation`, the root of qx² + qy² + qz² + qw², differs from 1 by more \
            than `tolerance`, or one of the four is missing. All zeros are no rotation at all, and some \
            readers fail on them.
            """,
        example: .init(
            breaking: #"{"id":1,"type":"cuboid","rotation":{"qx":0,"qy":0,"qz":0,"qw":0}}"#,
            remedy: "Divide the quaternion by its length, or omit the rotation where only the yaw is known."),
        thresholds: [
            .init("tolerance", 1e-3, summary: "how far the length may be from 1")
        ],
        needs: .cuboids)

    static let yawRange = Rule(
        "geometry.cuboid.yaw.range", .geometry, .warning,
        summary: "a cuboid's yaw is not between -π and π",
        definition: """
            A cuboid's `yaw` is beyond ±π by more than `tolerance`. Often it is in degrees.
            """,
        example: .init(
            breaking: #"{"id":1,"type":"cuboid","yaw":90}"#,
            remedy: "Convert to radians, and subtract full turns."),
        thresholds: [
            .init("tolerance", 1e-3, unit: "rad", summary: "how far the yaw may be beyond")
        ],
        needs: .cuboids)

    static let yawRotation = Rule(
        "geometry.cuboid.yaw.rotation", .geometry, .warning,
        summary: "a cuboid's yaw contradicts its rotation",
        definition: """
            A cuboid has a `yaw` and a `rotation` whose length is not 0 and which turns about the vertical \
            only: the cuboid tilts by no more than `max_tilt`. The direction in which its length points, \
            seen from above, atan2(2(qw·qz + qx·qy), 1 − 2(qy² + qz²)) of the normalized quaternion, differs \
            from the yaw by more than `tolerance`; full turns are ignored. A cuboid that tilts more has no \
            single yaw and is not compared.
            """,
        example: .init(
            breaking: #"{"id":1,"type":"cuboid","yaw":0.5,"rotation":{"qx":0,"qy":0,"qz":0,"qw":1}}"#,
            remedy: "Find out which of the two is right; this program uses the rotation."),
        thresholds: [
            .init("tolerance", 0.01, unit: "rad", summary: "how far the two may be apart"),
            .init("max_tilt", 0.01, unit: "rad", summary: "how far a cuboid may tilt and still be compared"),
        ],
        needs: .cuboids)

    static let rules = [incomplete, size, quaternion, yawRange, yawRotation]

    private let incomplete: ActiveRule?
    private let size: ActiveRule?
    private let quaternion: ActiveRule?
    private let yawRange: ActiveRule?
    private let yawRotation: ActiveRule?
    private let lengths: ClosedRange<Double>
    private let greatestYaw: Double
    private let yawTolerance: Double
    private let leastUpright: Double
    private var noted = ObjectFindings()

    init(_ context: RuleContext) {
        incomplete = context.active(Self.incomplete)
        size = context.active(Self.size)
        quaternion = context.active(Self.quaternion)
        yawRange = context.active(Self.yawRange)
        yawRotation = context.active(Self.yawRotation)
        let tolerance = max(0, quaternion?.threshold("tolerance") ?? 0)
        lengths = 1 - tolerance...1 + tolerance
        greatestYaw = .pi + (yawRange?.threshold("tolerance") ?? 0)
        yawTolerance = yawRotation?.threshold("tolerance") ?? 0
        leastUpright = cos(min(.pi, max(0, yawRotation?.threshold("max_tilt") ?? 0)))
    }

    func check(_ label: CheckedLabel, in batch: ContentBatch, _ findings: inout FindingSink) throws {
        let annotations = batch.annotations
        for index in label.annotations {
            let cuboid = Int(annotations.cuboid[index])
            guard cuboid >= 0 else {
                if incomplete != nil, annotations.type[index].isCuboid {
                    try reportMissing("position", index, label, batch)
                }
                continue
            }
            let center = batch.cuboids.center[cuboid]
            let dimensions = batch.cuboids.size[cuboid]
            if incomplete != nil, annotations.type[index].isCuboid {
                if Self.hasGap(center) { try reportMissing("position", index, label, batch) }
                if Self.hasGap(dimensions) { try reportMissing("dimensions", index, label, batch) }
            }
            if let size, dimensions.x <= 0 || dimensions.y <= 0 || dimensions.z <= 0 {
                for axis in 0..<3 where dimensions[axis] <= 0 {
                    noted.add(
                        size, index, of: label, in: batch, field: "dimensions." + Axis.names[axis],
                        expected: "> 0", found: FindingNumber.text(dimensions[axis]))
                }
            }
            try checkTurn(index, cuboid, label, batch)
        }
        noted.report(label, in: batch, &findings)
    }

    /// Shows what the file has: a value that does not fit its columns is in the annotation's `extra`.
    private func reportMissing(
        _ field: String, _ index: Int, _ label: CheckedLabel, _ batch: ContentBatch
    ) throws {
        guard let incomplete else { return }
        try noted.add(
            incomplete, index, of: label, in: batch, field: field, expected: "numbers x, y and z",
            found: try batch.extraMember(field, of: index, in: label).map { FindingText.of($0) })
    }

    private static func hasGap(_ vector: SIMD3<Double>) -> Bool {
        vector.x.isNaN || vector.y.isNaN || vector.z.isNaN
    }

    private func checkTurn(
        _ index: Int, _ cuboid: Int, _ label: CheckedLabel, _ batch: ContentBatch
    ) throws {
        let yaw = batch.cuboids.yaw[cuboid]
        if let yawRange, yaw.magnitude > greatestYaw {
            noted.add(
                yawRange, index, of: label, in: batch, field: "yaw", expected: "between -π and π",
                found: FindingNumber.text(yaw))
        }
        let rotation = batch.cuboids.rotation[cuboid]
        let square = (rotation * rotation).sum()
        if square.isNaN {
            let isGiven = !(rotation.x.isNaN && rotation.y.isNaN && rotation.z.isNaN && rotation.w.isNaN)
            if isGiven, let quaternion { try reportLength(quaternion, nil, index, label, batch) }
            return
        }
        let length = square.squareRoot()
        if let quaternion, !lengths.contains(length) {
            try reportLength(quaternion, length, index, label, batch)
        }
        guard let yawRotation, length > 0, length.isFinite, yaw.isFinite else { return }
        let q = rotation / length
        guard 1 - 2 * (q.x * q.x + q.y * q.y) >= leastUpright else { return }
        let heading = atan2(2 * (q.w * q.z + q.x * q.y), 1 - 2 * (q.y * q.y + q.z * q.z))
        let apart = remainder(yaw - heading, 2 * .pi)
        guard apart.magnitude > yawTolerance else { return }
        noted.add(
            yawRotation, index, of: label, in: batch, field: "yaw",
            expected: "\(FindingNumber.rounded(heading, decimals: 6)) from its rotation",
            found: FindingNumber.text(yaw))
    }

    private func reportLength(
        _ rule: ActiveRule, _ length: Double?, _ index: Int, _ label: CheckedLabel, _ batch: ContentBatch
    ) throws {
        try noted.add(
            rule, index, of: label, in: batch, field: "rotation",
            expected: length == nil ? "four numbers of length 1" : "length 1",
            found: length.map { "length \(FindingNumber.rounded($0, decimals: 6))" }
                ?? batch.extraMember("rotation", of: index, in: label).map { FindingText.of($0) })
    }
}
