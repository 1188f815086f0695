/// The keys with a meaning of their own; a metadata key of that name is reached by `metadata.`.
enum SearchWord: String, CaseIterable, Sendable {
    case labeledBy = "labeled-by"
    case reviewedBy = "reviewed-by"
    case status, category, type, track, uuid, sensor
    case attribute = "attr"
    case annotations, frames
    case finding
    case area, width, height, length, vertices, volume
    case sizeX = "size_x"
    case sizeY = "size_y"
    case sizeZ = "size_z"
    case pointCount = "point_count"
    /// Inside `object(…)` only.
    case labelset

    /// What stands before keys that are metadata whatever they are called.
    static let metadata = "metadata"
    /// Begins what one and the same annotation must fulfil.
    static let object = "object"
    /// Counts all objects of a labelset, where a category may stand.
    static let totalCount = "total_count"

    /// The words that stand for a number of each annotation.
    var measure: ObjectTerm.Measure? { ObjectTerm.Measure(rawValue: rawValue) }
}
