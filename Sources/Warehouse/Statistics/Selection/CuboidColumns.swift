import SQLite

/// The geometry of cuboids, as a scan of annotations reads it. What is missing or not finite is NaN.
enum CuboidColumns {
    static let types = ["cuboid", "cuboid-sync"]
    static let joins = "\nLEFT JOIN cuboid AS k ON k.id = a.id"
    static let center = ", k.center_x, k.center_y, k.center_z"
    static let size = ", k.size_x, k.size_y, k.size_z"
    static let turn = ", k.yaw, k.qx, k.qy, k.qz, k.qw"

    static func number(_ row: borrowing Row, _ column: Int) -> Double {
        guard !row.isNull(at: column) else { return .nan }
        let number = row.double(at: column)
        return number.isFinite ? number : .nan
    }

    static func vector(_ row: borrowing Row, _ column: Int) -> SIMD3<Double> {
        SIMD3(number(row, column), number(row, column + 1), number(row, column + 2))
    }

    /// The turn about the vertical axis: the yaw or, without one, that of the rotation.
    static func yaw(_ row: borrowing Row, _ column: Int) -> Double? {
        let yaw = number(row, column)
        if yaw.isFinite { return yaw }
        let rotation = SIMD4(
            number(row, column + 1), number(row, column + 2), number(row, column + 3), number(row, column + 4)
        )
        return rotation.isFinite ? Directions.yaw(of: rotation) : nil
    }
}

extension SIMD3<Double> {
    /// Whether all three are numbers.
    var isFinite: Bool { x.isFinite && y.isFinite && z.isFinite }

    var length: Double { (self * self).sum().squareRoot() }
}

extension SIMD4<Double> {
    var isFinite: Bool { x.isFinite && y.isFinite && z.isFinite && w.isFinite }
}
