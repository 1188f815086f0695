import Warehouse

/// One line of what people are told of a diff; how it is dressed is for text and Markdown to say.
struct ChangeLine: Sendable, Equatable {
    enum Sign: Sendable {
        case added, removed, modified
        /// What the lines behind it belong to.
        case heading
        /// About what is not told.
        case note

        init(_ kind: Change.Kind?) {
            self =
                switch kind {
                case .added: .added
                case .removed: .removed
                case .modified, .renamed, .renumbered: .modified
                case nil: .heading
                }
        }
    }

    /// How far in it stands: a sample, a label, an object.
    var depth: Int
    var sign: Sign
    /// What it is about, such as `car #12 frame 3`.
    var subject: String
    /// What about it changed.
    var details = ""
    /// What matters less, such as how it was found again.
    var aside = ""
}
