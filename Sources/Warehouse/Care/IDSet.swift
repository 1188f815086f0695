/// A set of ids, as ranges: imports write consecutive ids, so that a few ranges cover many.
struct IDSet: Equatable {
    /// In order and apart once ``settle()`` was called.
    private(set) var ranges: [Range<Int64>] = []
    /// How many ranges there may be before they are put in order.
    private var room = 1 << 16

    mutating func insert(_ id: Int64) { insert(first: id, count: 1) }

    /// - Parameter count: nothing is inserted where it is less than one; ids end at the largest there is.
    mutating func insert(first: Int64, count: Int64) {
        guard count > 0, first < Int64.max else { return }
        let (end, isBeyond) = first.addingReportingOverflow(count)
        insert(first..<(isBeyond ? .max : end))
    }

    private mutating func insert(_ range: Range<Int64>) {
        if let last = ranges.last, range.lowerBound >= last.lowerBound, range.lowerBound <= last.upperBound {
            ranges[ranges.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            return
        }
        ranges.append(range)
        guard ranges.count > room else { return }
        settle()
        room = max(room, ranges.count * 2)
    }

    /// Sorts the ranges, and joins neighbors. Call it before asking the set.
    mutating func settle() {
        let sorted =
            zip(ranges, ranges.dropFirst()).allSatisfy { $0.lowerBound <= $1.lowerBound }
            ? ranges : ranges.sorted { $0.lowerBound < $1.lowerBound }
        ranges.removeAll(keepingCapacity: true)
        for range in sorted {
            if let last = ranges.last, range.lowerBound <= last.upperBound {
                ranges[ranges.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                ranges.append(range)
            }
        }
    }

    func contains(_ id: Int64) -> Bool {
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound <= id { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].lowerBound <= id
    }

    /// The ids between the ranges, before the first and after the last; bounds are included.
    var gaps: [ClosedRange<Int64>] {
        var gaps: [ClosedRange<Int64>] = []
        var next = Int64.min
        for range in ranges {
            if next < range.lowerBound { gaps.append(next...(range.lowerBound - 1)) }
            next = range.upperBound
        }
        gaps.append(next...Int64.max)
        return gaps
    }
}
