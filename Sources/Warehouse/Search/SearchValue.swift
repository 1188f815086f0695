/// A value to be found in a list or an attribute.
struct SearchValue: Hashable, Sendable {
    var text: SearchText
    /// Whether it stands without quotes and reads as a number or a boolean: then those are meant too, not only texts.
    var isLiteral: Bool

    init(_ text: SearchText, isQuoted: Bool) {
        self.text = text
        isLiteral =
            !isQuoted
            && (text.text == "true" || text.text == "false" || SearchNumber.value(of: text.text) != nil)
    }

    var written: String {
        isLiteral
            ? text.text
            : SearchValue(text, isQuoted: false).isLiteral ? text.quoted : text.written(as: .value)
    }
}
