/// How many annotations samples and frames have.
enum PerSampleStatistic: StatisticCalculation {
    static let entry = Statistic(
        "per-sample", "annotations per sample and per frame", unit: "annotations", view: .annotations,
        needs: "labels that are not null", trend: "mean")

    /// Annotations of each sample and of each frame of a group.
    private struct Counts {
        var samples: [Double] = []
        var frames: [Double] = []
    }

    static func tables(of selection: Selection) throws -> [FigureTable] {
        let isPart = selection.needAnnotations(selection.groupings)
        let (groups, counts) = isPart ? try scan(selection) : try countAll(selection)
        var table = FigureTable(
            "per_sample",
            groups.columns + [
                .key("unit"), .detail("samples"), .figure("count"), .figure("annotations"), .figure("mean"),
                .detail("std"), .figure("min"),
            ] + Profile.quantiles.map { $0.name == "median" ? .figure($0.name) : .detail($0.name) }
                + [.figure("max")], isRanked: false)
        var histogram = Profile.histogram("histogram", groups.columns, nil)
        for group in groups.inOrder {
            let key = groups.keys[group]
            for (unit, values) in [("sample", counts[group].samples), ("frame", counts[group].frames)] {
                let values = Distribution(values)
                table.rows.append(
                    key + [
                        .text(unit), .text(isPart ? "with annotations" : "all"), .count(values.count),
                        .count(Int(values.sum)),
                    ] + Profile.figures(values))
                histogram.addHistogram(
                    of: values, unit, key: key, bins: selection.options.bins, isWhole: true)
            }
        }
        return [table, histogram]
    }

    /// From what labels and frames count themselves: those without an annotation count too.
    private static func countAll(_ selection: Selection) throws -> (Groups, [Counts]) {
        let found = try selection.labelsByGroup(selection.groupings)
        let labels = try selection.labels()
        var counts = found.members.map { _ in Counts() }
        var groupsOfLabels = GroupsOfLabels(labels: labels.count)
        for (group, members) in found.members.enumerated() {
            for member in members where !labels[Int(member)].isNull {
                counts[group].samples.append(Double(labels[Int(member)].annotations))
                groupsOfLabels.add(Int32(group), to: Int(member))
            }
        }
        for frame in try selection.frames() {
            groupsOfLabels.forEach(of: Int(frame.label)) { group in
                counts[group].frames.append(Double(frame.annotations))
            }
        }
        return (found.groups, counts)
    }

    /// The label and frame that a scan is in, and how many annotations of a group it has found there.
    private struct Running {
        var label = -1
        var inLabel = 0
        var frame = -1
        var inFrame = 0
        var counts = Counts()

        mutating func add(_ annotation: ScannedAnnotation) {
            // The annotations of a label follow each other, and so do those of a frame.
            if frame != annotation.frame {
                finishFrame()
                frame = annotation.frame
            }
            if label != annotation.label {
                finishLabel()
                label = annotation.label
            }
            inFrame += 1
            inLabel += 1
        }

        mutating func finishLabel() {
            if inLabel > 0 { counts.samples.append(Double(inLabel)) }
            inLabel = 0
        }

        mutating func finishFrame() {
            if inFrame > 0 { counts.frames.append(Double(inFrame)) }
            inFrame = 0
        }
    }

    private static func scan(_ selection: Selection) throws -> (Groups, [Counts]) {
        var running = PerGroup(Running())
        let groups = try selection.forEachAnnotation(groupedBy: selection.groupings) { annotation, _ in
            running[annotation.group].add(annotation)
        }
        for group in running.indices {
            running[group].finishFrame()
            running[group].finishLabel()
        }
        return (groups, running.elements.map(\.counts))
    }
}
