/// The JSON of `label.category_counts`, `{"category id":annotations,…}`, read without making texts.
enum CategoryCountsText {
    /// Calls `body` with each category's id.
    static func forEachID(_ text: UnsafeRawBufferPointer, _ body: (Int64) -> Void) {
        var at = 0
        while at < text.count {
            // A key begins at a quotation mark; between keys there are only numbers and punctuation.
            guard text[at] == 0x22 else {
                at += 1
                continue
            }
            at += 1
            let isNegative = at < text.count && text[at] == 0x2D
            if isNegative { at += 1 }
            // Counted downwards, since the least integer has no positive twin.
            var negated: Int64 = 0
            while at < text.count, text[at] != 0x22 {
                negated = negated &* 10 &- Int64(text[at] &- 0x30)
                at += 1
            }
            at += 1
            body(isNegative ? negated : 0 &- negated)
        }
    }
}
