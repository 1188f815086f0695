/// The weightiest of many things, no more than a number of them; of equals, those that came first.
struct Foremost<Element> {
    private struct Entry {
        var element: Element
        var weight: Int
        var place: Int

        /// Whether this one gives way to the other.
        func isBehind(_ other: Entry) -> Bool {
            weight != other.weight ? weight < other.weight : place > other.place
        }
    }

    /// The most that are kept; nil for all.
    let limit: Int?
    /// How many there were.
    private(set) var count = 0
    /// A heap, the one that gives way next on top, once there are `limit` of them.
    private var heap: [Entry] = []

    init(limit: Int?) { self.limit = limit }

    mutating func insert(_ element: Element, weight: Int) {
        let entry = Entry(element: element, weight: weight, place: count)
        count += 1
        if heap.count < limit ?? .max {
            heap.append(entry)
            siftUp(from: heap.count - 1)
        } else if let top = heap.first, top.isBehind(entry) {
            heap[0] = entry
            siftDown()
        }
    }

    /// What was kept, the weightiest first.
    var elements: [Element] { heap.sorted { $1.isBehind($0) }.map(\.element) }

    private mutating func siftUp(from place: Int) {
        var child = place
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[child].isBehind(heap[parent]) else { return }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    private mutating func siftDown() {
        var parent = 0
        while case let left = 2 * parent + 1, left < heap.count {
            let right = left + 1
            let child = right < heap.count && heap[right].isBehind(heap[left]) ? right : left
            guard heap[child].isBehind(heap[parent]) else { return }
            heap.swapAt(child, parent)
            parent = child
        }
    }
}
