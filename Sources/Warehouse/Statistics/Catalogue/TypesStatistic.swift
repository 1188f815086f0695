import SQLite

/// Annotations of each type.
enum TypesStatistic: StatisticCalculation {
    static let entry = Statistic(
        "types", "annotations of each type: bbox, polygon, cuboid, segment, …", unit: "annotations",
        view: .annotations, needs: "annotations", trend: "annotations")

    static func tables(of selection: Selection) throws -> [FigureTable] {
        let (columns, counts) = try counts(in: selection)
        var totals: [[Figure]: Int] = [:]
        for (key, count) in counts { totals[key.dropLast() + [], default: 0] += count }
        return [
            FigureTable(
                "types", columns + [.figure("annotations"), .figure("share", .share)],
                rows: counts.map { key, count in
                    key + [.count(count), .share(count, of: totals[key.dropLast() + []] ?? 0)]
                })
        ]
    }

    typealias Counts = [(key: [Figure], annotations: Int)]

    static func counts(in selection: Selection) throws -> (columns: [FigureColumn], counts: Counts) {
        if selection.isCountedAtImport {
            return ([.key("labelset"), .key("type")], try countedAtImport(selection))
        }
        // By group, then by type; number 0 is for annotations without one.
        var counts = PerGroup(PerGroup(0))
        let columns = AnnotationColumns(hasTypes: true)
        let groups = try selection.forEachAnnotation(columns, groupedBy: selection.groupings) {
            annotation, _ in
            counts[annotation.group][Int(annotation.type) + 1] += 1
        }
        let found = groups.inOrder.flatMap { group -> Counts in
            let used = counts[group].elements.enumerated().filter { $0.element > 0 }
            return inOrder(
                used.map { type, count in
                    (groups.keys[group] + [.optional(selection.types[Int32(type - 1)])], count)
                })
        }
        return (groups.columns + [.key("type")], found)
    }

    private static func countedAtImport(_ selection: Selection) throws -> Counts {
        var counts: Counts = []
        for labelset in selection.labelsets {
            var own: Counts = []
            try selection.connection.query(
                "SELECT type, annotations FROM release_type WHERE release_id = ? AND labelset_id = ?",
                Value(selection.releaseID), Value(labelset.id)
            ) { row in
                own.append(([.text(labelset.name), .text(row.text(0))], row.int(1)))
            }
            let untyped = labelset.annotations - own.reduce(0) { $0 + $1.annotations }
            if untyped > 0 { own.append(([.text(labelset.name), .none], untyped)) }
            counts += inOrder(own)
        }
        return counts
    }

    private static func inOrder(_ counts: Counts) -> Counts {
        counts.sorted {
            $0.annotations != $1.annotations
                ? $0.annotations > $1.annotations
                : FigureDimension.naturalOrder($0.key.last ?? .none)
                    < FigureDimension.naturalOrder($1.key.last ?? .none)
        }
    }
}
