import SQLite

/// The counts of a scan of tracks.
struct TrackScan {
    var groups: Groups
    /// Annotations that passed the filters, those of stills too.
    var annotations = 0
    /// Those that are part of a track.
    var tracked = 0
}

extension AnnotationColumns {
    /// The index of the first column that the caller of a scan of tracks asked for.
    static let firstOfTracks = first + 1
}

/// Labels that are in several groups have their tracks in each.
private struct TrackKey: Hashable {
    var id: Int64
    var repetition: Int
}

extension Selection {
    /// Gathers the annotations of each track: those of one label and sensor that share a track id. Stills have no
    /// tracks.
    ///
    /// Annotations come in the order of time, sequence by sequence: no more than one sequence is kept at a time.
    ///
    /// - Parameters:
    ///   - columns: read from ``AnnotationColumns/firstOfTracks`` on.
    ///   - begin: makes a track from its first annotation, which is then added like the others.
    ///   - add: adds an annotation.
    ///   - untracked: is called for annotations of sequences without a track id.
    ///   - end: is given the tracks of a sequence, in the order of their first annotations.
    func forEachSequenceOfTracks<Track>(
        _ columns: AnnotationColumns = AnnotationColumns(), groupedBy groupings: [Grouping],
        begin: (ScannedAnnotation) -> Track,
        add: (inout Track, ScannedAnnotation, borrowing Row) throws -> Void,
        untracked: (ScannedAnnotation, borrowing Row) throws -> Void,
        end: (FrameSequence, [Track]) throws -> Void
    ) throws -> TrackScan {
        let frames = try frames()
        let labels = try labels()
        var columns = columns
        columns.sql = ", a.track_id" + columns.sql
        var indexes: [TrackKey: Int] = [:]
        var tracks: [Track] = []
        var sequence: FrameSequence?
        var annotations = 0
        var tracked = 0
        func finish() throws {
            if let sequence, !tracks.isEmpty { try end(sequence, tracks) }
            // The memory of a long sequence is not cleared for each of many short ones.
            indexes.removeAll(keepingCapacity: indexes.capacity < 8 * indexes.count + 64)
            tracks.removeAll(keepingCapacity: true)
        }
        let groups = try forEachAnnotation(columns, groupedBy: groupings) { annotation, row in
            if !annotation.isRepeat { annotations += 1 }
            guard labels[annotation.label].isSequence else { return }
            if !(sequence?.frames.contains(annotation.frame) ?? false) {
                try finish()
                sequence = FrameSequence(around: annotation.frame, in: frames)
            }
            guard !row.isNull(at: AnnotationColumns.first) else { return try untracked(annotation, row) }
            if !annotation.isRepeat { tracked += 1 }
            let id = TrackKey(id: row.int64(at: AnnotationColumns.first), repetition: annotation.repetition)
            let index: Int
            if let known = indexes[id] {
                index = known
            } else {
                index = tracks.count
                indexes[id] = index
                tracks.append(begin(annotation))
            }
            try add(&tracks[index], annotation, row)
        }
        try finish()
        return TrackScan(groups: groups, annotations: annotations, tracked: tracked)
    }

    /// Why a table has no rows, if nothing that was scanned has what it needs.
    ///
    /// Where filters left nothing to scan, nothing is known about the release.
    func unknown(_ needs: String, unless isFound: Bool, among seen: Int) -> String? {
        isFound || seen == 0 && isFiltered ? nil : needs
    }
}
