import SQLite

/// What a scan of tracks has met.
struct TrackScan {
    var groups: Groups
    /// Annotations that passed the filters, those of stills too.
    var annotations = 0
    /// Those that are part of a track.
    var tracked = 0
}

extension AnnotationColumns {
    /// Where the own columns of a scan of tracks begin.
    static let firstOfTracks = first + 1
}

/// Tracks of labels that are in several groups are tracks of each.
private struct TrackPlace: Hashable {
    var id: Int64
    var repetition: Int
}

extension Selection {
    /// Gathers the annotations of each track: those of one label and sensor that share a track id. Stills have no
    /// tracks.
    ///
    /// Annotations come in the order of time, sequence by sequence: no more than one sequence is held at a time.
    ///
    /// - Parameters:
    ///   - columns: read from ``AnnotationColumns/firstOfTracks`` on.
    ///   - begin: makes a track of its first annotation, which is then added like the others.
    ///   - add: adds an annotation.
    ///   - untracked: is called for annotations of sequences without a track id.
    ///   - end: is given the tracks of a sequence, in the order of their first annotations.
    func forEachSequenceOfTracks<Track>(
        _ columns: AnnotationColumns = AnnotationColumns(), groupedBy groupings: [Grouping],
        begin: (AnnotationPlace) -> Track,
        add: (inout Track, AnnotationPlace, borrowing Row) throws -> Void,
        untracked: (AnnotationPlace, borrowing Row) throws -> Void,
        end: (FrameSequence, [Track]) throws -> Void
    ) throws -> TrackScan {
        let frames = try frames()
        let labels = try labels()
        var columns = columns
        columns.sql = ", a.track_id" + columns.sql
        var places: [TrackPlace: Int] = [:]
        var tracks: [Track] = []
        var sequence: FrameSequence?
        var annotations = 0
        var tracked = 0
        func finish() throws {
            if let sequence, !tracks.isEmpty { try end(sequence, tracks) }
            // A long sequence's room is not swept for each of many short ones.
            places.removeAll(keepingCapacity: places.capacity < 8 * places.count + 64)
            tracks.removeAll(keepingCapacity: true)
        }
        let groups = try forEachAnnotation(columns, groupedBy: groupings) { place, row in
            if !place.isRepeat { annotations += 1 }
            guard labels[place.label].isSequence else { return }
            if !(sequence?.frames.contains(place.frame) ?? false) {
                try finish()
                sequence = FrameSequence(around: place.frame, in: frames)
            }
            guard !row.isNull(at: AnnotationColumns.first) else { return try untracked(place, row) }
            if !place.isRepeat { tracked += 1 }
            let id = TrackPlace(id: row.int64(at: AnnotationColumns.first), repetition: place.repetition)
            let index: Int
            if let known = places[id] {
                index = known
            } else {
                index = tracks.count
                places[id] = index
                tracks.append(begin(place))
            }
            try add(&tracks[index], place, row)
        }
        try finish()
        return TrackScan(groups: groups, annotations: annotations, tracked: tracked)
    }

    /// Why a table has no row, when what it needs was nowhere among what was looked at.
    ///
    /// Where filters left nothing to look at, nothing can be said of the release.
    func unknown(_ needs: String, unless isFound: Bool, among seen: Int) -> String? {
        isFound || seen == 0 && isFiltered ? nil : needs
    }
}
