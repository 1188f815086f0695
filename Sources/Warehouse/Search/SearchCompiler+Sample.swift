import SQLite

extension SearchCompiler {
    mutating func condition(_ term: SampleTerm, negated: Bool) throws(SearchError) -> SearchCondition {
        switch term {
        case .word(let word):
            noteVersion()
            let name: SearchSQL = ignoresCase ? "relwh_lowercased(v.name)" : "v.name"
            let text = ignoresCase ? word.text.lowercased() : word.text
            return .isTrue(
                "instr(\(name), \(.text(text))) > 0", negated: negated, cost: .sample, offset: word.offset)
        case .uuid(let prefix):
            return .isTrue(
                "instr((SELECT s.uuid FROM sample AS s WHERE s.id = rs.sample_id), \(prefix)) = 1",
                negated: negated, cost: .sample, offset: prefix.offset)
        case .release(let reference):
            return .exists(
                """
                SELECT 1 FROM release_sample AS o
                WHERE o.release_id = \(.integer(releases[reference] ?? -1)) AND o.sample_id = rs.sample_id
                """, negated: negated, cost: .sample, offset: reference.offset)
        case .finding(let rules):
            return .isTrue(
                "rs.sample_id \(.isOne(of: findings[rules] ?? []))", negated: negated, cost: .sample,
                offset: rules.offset)
        case .field(let key, let test): return try field(key, test, negated: negated)
        case .metadata(let key, let test): return metadata(key, test, negated: negated)
        case .author(let role, let user):
            note(author: role)
            let isAuthor: SearchSQL = role == .labeled ? "l.created_by = \(user)" : "l.reviewed_by = \(user)"
            return label(isAuthor, negated: negated, offset: user.offset)
        case .count(.annotations, let comparison):
            return label("l.annotations \(comparison)", negated: negated, offset: comparison.number.offset)
        case .count(.frames, let comparison):
            noteVersion()
            return .isTrue(
                "v.frames \(comparison)", negated: negated, cost: .sample, offset: comparison.number.offset)
        case .object(let node):
            // A negation inside the object is about one annotation; one outside means that there is no such annotation.
            let inner = try condition(node, negated: false) { (compiler, term, negated) throws(SearchError) in
                try compiler.condition(term, negated: negated)
            }
            return inner.inObject(Self.annotation(where:), negated: negated)
        case .property(let term): return try property(term, negated: negated)
        }
    }

    // MARK: Labels

    /// A label that is not null, in any labelset.
    func label(
        _ test: SearchSQL, negated: Bool, stack: Int = SearchCondition.Stack.term, offset: Int
    ) -> SearchCondition {
        .exists(
            """
            SELECT 1 FROM state_label AS sl
            CROSS JOIN label AS l ON l.id = sl.label_id
            WHERE sl.sample_state_id = rs.sample_state_id AND \(test)
            """, negated: negated, cost: .label, stack: stack, offset: offset)
    }

    /// Whether a label has a status; where one is null or missing, that is `UNLABELED`.
    private func status(
        _ status: SearchText, in labelset: ReleaseLabelset?, negated: Bool
    ) -> SearchCondition {
        let isHere: SearchSQL = labelset.map { "AND sl.labelset_id = \(.integer($0.id))" } ?? ""
        let exists: SearchSQL = """
            EXISTS (
                SELECT 1 FROM state_label AS sl
                CROSS JOIN label AS l ON l.id = sl.label_id
                WHERE sl.sample_state_id = rs.sample_state_id \(isHere) AND l.label_status = \(status) COLLATE NOCASE)
            """
        guard LabelStatus.areSame(status.text, LabelStatus.unlabeled) else {
            return .isTrue(exists, negated: negated, cost: .label, offset: status.offset)
        }
        let labelsets = labelset == nil ? scope.labelsets.count : 1
        return .isTrue(
            """
            (
                SELECT count(*) FROM state_label AS sl
                WHERE sl.sample_state_id = rs.sample_state_id \(isHere) AND sl.label_id IS NOT NULL
            ) < \(.integer(Int64(labelsets))) OR \(exists)
            """, negated: negated, cost: .label, offset: status.offset)
    }

    /// A condition that any annotation, label or frame may meet.
    private mutating func property(_ term: ObjectTerm, negated: Bool) throws(SearchError) -> SearchCondition {
        switch term {
        case .status(let text): return status(text, in: nil, negated: negated)
        case .category(let value):
            let isOne = SearchSQL.isOneKey(of: try categories(value))
            return label(
                "EXISTS (SELECT 1 FROM json_each(l.category_counts) AS n WHERE n.key \(isOne))",
                negated: negated, stack: SearchCondition.Stack.search, offset: value.text.offset)
        case .sensor(let name):
            return label(
                """
                EXISTS (
                    SELECT 1 FROM sensor AS k
                    WHERE k.id >= l.first_sensor_id AND k.id < l.first_sensor_id + l.sensors AND k.name = \(name)
                        AND k.structure IS NOT NULL)
                """, negated: negated, stack: SearchCondition.Stack.search, offset: name.offset)
        case .attribute(let name, let value): return try attribute(name, value, negated: negated)
        case .type, .track, .measure, .labelset:
            return try condition(term, negated: false).inObject(Self.annotation(where:), negated: negated)
        }
    }

    /// An attribute of an annotation, of a whole image, or of a frame.
    private mutating func attribute(
        _ name: SearchText, _ value: SearchValue?, negated: Bool
    ) throws(SearchError) -> SearchCondition {
        let test = value.map { SearchSQL.isOrHolds($0) } ?? "j.type <> 'null'"
        let ofImage = label(
            .json("l.image_attributes", has: name, where: test), negated: negated,
            stack: SearchCondition.Stack.search,
            offset: name.offset)
        let ofFrame = SearchCondition.exists(
            """
            SELECT 1 FROM state_label AS sl
            CROSS JOIN label AS l ON l.id = sl.label_id
            CROSS JOIN frame AS f NOT INDEXED ON f.id >= l.first_frame_id AND f.id < l.first_frame_id + l.frame_rows
            WHERE sl.sample_state_id = rs.sample_state_id AND \(.json("f.image_attributes", has: name, where: test))
            """, negated: negated, cost: .frame, stack: SearchCondition.Stack.search, offset: name.offset)
        let ofObject = try condition(.attribute(name, value), negated: false)
            .inObject(Self.annotation(where:), negated: negated)
        return .joined([ofImage, ofFrame, ofObject], byAnd: negated)
    }

    // MARK: Metadata and counts

    private mutating func metadata(
        _ key: SearchKey, _ test: SampleTerm.Test, negated: Bool
    ) -> SearchCondition {
        noteVersion()
        let name = SearchText(key.text, offset: key.offset)
        return .isTrue(
            .json("v.metadata", has: name, where: .passes(test)), negated: negated, cost: .metadata,
            stack: SearchCondition.Stack.search, offset: key.offset)
    }

    private mutating func field(
        _ key: SearchKey, _ test: SampleTerm.Test, negated: Bool
    ) throws(SearchError) -> SearchCondition {
        var unknown: (labelset: ReleaseLabelset, category: SearchText)?
        // The longest name of a labelset first.
        for index in (0..<key.segments.count).dropFirst().reversed() {
            guard let labelset = scope.labelset(key.text(of: 0..<index)) else { continue }
            let category = SearchText(
                key.text(of: index..<key.segments.count), offset: key.segments[index].offset)
            if category.text == SearchWord.status.rawValue, case .equals(let text) = test {
                return status(text, in: labelset, negated: negated)
            }
            guard let count = count(of: category) else {
                unknown = unknown ?? (labelset, category)
                continue
            }
            guard case .compares(let comparison) = test else {
                throw mistake(
                    at: Self.offset(of: test),
                    expected: "a comparison, as in \(key.written(isExplicit: false)):>0",
                    found: "a value",
                    hint:
                        "\(labelset.name) is a labelset; metadata of that key is metadata.\(key.written(isExplicit: true))"
                )
            }
            return label(
                "sl.labelset_id = \(.integer(labelset.id)) AND \(count) \(comparison)", negated: negated,
                stack: SearchCondition.Stack.search, offset: key.offset)
        }
        if let (labelset, category) = unknown { throw unknownCategory(category, of: labelset) }
        return metadata(key, test, negated: negated)
    }

    /// How many objects of a category a label has; nil for a category that the release does not know.
    private func count(of category: SearchText) -> SearchSQL? {
        if category.text == SearchWord.totalCount { return "l.annotations" }
        guard let ids = scope.categories(category.text) else { return nil }
        return """
            coalesce((
                SELECT sum(n.value) FROM json_each(l.category_counts) AS n WHERE n.key \(.isOneKey(of: ids))), 0)
            """
    }

    /// The ids that a category means.
    func categories(_ value: SearchValue) throws(SearchError) -> [Int64] {
        guard let ids = scope.categories(value.text.text, orID: value.isLiteral) else {
            throw unknownCategory(value.text, of: nil)
        }
        return ids
    }

    private func unknownCategory(_ name: SearchText, of labelset: ReleaseLabelset?) -> SearchError {
        let names = scope.taxonomy.listedNames + (labelset == nil ? [] : [SearchWord.totalCount])
        return mistake(
            at: name.offset, expected: "a category of \(scope.ref)", found: "'\(name.text)'",
            candidates: NearestNames.of(name.text, in: names))
    }

    private static func offset(of test: SampleTerm.Test) -> Int {
        switch test {
        case .equals(let text): text.offset
        case .compares(let comparison): comparison.number.offset
        case .contains(let value): value.text.offset
        }
    }
}
