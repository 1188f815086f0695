/// What a query asks of a sample.
enum SampleTerm: SearchTerm {
    /// What is asked of a value that is called by a key.
    enum Test: Hashable, Sendable {
        case equals(SearchText)
        case compares(SearchComparison)
        case contains(SearchValue)
    }

    enum Role: Sendable { case labeled, reviewed }
    enum Count: Sendable { case annotations, frames }

    /// The name contains it.
    case word(SearchText)
    /// A labelset's category, or metadata: the release decides.
    case field(SearchKey, Test)
    case metadata(SearchKey, Test)
    case author(Role, SearchText)
    case uuid(prefix: SearchText)
    case count(Count, SearchComparison)
    /// Validation finds something: a rule, rules of a group, or anything of a severity.
    case finding(SearchText)
    /// The release holds the sample too.
    case release(SearchText)
    /// One annotation fulfils all of it.
    case object(SearchNode<ObjectTerm>)
    /// Any annotation, label or frame fulfils it.
    case property(ObjectTerm)

    var written: String {
        switch self {
        case .word(let text): text.written(as: .word)
        case .field(let key, let test): "\(key.written(isExplicit: false)):\(test.written)"
        case .metadata(let key, let test):
            "\(SearchWord.metadata).\(key.written(isExplicit: true)):\(test.written)"
        case .author(let role, let user):
            "\((role == .labeled ? SearchWord.labeledBy : .reviewedBy).rawValue):\(user.written(as: .value))"
        case .uuid(let prefix): "\(SearchWord.uuid.rawValue):\(prefix.written(as: .value))"
        case .count(let count, let comparison):
            "\((count == .annotations ? SearchWord.annotations : .frames).rawValue):\(comparison.written)"
        case .finding(let rules): "\(SearchWord.finding.rawValue):\(rules.written(as: .value))"
        case .release(let reference): "@\(reference.written(as: .reference))"
        case .object(let node): "\(SearchWord.object)(\(node.written))"
        case .property(let term): term.written
        }
    }
}

extension SampleTerm.Test {
    var written: String {
        switch self {
        case .equals(let text): text.written(as: .value)
        case .compares(let comparison): comparison.written
        case .contains(let value): "|\(value.written)"
        }
    }
}
