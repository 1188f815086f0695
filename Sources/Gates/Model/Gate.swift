/// One condition that a release must meet.
public struct Gate: Sendable, Hashable {
    /// What the file calls it.
    public var name: String?
    public var place: TextPlace
    /// The labelset that it speaks of, where the file says so.
    public var labelset: String?
    let question: Question
    let base: Base

    init(
        _ question: Question, base: Base = .previous, name: String? = nil, labelset: String? = nil,
        place: TextPlace
    ) {
        self.question = question
        self.base = base
        self.name = name
        self.labelset = labelset
        self.place = place
    }

    /// The release that a release is compared with.
    enum Base: Sendable, Hashable {
        case previous
        case ref(String)

        var text: String {
            switch self {
            case .previous: "the previous release"
            case .ref(let ref): SentenceWords.value(ref)
            }
        }
    }

    /// What it asks, in the words of the grammar: whatever way it was written, the same gate reads the same.
    public var asked: String {
        question.isComparison ? "\(question.text) against \(base.text)" : question.text
    }

    /// Whether it is about what rules object to.
    public var isAboutFindings: Bool { question.isOfFindings }
}
