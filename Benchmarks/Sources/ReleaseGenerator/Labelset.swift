/// The two labelsets of a generated release.
public enum Labelset: Int, CaseIterable, Sendable {
    case groundTruth
    case predictions

    public var name: StaticString { self == .groundTruth ? "ground-truth" : "predictions" }
}
