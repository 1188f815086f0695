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
