/// What happens to a column's texts where the terminal is too narrow for them.
enum Narrowing: Sendable {
    /// The end is cut off.
    case cutsEnd
    /// The middle is cut out, and never so much that two texts look the same: for names.
    case cutsMiddle
    /// As `cutsMiddle`, but what follows the first `@` stays whole: for references, whose release name people type.
    case cutsDataset
    /// The text goes on in the next line.
    case wraps
    /// The text stays whole.
    case keeps

    /// What suits a column of this name, in a list or in the result of a query.
    init(column name: String) {
        switch name {
        case "ref", "previous": self = .cutsDataset
        case "dataset", "labelset", "sample", "sensor", "category", "category_a", "category_b":
            self = .cutsMiddle
        case "release", "latest", "sample_uuid", "uuid", "rule", "view", "column": self = .keeps
        default: self = .cutsEnd
        }
    }

    /// `text` in `width` columns, or in more where what stays whole needs them.
    func cut(_ text: String, to width: Int, ellipsis: String) -> String {
        switch self {
        case .keeps, .wraps: return text
        case .cutsEnd: return DisplayWidth.truncated(text, to: width, ellipsis: ellipsis)
        case .cutsMiddle: return DisplayWidth.truncatedInMiddle(text, to: width, ellipsis: ellipsis)
        case .cutsDataset:
            guard DisplayWidth.of(text) > width else { return text }
            guard let at = text.firstIndex(of: "@") else {
                return DisplayWidth.truncatedInMiddle(text, to: width, ellipsis: ellipsis)
            }
            let room = max(ellipsis.count, width - DisplayWidth.of(text[at...]))
            let dataset = DisplayWidth.truncatedInMiddle(
                String(text[..<at]), to: room, ellipsis: ellipsis)
            return dataset + text[at...]
        }
    }
}
