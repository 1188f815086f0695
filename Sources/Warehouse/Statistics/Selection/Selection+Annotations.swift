import SQLite

/// An annotation that a scan has come to, and the group that it is in.
struct ScannedAnnotation {
    var id: Int64
    /// In ``Selection/frames()``.
    var frame: Int
    /// In ``Selection/labels()``.
    var label: Int
    var categoryID: Int64?
    /// In ``Selection/types``; -1 for none, and when types were not asked for.
    var type: Int32
    /// In the groups that the scan returns.
    var group: Int
    /// How often the scan had it before, in another group: all annotations of a label are in the same number of groups.
    var repetition = 0
    var isRepeat: Bool { repetition > 0 }
}

/// The columns that a scan of annotations reads.
struct AnnotationColumns: Sendable {
    /// The index of the first column that was asked for.
    static let first = 4

    /// SQL, each behind a comma: columns of `annotation AS a`, and of what `joins` adds.
    var sql = ""
    var joins = ""
    /// An SQL condition that every annotation wanted meets: cheaper than to look at all of them.
    var condition = "TRUE"
    var hasTypes = false
    var hasAttributes = false
}

extension Selection {
    /// The groupings that were asked for, else the statistic's own.
    func groupings(orByItself ownGroupings: [Grouping]) -> [Grouping] {
        options.groups == nil ? ownGroupings : groupings
    }

    /// The groupings that were asked for, and last the one that the statistic always has.
    func groupings(andAlways grouping: Grouping) -> [Grouping] {
        groupings.filter { $0 != grouping } + [grouping]
    }

    /// Calls `body` with each annotation that passes all filters, in the order of ids; with one that is in several
    /// groups, once for each of them.
    ///
    /// - Parameters:
    ///   - groupings: the keys of groups, besides the labelset.
    ///   - part: only these of ``frames()``; nil for all.
    ///   - body: is given the row with the columns asked for, from ``AnnotationColumns/first`` on.
    /// - Returns: the groups that were found.
    @discardableResult
    func forEachAnnotation(
        _ columns: AnnotationColumns = AnnotationColumns(), groupedBy groupings: [Grouping] = [],
        part: Range<Int>? = nil, _ body: (ScannedAnnotation, borrowing Row) throws -> Void
    ) throws -> Groups {
        let frames = try frames()
        var grouper = try Grouper(self, groupings)
        let passing = try condition()?.annotations
        let wanted = categoryIDs
        let runs = IDRuns(
            (part ?? frames.indices).map {
                IDSpan(
                    first: frames[$0].firstAnnotation, count: Int(frames[$0].annotations), owner: Int32($0))
            })
        let attributes = columns.hasAttributes || grouper.needsAttributes ? "a.attributes" : "NULL"
        var next = 0
        try runs.forEach(
            connection,
            """
            SELECT a.id, a.category_id, \(columns.hasTypes ? "a.type" : "NULL"), \(attributes)\(columns.sql)
            FROM annotation AS a\(columns.joins)
            WHERE a.id >= ?1 AND a.id < ?2 AND \(columns.condition)
            ORDER BY a.id
            """
        ) { owner, row in
            let id = row.int64(at: 0)
            if let passing {
                while next < passing.count, passing[next] < id { next += 1 }
                guard next < passing.count, passing[next] == id else { return }
            }
            let categoryID = row.isNull(at: 1) ? nil : row.int64(at: 1)
            if let wanted {
                guard let categoryID, wanted.contains(categoryID) else { return }
            }
            let frame = frames[Int(owner)]
            var type: Int32 = -1
            if columns.hasTypes {
                type = types.number(in: row, at: 2)
                if type < 0 { type = frame.untyped }
            }
            let group = try grouper.group(frame, categoryID, row)
            var annotation = ScannedAnnotation(
                id: id, frame: Int(owner), label: Int(frame.label), categoryID: categoryID, type: type,
                group: group)
            guard group < 0 else { return try body(annotation, row) }
            for group in grouper.several[~group] {
                annotation.group = group
                try body(annotation, row)
                annotation.repetition += 1
            }
        }
        return grouper.groups
    }
}
