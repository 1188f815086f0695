/// How much its samples hold.
public enum Density: String, CaseIterable, Sendable {
    /// Some twenty-six annotations of all kinds a sample, in two labelsets.
    case dense
    /// No label, or one or two boxes, in one labelset; more metadata. For searches among many samples.
    case sparse
    /// Sequences of point clouds, in one labelset: twenty frames of fifty cuboids each, on tracks, and warning rules for
    /// them. A thousand samples are a million cuboids.
    case cuboids
}
