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

/// The most frequent of many values, without putting all of them in order.
struct MostFrequent {
    private struct Entry {
        var figure: Figure
        var count: Int
        var order: SortKey

        /// Whether it stands before another: by its count, then in the natural order of figures.
        func precedes(_ other: Entry) -> Bool {
            count != other.count ? count > other.count : order < other.order
        }
    }

    /// At most as many as asked for, the most frequent first.
    let values: [(value: Figure, count: Int)]
    /// How many more there are.
    let omitted: Int

    init(of counts: [ExactFigure: Int], most: Int) {
        var entries: [Entry] = []
        /// Whoever does not precede it is not among the first.
        var last: Entry?
        for (key, count) in counts where most > 0 {
            if let last, count < last.count { continue }
            let figure = key.figure
            let entry = Entry(figure: figure, count: count, order: FigureDimension.naturalOrder(figure))
            if let last, !entry.precedes(last) { continue }
            entries.append(entry)
            // Sorted seldom: for each time, as many more were taken in as are kept.
            if entries.count / 2 > most {
                entries.sort { $0.precedes($1) }
                entries.removeLast(entries.count - most)
                last = entries.last
            }
        }
        entries.sort { $0.precedes($1) }
        values = entries.prefix(max(0, most)).map { ($0.figure, $0.count) }
        omitted = counts.count - values.count
    }
}
