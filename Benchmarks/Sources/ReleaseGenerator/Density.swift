/// How much its samples hold.
public enum Density: String, CaseIterable, Sendable {
    /// Some twenty-six annotations of all kinds a sample, in two labelsets.
    case dense
    /// No label, or one or two boxes, in one labelset; more metadata. For searches among many samples.
    case sparse
}
