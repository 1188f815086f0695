/// One condition that a release must meet.
public struct Gate: Sendable, Hashable {
    /// What the file calls it.
    public var name: String?
    public var place: TextPlace
    /// The labelset that it speaks of, where the file says so.
    public var labelset: String?
    let question: Question
    let base: Base
    /// What else the sentence can mean.
    let alternative: Alternative?

    /// A sentence that ends in `in …` speaks of a labelset, unless a class is called all of it.
    struct Alternative: Sendable, Hashable {
        var question: Question
        var labelset: String?
    }

    init(
        _ question: Question, base: Base = .previous, name: String? = nil, labelset: String? = nil,
        alternative: Alternative? = nil, place: TextPlace
    ) {
        self.question = question
        self.base = base
        self.name = name
        self.labelset = labelset
        self.alternative = alternative
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

    /// What it asks, in the words of the grammar: however it was written, the same gate reads the same.
    public var asked: String {
        question.isComparison ? "\(question.text) against \(base.text)" : question.text
    }

    /// The same, with the labelset where the file or the sentence names one: `at least 25 car in ground-truth`.
    public var askedInLabelset: String {
        asked + (labelset.map { " in " + SentenceWords.value($0) } ?? "")
    }

    /// Whether it is about findings.
    public var isAboutFindings: Bool { question.isOfFindings }
}
