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
