/// Compares the names in a query with what the release has: without a note, a typo would just find nothing.
struct SearchVocabulary {
    private struct Name {
        var kind: UnknownValue.Kind
        var text: String
        /// Whether a key might also mean a labelset's category.
        var mayBeField = false
    }

    private let scope: ReleaseScope
    private var names: [Name] = []
    private var words: [String] = []
    /// Whether a sample that is found has all that the query names.
    private var isConjunction = true

    init(_ query: SearchQuery, _ scope: ReleaseScope) {
        self.scope = scope
        collect(query.root)
    }

    /// - Parameter hasFound: whether any sample was found.
    func notes(hasFound: Bool) throws -> [SearchOutcome.Note] {
        var notes: [SearchOutcome.Note] = []
        if !hasFound {
            for word in words {
                guard let meant = Self.comparison(meantBy: word) else { continue }
                notes.append(.comparisonAsWord(word, meant: meant))
            }
        }
        if hasFound, isConjunction { return notes }
        for name in names {
            let isKnown =
                name.kind == .attribute
                ? try scope.knowsAnyAttribute(name.text) : try scope.knows(name.kind, name.text)
            if isKnown { continue }
            let note = SearchOutcome.Note.unknown(
                UnknownValue(kind: name.kind, value: name.text, refs: [scope.ref]),
                nearest: NearestName.of(name.text, among: try candidates(name)).map { [$0] } ?? [])
            if !notes.contains(note) { notes.append(note) }
        }
        return notes
    }

    private func candidates(_ name: Name) throws -> [String] {
        switch name.kind {
        case .attribute: return try scope.anyAttributes()
        case .metadataKey:
            var names = try scope.values(.metadataKey)
            guard name.mayBeField else { return names }
            names += SearchWord.allCases.map(\.rawValue)
            let counted = scope.taxonomy.listedNames + [SearchWord.totalCount, SearchWord.status.rawValue]
            for labelset in scope.labelsets { names += counted.map { "\(labelset.name).\($0)" } }
            return names
        default: return try scope.values(name.kind)
        }
    }

    // MARK: What a query names

    private mutating func collect(_ node: SearchNode<SampleTerm>) {
        switch node {
        case .all(let nodes): nodes.forEach { collect($0) }
        case .any(let nodes):
            isConjunction = false
            nodes.forEach { collect($0) }
        case .not(let node):
            isConjunction = false
            collect(node)
        case .term(let term): collect(term)
        }
    }

    private mutating func collect(_ term: SampleTerm) {
        switch term {
        case .word(let text): words.append(text.text)
        case .field(let key, let test): collect(key, test)
        case .metadata(let key, _): names.append(Name(kind: .metadataKey, text: key.text))
        case .object(let node): collect(object: node)
        case .property(let term): collect(term)
        case .author, .uuid, .count, .finding, .release: break
        }
    }

    private mutating func collect(object node: SearchNode<ObjectTerm>) {
        switch node {
        case .all(let nodes): nodes.forEach { collect(object: $0) }
        case .any(let nodes):
            isConjunction = false
            nodes.forEach { collect(object: $0) }
        case .not(let node):
            isConjunction = false
            collect(object: node)
        case .term(let term): collect(term)
        }
    }

    private mutating func collect(_ term: ObjectTerm) {
        switch term {
        case .type(let text): names.append(Name(kind: .type, text: text.text))
        case .status(let text): names.append(Name(kind: .status, text: text.text))
        case .sensor(let text): names.append(Name(kind: .sensor, text: text.text))
        case .attribute(let text, _): names.append(Name(kind: .attribute, text: text.text))
        // A category or labelset that is not there is a mistake in the query.
        case .category, .labelset, .track, .measure: break
        }
    }

    private mutating func collect(_ key: SearchKey, _ test: SampleTerm.Test) {
        let isOfLabelset = (0..<key.segments.count).dropFirst().contains {
            scope.labelset(key.text(of: 0..<$0)) != nil
        }
        guard isOfLabelset else {
            names.append(Name(kind: .metadataKey, text: key.text, mayBeField: true))
            return
        }
        if key.segments.last?.text == SearchWord.status.rawValue, case .equals(let text) = test {
            names.append(Name(kind: .status, text: text.text))
        }
    }

    /// `area:>100` for the word `area>100`.
    private static func comparison(meantBy word: String) -> String? {
        guard let sign = word.firstIndex(where: { "<>=".contains($0) }), sign > word.startIndex else {
            return nil
        }
        let number = word[sign...].drop { "<>=".contains($0) }
        guard SearchNumber.value(of: String(number)) != nil else { return nil }
        return "\(word[..<sign]):\(word[sign...])"
    }
}
