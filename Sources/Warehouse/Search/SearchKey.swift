/// What stands before a colon: `weather`, `ground-truth.car`, `"my set".total_count`.
struct SearchKey: Hashable, Sendable {
    /// What points outside quotes part it into.
    var segments: [SearchText]

    var offset: Int { segments.first?.offset ?? 0 }

    /// The key with its points.
    var text: String { text(of: 0..<segments.count) }

    func text(of range: Range<Int>) -> String { segments[range].map(\.text).joined(separator: ".") }

    /// - Parameter isExplicit: whether `metadata.` stands before it, so that nothing else can be meant.
    func written(isExplicit: Bool) -> String {
        if segments.count == 1, let only = segments.first {
            // In quotes it is not taken for a word of the language.
            let isTaken = !isExplicit && SearchWord(rawValue: only.text) != nil
            return isTaken ? only.quoted : only.written(as: .key)
        }
        return segments.enumerated().map { index, segment in
            if index == 0, !isExplicit, segment.text == SearchWord.metadata { return segment.quoted }
            // A piece without a letter is written as such, unless it is all there is.
            return segment.text.isEmpty ? "" : segment.written(as: .key)
        }.joined(separator: ".")
    }
}
