import ReleaseFormat

/// The geometry of an annotation, calculated in the simplest way.
struct NaiveShape {
    private let annotation: JSONValue
    private let points: [[Double]]

    init(_ annotation: JSONValue) {
        self.annotation = annotation
        points = (annotation["points"]?.array ?? []).map { point in
            (point.array ?? []).compactMap { number in
                if case .number(let literal) = number { Double(literal) } else { nil }
            }
        }
    }

    var row: NaiveRelease.Row {
        var row: NaiveRelease.Row = [:]
        let type = annotation["type"]?.string
        let isFlat = points.first?.count == 2
        row["vertices"] = annotation["points"] == nil ? .null : .integer(Int64(points.count))
        if type?.hasPrefix("cuboid") == true { return row.merging(cuboid) { $1 } }
        for (axis, name) in ["x", "y", "z"].enumerated() {
            let numbers: [Double] = points.compactMap { $0.count > axis ? $0[axis] : nil }
            let (low, high) = (numbers.min(), numbers.max())
            row["\(name)_min"] = .real(low)
            row["\(name)_max"] = .real(high)
            guard axis < 2 else { continue }
            var extent: Double?
            if let low, let high, isFlat, points.count > 1 { extent = high - low }
            row[axis == 0 ? "width" : "height"] = .real(extent)
        }
        row["area"] = .null
        row["length"] = .null
        if type == "bbox", points.count == 2, isFlat {
            row["area"] = .real(
                (points[1][0] - points[0][0]).magnitude * (points[1][1] - points[0][1]).magnitude)
        }
        if type == "polygon" { row["area"] = isFlat ? .real(shoelace) : .any }
        if type == "polyline" { row["length"] = points.isEmpty ? .any : .real(length) }
        for column in ["center_x", "size_x", "volume", "yaw", "qx"] { row[column] = .null }
        return row
    }

    private var shoelace: Double {
        var sum = 0.0
        for (one, next) in zip(points, points.dropFirst() + points.prefix(1)) {
            sum += one[0] * next[1] - next[0] * one[1]
        }
        return (sum / 2).magnitude
    }

    private var length: Double {
        var sum = 0.0
        for (one, next) in zip(points, points.dropFirst()) {
            var square = 0.0
            for (from, to) in zip(one, next) { square += (to - from) * (to - from) }
            sum += square.squareRoot()
        }
        return sum
    }

    private var cuboid: NaiveRelease.Row {
        var row: NaiveRelease.Row = [:]
        for axis in ["x", "y", "z"] {
            row["center_\(axis)"] = .real(number(annotation["position"]?[axis]))
            row["size_\(axis)"] = .real(number(annotation["dimensions"]?[axis]))
        }
        for axis in ["qx", "qy", "qz", "qw"] { row[axis] = .real(number(annotation["rotation"]?[axis])) }
        row["yaw"] = .real(number(annotation["yaw"]))
        let sizes = ["x", "y", "z"].compactMap { number(annotation["dimensions"]?[$0]) }
        row["volume"] = sizes.count == 3 ? .real(sizes.reduce(1, *)) : .null
        for column in ["width", "height", "area", "length"] { row[column] = .null }
        return row
    }

    private func number(_ value: JSONValue?) -> Double? {
        if case .number(let literal) = value { Double(literal) } else { nil }
    }
}
