import Warehouse

/// Reads a gate's sentence: `Documentation/gates.md` holds the grammar.
///
/// One word decides what may come next; nothing is read twice.
struct SentenceParser {
    /// What a sentence says.
    struct Reading {
        var question: Question
        /// What it compares with; nil for what the file says.
        var base: Gate.Base?
        /// `in ground-truth`; nil for what the file says.
        var labelset: String?
        /// What it asks if there is a class whose name has the words `in …` in it: `person in wheelchair`.
        var ofWholeName: Question?
    }

    private let tokens: [SentenceToken]
    private var at = 0
    private var labelset: String?
    /// The name of a class with the words `in …` that were taken for a labelset.
    private var wholeName: String?

    static func parse(_ sentence: String) throws(SentenceMistake) -> Reading {
        var parser = SentenceParser(tokens: try SentenceToken.tokens(of: sentence))
        return try parser.sentence()
    }

    private init(tokens: [SentenceToken]) { self.tokens = tokens }

    // MARK: Words

    private var word: String? { keyword(at: at) }

    private func keyword(at index: Int) -> String? {
        tokens.indices.contains(index) ? tokens[index].keyword : nil
    }

    private mutating func take(_ words: String...) -> Bool {
        guard let word, words.contains(word) else { return false }
        at += 1
        return true
    }

    /// Takes several words in a row, or none of them.
    private mutating func takeAll(_ words: String...) -> Bool {
        for (offset, word) in words.enumerated() where keyword(at: at + offset) != word { return false }
        at += words.count
        return true
    }

    private mutating func demand(_ words: String..., as expected: String? = nil) throws(SentenceMistake) {
        if let word, words.contains(word) {
            at += 1
            return
        }
        throw mistake(expected ?? words.joined(separator: " or "))
    }

    private func mistake(_ expected: String, hint: String? = nil) -> SentenceMistake {
        SentenceMistake(at: at, expected: expected, hint: hint)
    }

    // MARK: Sentences

    private mutating func sentence() throws(SentenceMistake) -> Reading {
        let question = try question()
        var base: Gate.Base?
        while at < tokens.count {
            if base == nil, take("against") {
                guard question.isComparison else {
                    at -= 1
                    throw mistake("the end", hint: "this gate is about one release only")
                }
                base = try self.base()
            } else if try !takeLabelset() {
                throw mistake("the end", hint: Self.quotesHint)
            }
        }
        return Reading(
            question: question, base: base, labelset: labelset,
            ofWholeName: wholeName.flatMap { question.ofClass($0) })
    }

    private static let quotesHint = "put a name that looks like other words in quotes"

    /// `in LABELSET`, once in a sentence.
    private mutating func takeLabelset() throws(SentenceMistake) -> Bool {
        guard labelset == nil, take("in") else { return false }
        guard at < tokens.count else { throw mistake("a labelset") }
        labelset = tokens[at].text
        at += 1
        return true
    }

    private mutating func question() throws(SentenceMistake) -> Question {
        if take("no") { return try no() }
        if take("every", "each", "all") { return try every() }
        if isBound {
            let bound = try bound()
            let subject = try subject()
            return .amount(subject, try checked(bound, subject))
        }
        if tokens.count > 1, take("at") { throw mistake("least or most") }
        return try subjectFirst()
    }

    /// `the previous release`, or a release's reference.
    private mutating func base() throws(SentenceMistake) -> Gate.Base {
        if takeAll("the", "previous", "release") || takeAll("previous", "release") || takeAll("previous") {
            return .previous
        }
        guard at < tokens.count else { throw mistake("the previous release, or a release's reference") }
        defer { at += 1 }
        return .ref(tokens[at].text)
    }

    /// `SUBJECT loses at most 5%`, `SUBJECT at most 2%`.
    private mutating func subjectFirst() throws(SentenceMistake) -> Question {
        let start = at
        let subject = try subject()
        _ = try takeLabelset()
        if let direction = try direction() {
            let bound = try checkedChange(try bound(), subject)
            skipUnit()
            return .change(subject, direction, bound)
        }
        _ = take("is", "are")
        guard isBound else {
            // What begins like no sentence at all is not the name of a class.
            if at == tokens.count { at = start }
            throw mistake("a sentence that begins with at least, at most, exactly, between, no or every")
        }
        let bound = try checked(try bound(), subject)
        skipUnit()
        return .amount(subject, bound)
    }

    private mutating func direction() throws(SentenceMistake) -> Question.Direction? {
        if take("loses", "lose") { return .loses }
        if take("gains", "gain") { return .gains }
        return nil
    }

    /// `person at most 2% of annotations`: the unit says nothing new.
    private mutating func skipUnit() {
        _ = take("of")
        _ = take("the")
        _ = take("annotations", "objects", "samples", "labels")
    }

    // MARK: No

    private mutating func no() throws(SentenceMistake) -> Question {
        if Self.isOne(word, of: "class", "category"), Self.verbs.contains(keyword(at: at + 1) ?? "") {
            at += 1
            return try noClass()
        }
        if Self.isOne(word, of: "sample"), Self.isOne(keyword(at: at + 1), of: "is", "has") {
            at += 1
            return try noSample()
        }
        return .amount(try subject(), .none)
    }

    private mutating func noClass() throws(SentenceMistake) -> Question {
        if let direction = try direction() {
            try demand("more")
            try demand("than")
            let (number, isPercent) = try number()
            skipUnit()
            return .changeOfClasses(direction, try checked(GateBound(.atMost(number), isPercent: isPercent)))
        }
        if take("changed", "changes") {
            try demand("its")
            try demand("id", "number")
            return .noClassRenumbered
        }
        try demand("is", as: "is, loses, gains or changed its id")
        if take("empty", "unused") { return .everyClass(.any) }
        try demand("lost", "removed", as: "empty or lost")
        return .noClassLost
    }

    private mutating func noSample() throws(SentenceMistake) -> Question {
        try demand("is")
        if take("lost", "removed") { return .noSampleLost }
        if take("empty") { return .amount(.emptySamples, .none) }
        guard let statuses = try statuses() else { throw mistake("lost, empty or a status") }
        return .amount(.statuses(statuses), .none)
    }

    // MARK: Every

    private mutating func every() throws(SentenceMistake) -> Question {
        if take("class", "category") {
            if let direction = try direction() {
                let bound = try checkedChange(try bound(), .annotations)
                skipUnit()
                return .changeOfClasses(direction, bound)
            }
            try demand("has", "have", as: "has, loses or gains")
            return .everyClass(try numberOfAnnotations())
        }
        let statuses = try statuses() ?? []
        try demand("sample", "samples", as: statuses.isEmpty ? "class, sample or a status" : "sample")
        if statuses.isEmpty, take("is", "are") {
            if let statuses = try self.statuses() { return .everySampleHasStatus(statuses) }
            throw mistake("a status, such as LABELED")
        }
        try demand("has", "have", as: statuses.isEmpty ? "is or has" : "has")
        if statuses.isEmpty, takeAll("a", "label") { return .amount(.statuses(["UNLABELED"]), .none) }
        return .everySample(statuses: statuses, try numberOfAnnotations())
    }

    /// `an annotation`, `at least 3 annotations`.
    private mutating func numberOfAnnotations() throws(SentenceMistake) -> GateBound {
        if take("an", "a") {
            try demand("annotation", "object")
            return .any
        }
        guard isBound else { throw mistake("an annotation, or at least N annotations") }
        let bound = try bound()
        guard !bound.isPercent else { throw mistake("a number of annotations, without %") }
        _ = take("annotations", "annotation", "objects", "object")
        return bound
    }

    // MARK: Bounds

    private static let verbs: Set<String> = ["is", "loses", "lose", "gains", "gain", "changed", "changes"]

    private static func isOne(_ word: String?, of words: String...) -> Bool {
        word.map(words.contains) ?? false
    }

    private var isBound: Bool { isBound(at: at) }

    private func isBound(at index: Int) -> Bool {
        switch keyword(at: index) {
        case "at": Self.isOne(keyword(at: index + 1), of: "least", "most")
        case "more", "less", "fewer": keyword(at: index + 1) == "than"
        case "exactly", "between": true
        default: false
        }
    }

    private mutating func bound() throws(SentenceMistake) -> GateBound {
        if takeAll("at", "least") { return try limit(GateBound.Comparison.atLeast) }
        if takeAll("at", "most") { return try limit(GateBound.Comparison.atMost) }
        if takeAll("more", "than") { return try limit(GateBound.Comparison.moreThan) }
        if takeAll("less", "than") || takeAll("fewer", "than") {
            return try limit(GateBound.Comparison.lessThan)
        }
        if take("exactly") { return try limit(GateBound.Comparison.exactly) }
        try demand("between", as: "at least, at most, more than, less than, exactly or between")
        let (low, lowIsPercent) = try number()
        try demand("and")
        let (high, isPercent) = try number()
        guard !lowIsPercent || isPercent else { throw mistake("%") }
        guard low <= high else {
            at -= isPercent ? 2 : 1
            throw mistake("a number of at least \(low)")
        }
        return GateBound(.between(low, high), isPercent: isPercent)
    }

    private mutating func limit(
        _ comparison: (GateNumber) -> GateBound.Comparison
    ) throws(SentenceMistake) -> GateBound {
        let (number, isPercent) = try number()
        return GateBound(comparison(number), isPercent: isPercent)
    }

    private mutating func number() throws(SentenceMistake) -> (GateNumber, isPercent: Bool) {
        guard at < tokens.count, !tokens[at].isQuoted, let number = GateNumber(tokens[at].text) else {
            throw mistake("a number")
        }
        guard !number.isNegative else { throw mistake("a number of at least 0") }
        at += 1
        return (number, take("%", "percent"))
    }

    private func checked(_ bound: GateBound, _ subject: Subject? = nil) throws(SentenceMistake) -> GateBound {
        if bound.isPercent, let subject, !subject.hasShare {
            throw mistake(
                "a number without %",
                hint: "only statuses and classes have a share, not \(subject.text)")
        }
        return bound
    }

    private func checkedChange(_ bound: GateBound, _ subject: Subject) throws(SentenceMistake) -> GateBound {
        guard !subject.isOfFindings else {
            throw mistake("a bound", hint: "write: at most 3 new \(FindingKind.all.text)")
        }
        return bound
    }

    // MARK: Subjects

    private mutating func subject() throws(SentenceMistake) -> Subject {
        if at < tokens.count, !tokens[at].isQuoted, take("of") {
            _ = take("the", "all")
            if take("samples"), at < tokens.count { _ = take("are", "is") }
        }
        if take("new") {
            guard let kind = try findings() else {
                throw mistake("errors, warnings, findings or a rule's id")
            }
            return .newFindings(kind)
        }
        if let kind = try findings() { return .findings(kind) }
        if let statuses = try statuses() {
            _ = take("samples", "sample", "labels", "label")
            return .statuses(statuses)
        }
        if takeAll("empty", "samples") || takeAll("empty", "sample") { return .emptySamples }
        if take("samples", "sample") { return .samples }
        if take("labels", "label") { return .labels }
        if take("annotations", "annotation", "objects", "object") { return .annotations }
        if take("frames", "frame") { return .frames }
        if take("classes", "categories") { return .classes }
        if Self.isOne(word, of: "category", "class"), at + 1 < tokens.count { at += 1 }
        return .category(try name())
    }

    private mutating func findings() throws(SentenceMistake) -> FindingKind? {
        if take("findings", "finding") { return .all }
        if take("errors", "error") { return .severity(.error) }
        if take("warnings", "warning") { return .severity(.warning) }
        if take("infos", "info", "notes", "note") { return .severity(.info) }
        guard let word, RuleWord.isLikeOne(word) else { return nil }
        guard RuleWord.isOne(word) else {
            let near = RuleWord.nearest(to: word).joined(separator: ", ")
            throw near.isEmpty
                ? mistake("a rule's id")
                : SentenceMistake(
                    at: at, expected: "a rule's id", hint: "did you mean \(near)?", remedy: .list(.rules))
        }
        at += 1
        return .rule(word)
    }

    /// `labeled or reviewed`; nil where no status begins.
    private mutating func statuses() throws(SentenceMistake) -> [String]? {
        guard let first = try status() else { return nil }
        var statuses = [first]
        while take("or") {
            guard let next = try status() else { throw mistake("a status") }
            if !statuses.contains(next) { statuses.append(next) }
        }
        return statuses
    }

    private mutating func status() throws(SentenceMistake) -> String? {
        if word == "status", at + 1 < tokens.count, !isBound(at: at + 1) {
            at += 2
            let text = tokens[at - 1].text
            return tokens[at - 1].isQuoted ? text : SentenceWords.status(named: text) ?? text
        }
        guard let word, let status = SentenceWords.status(named: word) else { return nil }
        at += 1
        return status
    }

    /// A category's name: what is in quotes, or all words up to one that continues the sentence.
    private mutating func name() throws(SentenceMistake) -> String {
        if at < tokens.count, tokens[at].isQuoted {
            at += 1
            return tokens[at - 1].text
        }
        var words: [String] = []
        while at < tokens.count, !tokens[at].isQuoted, !endsName(at) {
            if !words.isEmpty, Self.isOne(word, of: "is", "are", "has", "have") {
                throw mistake("the end of a class's name", hint: Self.quotesHint)
            }
            words.append(tokens[at].text)
            at += 1
        }
        guard !words.isEmpty else { throw mistake("what is counted: samples, a status, a class, errors, …") }
        return try withoutLabelset(words)
    }

    /// Takes `in LABELSET` off the end of a name.
    private mutating func withoutLabelset(_ words: [String]) throws(SentenceMistake) -> String {
        let isQuoted = at < tokens.count && tokens[at].isQuoted
        let place = words.count - (isQuoted ? 1 : 2)
        guard labelset == nil, place > 0, words[place].lowercased() == "in" else {
            return words.joined(separator: " ")
        }
        if isQuoted {
            labelset = tokens[at].text
            at += 1
        } else {
            labelset = words.last
            wholeName = words.joined(separator: " ")
        }
        return words[..<place].joined(separator: " ")
    }

    private func endsName(_ index: Int) -> Bool {
        if isBound(at: index) { return true }
        switch keyword(at: index) {
        case "loses", "lose", "gains", "gain", "against", "%", "percent": return true
        case "is", "are": return isBound(at: index + 1)
        default: return false
        }
    }
}
