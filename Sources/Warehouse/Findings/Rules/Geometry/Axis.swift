/// The axes of space.
enum Axis {
    static let names = ["x", "y", "z"]
}
