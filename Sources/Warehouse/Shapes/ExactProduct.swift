/// A product of two doubles without its rounding: the nearest double, and what is missing.
///
/// Exact as long as neither part overflows or falls below the normal numbers: for factors that are 0 or whose magnitude
/// is between 2⁻⁴⁵⁰ and 2⁵⁰⁰.
struct ExactProduct {
    let high: Double
    let low: Double

    init(_ one: Double, _ other: Double) {
        high = one * other
        low = (-high).addingProduct(one, other)
    }

    /// a·b − c·d, off by no more than one and a half units of the last place.
    ///
    /// W. Kahan's algorithm; C.-P. Jeannerod, N. Louvet, J.-M. Muller, "Further analysis of Kahan's algorithm for the
    /// accurate computation of 2 × 2 determinants", 2013.
    static func difference(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Double {
        let product = ExactProduct(c, d)
        return (-product.high).addingProduct(a, b) - product.low
    }
}
