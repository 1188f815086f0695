#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The points of an annotation, drawn anew from its seed each time.
struct Outline {
    private var random: RandomSource
    private let annotation: Annotation

    init(_ annotation: Annotation) {
        self.annotation = annotation
        random = RandomSource(seed: annotation.outline)
    }

    mutating func write(to out: ByteWriter) {
        out.write(byte: UInt8(ascii: "["))
        switch annotation.shape {
        case .bbox: bbox(out)
        case .polygon: polygon(out)
        case .polyline: polyline(out)
        case .point: point(out, 0, 0)
        }
        out.write(byte: UInt8(ascii: "]"))
    }

    private mutating func bbox(_ out: ByteWriter) {
        let width = random.within(8000...180_000)
        let height = random.within(8000...140_000)
        point(out, -width / 2, -height / 2)
        out.write(", ")
        point(out, width / 2, height / 2)
    }

    /// Star-shaped around the middle, so that it never crosses itself.
    private mutating func polygon(_ out: ByteWriter) {
        let corners = random.within(5...40)
        let radius = random.within(10_000...120_000)
        for corner in 0..<corners {
            if corner > 0 { out.write(", ") }
            let direction = Self.directions[corner * Self.directions.count / corners]
            let reach = radius * random.within(60...100) / 100
            point(out, (reach * direction.x) >> 16, (reach * direction.y) >> 16)
        }
    }

    private mutating func polyline(_ out: ByteWriter) {
        let corners = random.within(2...40)
        var x = 0
        var y = 0
        for corner in 0..<corners {
            if corner > 0 { out.write(", ") }
            point(out, x, y)
            x += random.within(1000...30_000)
            y += random.within(-15_000...15_000)
        }
    }

    private mutating func point(_ out: ByteWriter, _ x: Int, _ y: Int) {
        out.write(byte: UInt8(ascii: "["))
        coordinate(out, annotation.x + x)
        out.write(", ")
        coordinate(out, annotation.y + y)
        out.write(byte: UInt8(ascii: "]"))
    }

    private mutating func coordinate(_ out: ByteWriter, _ thousandths: Int) {
        switch annotation.precision {
        case .whole: out.write(thousandths / 1000)
        case .tenths: out.write(thousandths: thousandths, decimals: 1)
        case .hundredths: out.write(thousandths: thousandths, decimals: 2)
        case .thousandths: out.write(thousandths: thousandths, decimals: 3)
        case .full: out.write((Double(thousandths) + random.fraction()) / 1000)
        }
    }

    /// 256 directions around the circle, in units of 1/65536.
    private static let directions: [(x: Int, y: Int)] = (0..<256).map { step in
        let angle = Double(step) * .pi / 128
        return (Int((cos(angle) * 65536).rounded()), Int((sin(angle) * 65536).rounded()))
    }
}
