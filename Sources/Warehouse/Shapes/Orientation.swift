/// On which side of a line a point lies, without error.
///
/// The determinant is first taken in doubles. Where its rounding could hide the sign, it is taken again as a sum of six
/// products whose parts no rounding touches: J. R. Shewchuk, "Adaptive Precision Floating-Point Arithmetic and Fast
/// Robust Geometric Predicates", 1997. Coordinates that are 0 or between 2⁻⁴⁵⁰ and 2⁵⁰⁰ in magnitude are judged so;
/// beyond, rounding decides.
enum Orientation {
    /// 1 where the way from `a` over `b` to `c` turns from x to y, -1 where it turns back, 0 on one line.
    @inline(__always)
    static func sign(_ a: SIMD2<Double>, _ b: SIMD2<Double>, _ c: SIMD2<Double>) -> Int {
        let left = (a.x - c.x) * (b.y - c.y)
        let right = (a.y - c.y) * (b.x - c.x)
        let determinant = left - right
        // (3 + 16 ε) ε of Shewchuk's ccwerrboundA, ε = 2⁻⁵³.
        let bound = 3.330_669_073_875_472e-16 * (left.magnitude + right.magnitude)
        if determinant > bound { return 1 }
        if -determinant > bound { return -1 }
        return exactSign(a, b, c)
    }

    @inline(never)
    private static func exactSign(_ a: SIMD2<Double>, _ b: SIMD2<Double>, _ c: SIMD2<Double>) -> Int {
        if a == b || b == c || c == a { return 0 }
        var sum = ExactSum()
        sum.add(ExactProduct(a.x, b.y))
        sum.add(ExactProduct(-a.y, b.x))
        sum.add(ExactProduct(b.x, c.y))
        sum.add(ExactProduct(-b.y, c.x))
        sum.add(ExactProduct(c.x, a.y))
        sum.add(ExactProduct(-c.y, a.x))
        return sum.sign
    }
}

/// A sum of doubles without rounding: parts that do not overlap, the greatest last.
struct ExactSum {
    /// No more than one part comes with each number.
    private var parts = SIMD16<Double>(repeating: 0)
    private var count = 0

    mutating func add(_ product: ExactProduct) {
        add(product.low)
        add(product.high)
    }

    /// Takes no more than sixteen numbers: Shewchuk's Grow-Expansion, which leaves out zeros.
    private mutating func add(_ number: Double) {
        var carry = number
        var kept = 0
        for index in 0..<count {
            let part = parts[index]
            let sum = carry + part
            // Knuth's Two-Sum: what the rounding of the sum left out.
            let back = sum - carry
            let rest = (carry - (sum - back)) + (part - back)
            if rest != 0 {
                parts[kept] = rest
                kept += 1
            }
            carry = sum
        }
        if carry != 0 {
            parts[kept] = carry
            kept += 1
        }
        count = kept
    }

    var sign: Int {
        guard count > 0 else { return 0 }
        return parts[count - 1] > 0 ? 1 : -1
    }
}
