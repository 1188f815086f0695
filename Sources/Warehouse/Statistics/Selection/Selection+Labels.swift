import SQLite

extension Selection {
    /// The status that a label states; nil if it states none.
    func status(of label: SelectedLabel) -> String? {
        label.isNull ? LabelStatus.noLabel : statuses[label.status]
    }

    func loadLabels() throws -> [SelectedLabel] {
        let condition = try condition()
        let wanted = StatusFilter(options.statuses)
        let unlabeled = statuses.number(of: LabelStatus.unlabeled)
        // By the status's number: there are a handful.
        var verdicts: [Int32: Bool] = [:]
        var labels: [SelectedLabel] = []
        for (index, labelset) in labelsets.enumerated() {
            try connection.query(
                """
                SELECT rs.sample_id, l.id, l.first_frame_id, rs.position, l.label_status, l.annotations, l.frames,
                    l.frame_rows, l.structure IN ('sequence', 'sensors')
                FROM release_sample AS rs
                LEFT JOIN state_label AS sl
                    ON sl.sample_state_id = rs.sample_state_id AND sl.labelset_id = ?2
                LEFT JOIN label AS l ON l.id = sl.label_id
                WHERE rs.release_id = ?1
                """, Value(releaseID), Value(labelset.id)
            ) { row in
                let id = row.int64(at: 1)
                let label = SelectedLabel(
                    sampleID: row.int64(at: 0), id: id, firstFrame: row.int64(at: 2),
                    position: Int32(truncatingIfNeeded: row.int64(at: 3)), labelset: Int32(index),
                    status: id == 0 ? unlabeled : statuses.number(in: row, at: 4),
                    annotations: Int32(clamping: row.int64(at: 5)), frames: Int32(clamping: row.int64(at: 6)),
                    frameRows: Int32(clamping: row.int64(at: 7)), isSequence: row.int64(at: 8) != 0)
                if let condition, !condition.keeps(label, in: labelset) { return }
                if id == 0 {
                    guard wanted.keepsNoLabel else { return }
                } else if !wanted.keepsAll {
                    let isWanted = verdicts[label.status] ?? wanted.keeps(statuses[label.status])
                    verdicts[label.status] = isWanted
                    guard isWanted else { return }
                }
                labels.append(label)
            }
        }
        return labels
    }

    func loadFrames() throws -> [SelectedFrame] {
        let labels = try labels()
        let wanted = options.sensors.isEmpty ? nil : Set(options.sensors.map { sensors.number(of: $0) })
        let runs = IDRuns(
            labels.indices.map {
                IDSpan(first: labels[$0].firstFrame, count: Int(labels[$0].frameRows), owner: Int32($0))
            })
        var frames: [SelectedFrame] = []
        frames.reserveCapacity(min(labels.reduce(0) { $0 + max(0, Int($1.frameRows)) }, 1 << 20))
        let untyped = labelsets.map { $0.untyped.map { types.number(of: $0) } ?? -1 }
        try runs.forEach(
            connection,
            """
            SELECT id, first_annotation_id, annotations, frame, sensor, untyped
            FROM frame
            WHERE id >= ?1 AND id < ?2
            ORDER BY id
            """
        ) { label, row in
            let sensor = sensors.number(in: row, at: 4)
            if let wanted, !wanted.contains(sensor) { return }
            let own = types.number(in: row, at: 5)
            frames.append(
                SelectedFrame(
                    id: row.int64(at: 0), firstAnnotation: row.int64(at: 1), label: label,
                    annotations: Int32(clamping: row.int64(at: 2)),
                    number: Int32(clamping: row.int64(at: 3)), sensor: sensor,
                    untyped: own >= 0 ? own : untyped[Int(labels[Int(label)].labelset)]))
        }
        return frames
    }

    /// How a status sorts among others: those of the platform in the order of its work, then others by name.
    func order(ofStatus status: String?) -> SortKey {
        guard let status else { return SortKey(2) }
        if status.isExactly(LabelStatus.noLabel) { return SortKey(-1) }
        return LabelStatus.platform.firstIndex { $0.isExactly(status) }.map { SortKey(0, Int64($0)) }
            ?? SortKey(1, 0, status)
    }
}
