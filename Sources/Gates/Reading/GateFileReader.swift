import Warehouse
import YAML

/// Makes a gate file's values gates.
struct GateFileReader {
    private var labelset: String?
    private var base = Gate.Base.previous

    static func file(_ root: YAMLNode) throws(PlacedError) -> GateFile {
        guard case .mapping = root.value else {
            throw PlacedError(
                "expected a mapping with the key gates, found \(root.words)", at: TextPlace(root.place),
                hint: "write gates: on its own line, and each gate below it after a dash")
        }
        let keys = MappingReader(root, of: "a gate file", ["gates", "labelset", "against"])
        try keys.checkKeys()
        var reader = GateFileReader()
        reader.labelset = try keys.text("labelset")
        reader.base = try reader.base(of: keys)
        guard let list = root["gates"] else {
            throw PlacedError(
                "there is no key gates", at: TextPlace(root.place),
                hint: "without gates nothing would be checked")
        }
        guard case .sequence(let entries) = list.value else {
            throw PlacedError(
                "expected a list of gates, found \(list.words)", at: TextPlace(list.place),
                hint: "write each gate on its own line, after a dash")
        }
        guard !entries.isEmpty else {
            throw PlacedError(
                "the list of gates is empty", at: TextPlace(list.place),
                hint: "without gates nothing would be checked")
        }
        var gates: [Gate] = []
        for entry in entries { gates.append(try reader.gate(entry)) }
        return GateFile(gates: gates)
    }

    private func base(of keys: MappingReader) throws(PlacedError) -> Gate.Base {
        guard let text = try keys.text("against") else { return base }
        return ["previous", "the previous release"].contains(text.lowercased()) ? .previous : .ref(text)
    }

    // MARK: One gate

    private func gate(_ node: YAMLNode) throws(PlacedError) -> Gate {
        switch node.value {
        case .mapping: return try mapping(node)
        case .string(let sentence): return try self.sentence(sentence, at: node.place)
        default:
            throw PlacedError(
                "expected a gate, a sentence or a mapping, found \(node.words)", at: TextPlace(node.place))
        }
    }

    private func sentence(_ sentence: String, at place: YAMLPlace) throws(PlacedError) -> Gate {
        let reading: SentenceParser.Reading
        do throws(SentenceMistake) {
            reading = try SentenceParser.parse(sentence)
        } catch {
            throw Self.error(error, in: sentence, at: TextPlace(place))
        }
        return Gate(
            reading.question, base: reading.base ?? base, labelset: reading.labelset ?? labelset,
            alternative: reading.ofWholeName.map { .init(question: $0, labelset: labelset) },
            place: TextPlace(place))
    }

    /// What of a sentence was understood, what was expected after it, and what there is instead.
    private static func error(
        _ mistake: SentenceMistake, in sentence: String, at place: TextPlace
    ) -> PlacedError {
        let tokens = (try? SentenceToken.tokens(of: sentence)) ?? []
        let understood = tokens.prefix(mistake.at).map { token in
            token.isQuoted ? SentenceWords.quoted(token.text) : token.text
        }.joined(separator: " ").replacing(" %", with: "%")
        let found =
            tokens.indices.contains(mistake.at) ? SentenceWords.quoted(tokens[mistake.at].text) : "the end"
        let lead = understood.isEmpty ? "" : "after \(SentenceWords.quoted(understood)): "
        return PlacedError(
            "\(lead)expected \(mistake.expected), found \(tokens.isEmpty ? SentenceWords.quoted(sentence) : found)",
            at: place, hint: mistake.hint ?? "sentences: Documentation/gates.md", remedy: mistake.remedy,
            candidates: SentenceForms.nearest(to: sentence))
    }

    private func mapping(_ node: YAMLNode) throws(PlacedError) -> Gate {
        if node["gate"] != nil { return try named(node) }
        if node["statistic"] != nil { return try statistic(node) }
        if node["sql"] != nil { return try query(node) }
        // A sentence with a colon in it is a mapping to YAML.
        throw PlacedError(
            "a gate that is a mapping needs gate (a sentence), statistic or sql", at: TextPlace(node.place),
            hint: "put a sentence with a colon in it in quotes")
    }

    /// A sentence with a name, a labelset, a release of its own.
    private func named(_ node: YAMLNode) throws(PlacedError) -> Gate {
        let keys = MappingReader(node, of: "a gate", ["gate", "name", "labelset", "against"])
        try keys.checkKeys()
        guard let sentence = node["gate"] else { throw keys.missing("gate") }
        guard case .string(let text) = sentence.value else {
            throw PlacedError("expected a sentence, found \(sentence.words)", at: TextPlace(sentence.place))
        }
        var reader = self
        reader.labelset = try keys.text("labelset") ?? labelset
        reader.base = try base(of: keys)
        var gate = try reader.sentence(text, at: sentence.place)
        if node["against"] != nil, !gate.question.isComparison {
            throw PlacedError(
                "this gate is about one release only", at: keys.place(of: "against"),
                hint: "leave against out")
        }
        gate.name = try keys.text("name")
        gate.place = TextPlace(node.place)
        return gate
    }

    private func statistic(_ node: YAMLNode) throws(PlacedError) -> Gate {
        let keys = MappingReader(
            node, of: "a gate on a statistic",
            [
                "statistic", "figure", "table", "where", "rows", "status", "category", "sensor", "condition",
                "name",
                "labelset", "against",
            ] + BoundReader.keys)
        try keys.checkKeys()
        let word = try keys.demandText("statistic")
        guard let statistic = Statistic.all.first(where: { $0.name == word }) else {
            throw PlacedError(
                "there is no statistic \(word)", at: keys.place(of: "statistic"),
                remedy: .list(.statistics),
                candidates: NearestNames.of(word, in: Statistic.all.map(\.name)))
        }
        guard let figure = try keys.text("figure") ?? statistic.trend else {
            throw PlacedError(
                "\(word) has many figures: which one?", at: TextPlace(node.place),
                hint: "add figure: NAME", remedy: .figures(of: word))
        }
        let (bound, isChange) = try BoundReader(keys).bound()
        var question = StatisticQuestion(
            statistic: statistic, figure: figure, bound: bound,
            figurePlace: node["figure"].map { TextPlace($0.place) } ?? TextPlace(node.place))
        question.isChange = isChange
        question.table = try keys.text("table")
        if let text = try keys.text("rows") {
            guard let rows = StatisticQuestion.Rows(rawValue: text) else {
                throw PlacedError(
                    "expected one, all, any or sum, found \(text)", at: keys.place(of: "rows"))
            }
            question.rows = rows
        }
        question.conditions = try conditions(node["where"])
        question.filter = .init(
            statuses: try keys.texts("status"), categories: try keys.texts("category"),
            sensors: try keys.texts("sensor"), condition: try keys.text("condition"))
        return try gate(.statistic(question), keys, node)
    }

    private func conditions(_ node: YAMLNode?) throws(PlacedError) -> [StatisticQuestion.Condition] {
        guard let node else { return [] }
        guard case .mapping(let entries) = node.value else {
            throw PlacedError(
                "expected columns and their values, found \(node.words)", at: TextPlace(node.place),
                hint: "where: {category: person}")
        }
        var conditions: [StatisticQuestion.Condition] = []
        for entry in entries {
            let nodes = if case .sequence(let nodes) = entry.value.value { nodes } else { [entry.value] }
            var values: [GateScalar] = []
            for node in nodes { values.append(try Self.scalar(node)) }
            guard !values.isEmpty else {
                throw PlacedError("there is no value", at: TextPlace(entry.value.place))
            }
            conditions.append(.init(column: entry.key, values: values, place: TextPlace(entry.keyPlace)))
        }
        return conditions
    }

    private static func scalar(_ node: YAMLNode) throws(PlacedError) -> GateScalar {
        if case .null = node.value { return .null }
        if case .bool(let flag) = node.value { return .text("\(flag)") }
        guard let text = node.text else {
            throw PlacedError("expected a value, found \(node.words)", at: TextPlace(node.place))
        }
        return .text(text)
    }

    private func query(_ node: YAMLNode) throws(PlacedError) -> Gate {
        let keys = MappingReader(
            node, of: "a gate on a query", ["sql", "name", "labelset", "against"] + BoundReader.keys)
        try keys.checkKeys()
        let sql = try keys.demandText("sql")
        let (bound, isChange) = try BoundReader(keys).bound()
        guard !bound.isPercent || isChange else {
            throw PlacedError(
                "percent of what? A query returns a number", at: BoundReader(keys).place,
                hint: "write the number that the query returns, or put the bound below change")
        }
        let used = SQLParameters.names(in: sql)
        let known = ["ref", "previous", "labelset"]
        if let other = used.first(where: { !known.contains($0) }) {
            throw PlacedError(
                "there is no parameter :\(other)", at: keys.place(of: "sql"),
                hint: "a query may use :ref, :previous and :labelset")
        }
        let question = SQLQuestion(
            sql: sql, parameters: used, isChange: isChange, bound: bound, place: keys.place(of: "sql"))
        return try gate(.sql(question), keys, node)
    }

    private func gate(
        _ question: Question, _ keys: MappingReader, _ node: YAMLNode
    ) throws(PlacedError) -> Gate {
        let own = try base(of: keys)
        if node["against"] != nil, !question.isComparison {
            throw PlacedError(
                "this gate is about one release only", at: keys.place(of: "against"),
                hint: "put the bound below change, or leave against out")
        }
        return Gate(
            question, base: own, name: try keys.text("name"),
            labelset: try keys.text("labelset") ?? labelset, place: TextPlace(node.place))
    }
}

extension GateFile {
    init(gates: [Gate]) { self.gates = gates }
}
