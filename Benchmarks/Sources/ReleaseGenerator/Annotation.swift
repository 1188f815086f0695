/// One annotation before it is written: enough to write it the same way in each release that holds it.
struct Annotation: Equatable {
    var id: Int
    var category: Int
    var shape: Shape
    /// Where it stands, in thousandths of a pixel. A move changes this alone.
    var x: Int
    var y: Int
    var precision: Precision
    /// The seed of its outline around (x, y).
    var outline: UInt64
    /// Which of the vocabulary's attribute objects it carries.
    var attributes: Int
    var track: Int?
}

extension Annotation {
    enum Shape { case bbox, polygon, polyline, point }

    /// How the tool that made the annotation writes its coordinates.
    enum Precision { case whole, tenths, hundredths, thousandths, full }

    init(id: Int, labelset: Labelset, random: inout RandomSource) {
        self.id = id
        category = 1 + min(random.below(12), random.below(12))
        shape =
            switch random.below(100) {
            case ..<45: .bbox
            case ..<80: .polygon
            case ..<92: .polyline
            default: .point
            }
        x = random.within(150_000...1_770_000)
        y = random.within(150_000...930_000)
        precision = Precision(labelset: labelset, random: &random)
        outline = random.next()
        attributes = random.chance(55) ? 0 : random.below(Vocabulary.annotationAttributes.count)
        track = random.chance(15) ? random.within(1...5000) : nil
    }
}

extension Annotation.Precision {
    /// People click on whole pixels or zoom in; models write every digit they have.
    init(labelset: Labelset, random: inout RandomSource) {
        let full = labelset == .predictions ? 60 : 5
        if random.chance(full) {
            self = .full
        } else {
            switch random.below(100) {
            case ..<25: self = .whole
            case ..<45: self = .tenths
            case ..<80: self = .hundredths
            default: self = .thousandths
            }
        }
    }
}
