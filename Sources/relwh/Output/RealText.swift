/// Reals in text formats: the shortest text that reads back as the same number.
enum RealText {
    static func of(_ number: Double) -> String {
        number.isFinite ? number.description : number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity"
    }
}
