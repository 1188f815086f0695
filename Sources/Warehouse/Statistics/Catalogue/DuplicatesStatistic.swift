/// Samples and boxes that are there more than once.
enum DuplicatesStatistic: StatisticCalculation {
    static let entry = Statistic(
        "duplicates", "samples with the same name or asset, and boxes drawn twice",
        unit: "samples, annotations",
        view: .annotations, needs: "samples", trend: "members")

    /// How many pairs of boxes of a labelset are named, unless another number is asked for.
    private static let mostPairs = 10_000

    private static let needsBoxes =
        "needs annotations of type bbox; the rule geometry.duplicate compares all shapes"

    static func tables(of selection: Selection) throws -> [FigureTable] {
        let names = try SelectedNames(selection)
        let found = try selection.samplesByGroup()
        let keys = found.groups.columns.isEmpty ? [.key("labelset")] : found.groups.columns
        var summary = FigureTable(
            "duplicates",
            keys + [
                .key("kind"), .figure("groups"), .figure("members"), .figure("compared"),
                .figure("left_out"),
            ], isRanked: false)
        var samples = FigureTable(
            "samples",
            keys + [
                .key("kind"), .key("value"), .key("sample_uuid"), .figure("sample"), .figure("position"),
            ])
        let twins = try SampleTwins(selection, names)
        for group in found.groups.inOrder {
            // Samples themselves belong to no labelset.
            let key = found.groups.columns.isEmpty ? [.none] : found.groups.keys[group]
            let members = found.members[group]
            // No release has a uuid twice.
            summary.rows.append(
                key + [.text("sample uuid"), .count(0), .count(0), .count(members.count), .count(0)])
            for kind in SampleTwins.Kind.allCases {
                let found = try twins.sets(of: kind, among: members)
                summary.rows.append(
                    key + [
                        .text(kind.rawValue), .count(found.sets.count),
                        .count(found.sets.reduce(0) { $0 + $1.samples.count }), .count(found.compared),
                        .count(members.count - found.compared),
                    ])
                for set in found.sets {
                    samples.rows += set.samples.map { sample in
                        key + [
                            .text(kind.rawValue), .text(set.value), .text(sample.uuid),
                            .optional(sample.name), .count(sample.position),
                        ]
                    }
                }
            }
        }
        let boxes = try boxes(selection, names, &summary)
        return [summary, samples, boxes]
    }

    // MARK: Boxes

    private struct Counts {
        var sets = 0
        var members = 0
        var compared = 0
        var leftOut = 0
        /// Annotations that are not boxes.
        var others = 0
    }

    private struct Pair {
        var group: Int
        var categoryID: Int64
        var frame: Int
        var positions: (Int32, Int32)
        var shared: Double
    }

    private static func boxes(
        _ selection: Selection, _ names: SelectedNames, _ summary: inout FigureTable
    ) throws -> FigureTable {
        let (labels, frames) = (try selection.labels(), try selection.frames())
        let bbox = selection.types.number(of: "bbox")
        var counts = PerGroup(Counts())
        let limit = selection.options.top ?? mostPairs
        var pairs = selection.labelsets.map { _ in Foremost<Pair>(limit: limit) }
        var twins = BoxTwins(overlap: selection.options.overlap)
        var frame = -1
        func finishFrame() {
            guard frame >= 0 else { return }
            let labelset = Int(labels[Int(frames[frame].label)].labelset)
            twins.finishFrame { one, other, shared in
                pairs[labelset].add(
                    Pair(
                        group: one.group, categoryID: one.categoryID, frame: frame,
                        positions: (one.position, other.position), shared: shared), weight: shared)
            } set: { group, members in
                counts[group].sets += 1
                counts[group].members += members
            }
        }
        let columns = AnnotationColumns(
            sql: ", a.x_min, a.y_min, a.x_max, a.y_max, a.z_min, a.vertices", hasTypes: true)
        let groups = try selection.forEachAnnotation(columns, groupedBy: selection.groupings) {
            annotation, row in
            guard annotation.type == bbox else {
                counts[annotation.group].others += 1
                return
            }
            if annotation.frame != frame {
                finishFrame()
                frame = annotation.frame
            }
            let first = AnnotationColumns.first
            let box = BoxTwins.Box(
                group: annotation.group, categoryID: annotation.categoryID ?? 0, xMin: row.double(at: first),
                yMin: row.double(at: first + 1), xMax: row.double(at: first + 2),
                yMax: row.double(at: first + 3),
                position: Int32(clamping: annotation.id - frames[annotation.frame].firstAnnotation))
            // Two corners in the plane, and something between them.
            guard annotation.categoryID != nil, row.isNull(at: first + 4), row.int64(at: first + 5) == 2,
                box.area > 0, box.area.isFinite
            else {
                counts[annotation.group].leftOut += 1
                return
            }
            counts[annotation.group].compared += 1
            twins.add(box)
        }
        finishFrame()
        addBoxes(counts, groups, selection, to: &summary)
        return try table(of: &pairs, groups, selection, names)
    }

    private static func addBoxes(
        _ counts: PerGroup<Counts>, _ groups: Groups, _ selection: Selection, to summary: inout FigureTable
    ) {
        func add(_ key: [Figure], _ counts: Counts) {
            // Other shapes may be duplicates too: they are not compared here.
            let isUnknown = counts.compared + counts.leftOut == 0 && counts.others > 0
            summary.rows.append(
                key + [
                    .text("box"), isUnknown ? .unknown(needsBoxes) : .count(counts.sets),
                    isUnknown ? .unknown(needsBoxes) : .count(counts.members), .count(counts.compared),
                    .count(counts.leftOut),
                ])
        }
        guard selection.groupings.isEmpty else {
            for group in groups.inOrder { add(groups.keys[group], counts[group]) }
            return
        }
        // Each labelset has its row, even one without annotations.
        for labelset in selection.labelsets {
            let key = Figure.text(labelset.name)
            let group = groups.keys.firstIndex { ExactFigure($0[0]) == ExactFigure(key) }
            add([key], group.map { counts[$0] } ?? Counts())
        }
    }

    private static func table(
        of pairs: inout [Foremost<Pair>], _ groups: Groups, _ selection: Selection, _ names: SelectedNames
    ) throws -> FigureTable {
        var table = FigureTable(
            "boxes",
            groups.columns + [
                .key("sample_uuid"), .figure("sample"), .key("sensor"), .key("frame"),
                .hiddenKey("position_1"), .hiddenKey("position_2"), .detail("category_id"),
                .figure("category"), .figure("annotation_id_1"), .figure("annotation_id_2"),
                .figure("iou", .share),
            ])
        let (labels, frames) = (try selection.labels(), try selection.frames())
        for labelset in pairs.indices {
            table.omittedRows += pairs[labelset].omitted
            for pair in pairs[labelset].elements() {
                let frame = frames[pair.frame]
                let sample = try names.sample(labels[Int(frame.label)].sampleID)
                let ids = try [pair.positions.0, pair.positions.1].map {
                    try names.annotationID(frame.firstAnnotation + Int64($0))
                }
                table.rows.append(
                    groups.keys[pair.group] + [
                        .text(sample.uuid), .optional(sample.name),
                        .optional(selection.sensors[frame.sensor]),
                        .count(Int(frame.number)), .count(Int(pair.positions.0)),
                        .count(Int(pair.positions.1)), .optional(pair.categoryID),
                        .optional(selection.taxonomy.name(of: pair.categoryID)), .optional(ids[0]),
                        .optional(ids[1]), .share(pair.shared),
                    ])
            }
        }
        return table
    }
}
