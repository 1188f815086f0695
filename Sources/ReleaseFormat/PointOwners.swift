/// What the numbers of a frame's point labels name: the ids of its annotations, or their track ids.
///
/// Ids were meant once, track ids are today, and the file does not say which.
public enum PointOwners {
    /// Whether track ids are meant: when they leave fewer of the numbers in use unexplained than ids do.
    ///
    /// - Parameter used: the distinct numbers but for 0, which names nothing.
    public static func areTracks(used: some Sequence<Int64>, ids: Set<Int64>, trackIDs: Set<Int64>) -> Bool {
        var unknownIDs = 0
        var unknownTracks = 0
        for number in used {
            if !ids.contains(number) { unknownIDs += 1 }
            if !trackIDs.contains(number) { unknownTracks += 1 }
        }
        return unknownTracks < unknownIDs
    }

    /// The number that names an annotation; nil when it has neither id.
    public static func owner(id: Int64?, trackID: Int64?, areTracks: Bool) -> Int64? {
        areTracks ? trackID ?? id : id ?? trackID
    }
}
