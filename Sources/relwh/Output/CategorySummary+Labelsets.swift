import Warehouse

extension CategorySummary {
    /// The labelsets in which some categories are counted, as they come.
    static func labelsets(of categories: [CategorySummary]) -> [String] {
        var seen: Set<[UInt8]> = []
        return categories.flatMap(\.byLabelset).map(\.labelset).filter {
            seen.insert(Array($0.utf8)).inserted
        }
    }

    /// The heading of a labelset's annotations; the only one needs no name.
    static func title(ofLabelset name: String, among names: [String]) -> String {
        names.count == 1 ? "annotations" : SafeText.shown(name)
    }

    /// nil where the release does not have the labelset.
    func annotations(in labelset: String) -> Int? {
        byLabelset.first { $0.labelset.utf8.elementsEqual(labelset.utf8) }?.annotations
    }
}
