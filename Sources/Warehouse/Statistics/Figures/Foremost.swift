/// The largest of many things, at most as many as asked for; equal ones in the order in which they came.
package struct Foremost<Element> {
    private let limit: Int
    /// How many may wait before the smallest of them are dropped.
    private let room: Int
    private var kept: [(weight: Double, number: Int, element: Element)] = []
    /// How many there were.
    package private(set) var total = 0

    /// - Parameter limit: how many are kept; nil for all.
    package init(limit: Int?) {
        self.limit = max(0, limit ?? .max)
        room = max(64, self.limit > Int.max / 2 ? .max : self.limit * 2)
    }

    /// - Parameter weight: any number but NaN.
    package mutating func add(_ element: Element, weight: Double) {
        kept.append((weight, total, element))
        total += 1
        if kept.count > room { kept = largest }
    }

    private var largest: [(weight: Double, number: Int, element: Element)] {
        let sorted = kept.sorted { $0.weight != $1.weight ? $0.weight > $1.weight : $0.number < $1.number }
        return sorted.count > limit ? Array(sorted[..<limit]) : sorted
    }

    /// The largest first.
    package func elements() -> [Element] { largest.map(\.element) }

    /// How many were not kept.
    package var omitted: Int { max(0, total - limit) }
}

/// The most frequent of many values, without putting all of them in order.
struct MostFrequent {
    private struct Entry {
        var figure: Figure
        var count: Int
        var order: SortKey

        /// Whether it comes before another: by its count, then in the natural order of figures.
        func precedes(_ other: Entry) -> Bool {
            count != other.count ? count > other.count : order < other.order
        }
    }

    /// At most as many as were asked for, the most frequent first.
    let values: [(value: Figure, count: Int)]
    /// How many more there are.
    let omitted: Int

    init(of counts: [ExactFigure: Int], most: Int) {
        var entries: [Entry] = []
        /// An entry that does not precede this one is not among the first.
        var last: Entry?
        for (key, count) in counts where most > 0 {
            if let last, count < last.count { continue }
            let figure = key.figure
            let entry = Entry(figure: figure, count: count, order: FigureDimension.naturalOrder(figure))
            if let last, !entry.precedes(last) { continue }
            entries.append(entry)
            // Sorted seldom: each time, the number of entries has doubled.
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
