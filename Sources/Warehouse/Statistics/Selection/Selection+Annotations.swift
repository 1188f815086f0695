import SQLite

/// Where an annotation stands.
struct AnnotationPlace {
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
    /// How often it was met before, in another group: all annotations of a label are in as many.
    var repetition = 0
    var isRepeat: Bool { repetition > 0 }
}

/// What a scan of annotations reads of each.
struct AnnotationColumns: Sendable {
    /// Where the columns begin that were asked for.
    static let first = 4

    /// SQL, each behind a comma: columns of `annotation AS a`, and of what `joins` adds.
    var sql = ""
    var joins = ""
    /// SQL that holds of each annotation wanted: cheaper than to look at all of them.
    var condition = "TRUE"
    var hasTypes = false
    var hasAttributes = false
}

extension Selection {
    /// What tells groups apart: what was asked for, else what the statistic tells apart by itself.
    func groupings(orByItself ownGroupings: [Grouping]) -> [Grouping] {
        options.groups == nil ? ownGroupings : groupings
    }

    /// What was asked for, and last what the statistic always tells apart.
    func groupings(andAlways grouping: Grouping) -> [Grouping] {
        groupings.filter { $0 != grouping } + [grouping]
    }

    /// Calls `body` with each annotation that passes all filters, in the order of ids; with one that is in several groups,
    /// once for each of them.
    ///
    /// - Parameters:
    ///   - groupings: what groups are told apart by, besides the labelset.
    ///   - part: only these of ``frames()``; nil for all.
    ///   - body: is given the row with the columns asked for, from ``AnnotationColumns/first`` on.
    /// - Returns: the groups that were met.
    @discardableResult
    func forEachAnnotation(
        _ columns: AnnotationColumns = AnnotationColumns(), groupedBy groupings: [Grouping] = [],
        part: Range<Int>? = nil, _ body: (AnnotationPlace, borrowing Row) throws -> Void
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
            var place = AnnotationPlace(
                id: id, frame: Int(owner), label: Int(frame.label), categoryID: categoryID, type: type,
                group: group)
            guard group < 0 else { return try body(place, row) }
            for group in grouper.several[~group] {
                place.group = group
                try body(place, row)
                place.repetition += 1
            }
        }
        return grouper.groups
    }
}
