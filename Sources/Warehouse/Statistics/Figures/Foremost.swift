/// The weightiest of many, at most as many as asked for; those of one weight in the order in which they came.
struct Foremost<Element> {
    private let limit: Int
    /// So many may wait before the light ones among them are dropped.
    private let room: Int
    private var kept: [(weight: Double, number: Int, element: Element)] = []
    private var total = 0

    init(limit: Int) {
        self.limit = max(0, limit)
        room = max(64, self.limit > Int.max / 2 ? .max : self.limit * 2)
    }

    /// - Parameter weight: any number but NaN.
    mutating func add(_ element: Element, weight: Double) {
        kept.append((weight, total, element))
        total += 1
        if kept.count > room { drop() }
    }

    private mutating func drop() {
        kept.sort { $0.weight != $1.weight ? $0.weight > $1.weight : $0.number < $1.number }
        if kept.count > limit { kept.removeLast(kept.count - limit) }
    }

    /// The weightiest first.
    mutating func elements() -> [Element] {
        drop()
        return kept.map(\.element)
    }

    /// How many there is no room for.
    var omitted: Int { max(0, total - limit) }
}
