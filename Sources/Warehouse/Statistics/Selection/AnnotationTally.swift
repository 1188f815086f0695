import SQLite
import Synchronization

/// Something that a scan of annotations gathers, group by group.
///
/// A large scan is shared by two threads. Each gathers its part of the labels, and the parts are put together in
/// order: the result is the same as that of one thread, to the last bit. The numbers of types are each thread's own:
/// what needs types reads them from a column.
protocol AnnotationTally: Sendable {
    mutating func add(_ annotation: ScannedAnnotation, _ row: borrowing Row) throws

    /// Adds what was gathered of the labels behind.
    ///
    /// - Parameter groups: the number here of each of the other's groups.
    mutating func append(_ other: Self, groups: [Int])
}

extension Selection {
    /// Scanning fewer annotations takes less time than starting a second thread.
    static let leastToShare = 400_000

    /// Gathers the annotations that pass all filters.
    ///
    /// - Parameters:
    ///   - empty: the tally that each thread begins with.
    ///   - leastToShare: from this many annotations on, two threads share the work.
    /// - Returns: the groups that were found, and the tally, by their numbers.
    func tally<Tally: AnnotationTally>(
        _ columns: AnnotationColumns, groupedBy groupings: [Grouping], into empty: Tally,
        leastToShare: Int = Selection.leastToShare
    ) throws -> (groups: Groups, tally: Tally) {
        guard warehouse.isFile, let middle = try middle(leastToShare) else {
            return try gather(columns, groupings, empty, part: nil)
        }
        let helper = SecondScan<Tally>()
        let loaded = try loaded()
        let worker = Worker { [path = warehouse.path, release, releaseID, statistic, options] in
            helper.run(path, release, releaseID, statistic, options) { selection in
                selection.take(loaded)
                return try selection.gather(
                    columns, groupings, empty, part: middle..<loaded.frames.count)
            }
        }
        // Always wait for the thread: it must not outlive what it borrows.
        let first = Result {
            try gather(columns, groupings, empty, part: 0..<middle) as (groups: Groups, tally: Tally)
        }
        worker?.join()
        let (groups, found) = try first.get()
        var tally = found
        if let second = helper.found {
            tally.append(second.tally, groups: zip(second.keys, second.orders).map { groups.adopt($0, $1) })
        } else {
            // No thread, a newer state of the file, or no access: its part is done here.
            let rest: (groups: Groups, tally: Tally) = try gather(
                columns, groupings, empty, part: middle..<(try frames().count))
            tally.append(
                rest.tally, groups: zip(rest.groups.keys, rest.groups.orders).map { groups.adopt($0, $1) })
        }
        return (groups, tally)
    }

    private func gather<Tally: AnnotationTally>(
        _ columns: AnnotationColumns, _ groupings: [Grouping], _ empty: Tally, part: Range<Int>?
    ) throws -> (groups: Groups, tally: Tally) {
        var tally = empty
        let groups = try forEachAnnotation(columns, groupedBy: groupings, part: part) { annotation, row in
            try tally.add(annotation, row)
        }
        return (groups, tally)
    }

    /// The frame where the second half of the annotations begins, and a label; nil if there are too few to share.
    private func middle(_ leastToShare: Int) throws -> Int? {
        let frames = try frames()
        let total = frames.reduce(0) { $0 + Int($1.annotations) }
        guard total >= leastToShare else { return nil }
        var passed = 0
        for index in frames.indices.dropFirst() {
            passed += Int(frames[index - 1].annotations)
            if passed * 2 >= total, frames[index].label != frames[index - 1].label { return index }
        }
        return nil
    }
}

/// The second thread's scan, with its own connection and read transaction.
private final class SecondScan<Tally: AnnotationTally>: Sendable {
    struct Found: Sendable {
        var keys: [[Figure]]
        var orders: [[SortKey]]
        var tally: Tally
    }

    /// nil if the scan failed.
    var found: Found? { outcome.withLock { $0 } }

    private let outcome: Mutex<Found?> = Mutex(nil)

    func run(
        _ path: String, _ release: ReleaseSummary, _ releaseID: Int64, _ statistic: Statistic,
        _ options: StatisticOptions, _ gather: (Selection) throws -> (groups: Groups, tally: Tally)
    ) {
        // An error here either happens on the first thread too, or that thread does the work alone.
        let found = try? Warehouse.readingAgain(release, id: releaseID, at: path, options.cancellation) {
            var taxonomies: [Int64: Taxonomy] = [:]
            let (groups, tally) = try gather(Selection($0, release, statistic, options, &taxonomies))
            return Found(keys: groups.keys, orders: groups.orders, tally: tally)
        }
        outcome.withLock { $0 = found }
    }
}
