import SQLite

extension Warehouse {
    /// Finds the samples of a release that a query matches, in the release's order.
    ///
    /// Samples are passed on one by one. Only the ids of those that match are sorted, which SQLite does in a
    /// temporary file if there are many. All come from one snapshot, even while another process writes.
    ///
    /// - Parameters:
    ///   - reference: see ``release(_:)``; nil: the one release that the query names by `@ref` among its conditions,
    ///     else the latest release of the warehouse's only dataset.
    ///   - begin: is given the release, before the first sample.
    ///   - found: is given each sample.
    /// - Throws: ``SearchError`` for a category or labelset that the release does not know, and for conditions nested
    ///   too deeply for SQLite; ``WarehouseError``: `notFound` (also for a column that the release does not have),
    ///   `ambiguous`, `interrupted`; whatever `begin` and `found` throw.
    @discardableResult
    public func search(
        _ query: SearchQuery, in reference: String? = nil, options: SearchOptions = SearchOptions(),
        begin: (SearchedRelease) throws -> Void = { _ in }, found: (FoundSample) throws -> Void
    ) throws -> SearchOutcome {
        try searching(query, reference, options) { search in
            try begin(search.release)
            let total = try search.forEach(limit: options.limit, found)
            return SearchOutcome(
                ref: search.release.ref, total: total, isTruncated: total > options.limit ?? .max,
                notes: try search.notes(total: total))
        }
    }

    /// Counts the samples of a release that a query matches.
    ///
    /// - Parameter reference: as ``search(_:in:options:begin:found:)`` takes it.
    /// - Throws: as ``search(_:in:options:begin:found:)``.
    public func countSamples(
        _ query: SearchQuery, in reference: String? = nil, options: SearchOptions = SearchOptions()
    ) throws -> SearchOutcome {
        try searching(query, reference, options) { search in
            let total = try search.count()
            return SearchOutcome(
                ref: search.release.ref, total: total, isTruncated: false,
                notes: try search.notes(total: total))
        }
    }

    private func searching(
        _ query: SearchQuery, _ reference: String?, _ options: SearchOptions,
        _ body: (Search) throws -> SearchOutcome
    ) throws -> SearchOutcome {
        connection.onProgress(every: 20_000) { options.cancellation?.isCancelled == true }
        defer { connection.onProgress(every: 0, nil) }
        return try translating {
            if options.ignoresCase { try addLowercased() }
            return try connection.transaction(.deferred) {
                let release = try release(of: query, reference)
                let search = try Search(
                    query, scope: ReleaseScope(connection, ref: release.ref),
                    releases: named(by: query, beside: release),
                    findings: found(by: query, in: release, options),
                    options: options, connection: connection)
                return try body(search)
            }
        }
    }

    /// SQLite's own function knows only the letters of ASCII.
    private func addLowercased() throws {
        try connection.createFunction("relwh_lowercased", argumentCount: 1) { arguments in
            arguments.string(at: 0).map { .text($0.lowercased()) } ?? .null
        }
    }

    /// The ids of the releases that a query names: of the dataset that is searched, if it has one of that name.
    private func named(
        by query: SearchQuery, beside release: ReleaseSummary
    ) throws -> [SearchText: Int64] {
        var ids: [SearchText: Int64] = [:]
        for reference in query.releases where ids[reference] == nil {
            let named: ReleaseSummary
            do {
                named = try resolve("\(release.dataset)@\(reference.text)")
            } catch let error as WarehouseError where error.kind == .notFound {
                named = try resolve(reference.text)
            }
            ids[reference] = try ReleaseKey(connection, ref: named.ref).id
        }
        return ids
    }

    /// The ids of the samples in which validation finds what a query asks for.
    private func found(
        by query: SearchQuery, in release: ReleaseSummary, _ options: SearchOptions
    ) throws -> [SearchText: [Int64]] {
        var rules: [SearchText: Set<String>] = [:]
        for word in query.findings { rules[word] = try Self.rules(named: word, in: query) }
        guard !rules.isEmpty else { return [:] }
        var validation = ValidationOptions()
        validation.rules = RuleSelection(ids: rules.values.reduce(into: []) { $0.formUnion($1) })
        validation.cancellation = options.cancellation
        var uuids: [SearchText: Set<ExactText>] = [:]
        _ = try Validation(self, release, validation).run { finding in
            guard let uuid = finding.place.sampleUUID else { return }
            for (word, ids) in rules where ids.contains(finding.rule) {
                uuids[word, default: []].insert(ExactText(uuid))
            }
        }
        return try uuids.mapValues { uuids in
            try uuids.compactMap { uuid in
                try connection.first("SELECT id FROM sample WHERE uuid = ?", .text(uuid.text)) {
                    $0.int64(at: 0)
                }
            }.sorted()
        }
    }

    /// The rules of a word: a rule's id, the beginning of one (`annotation.*`), a group or a severity.
    private static func rules(named word: SearchText, in query: SearchQuery) throws -> Set<String> {
        if let severity = Severity(rawValue: word.text) {
            return Set(Rule.all.filter { $0.severity == severity }.map(\.id))
        }
        do {
            return try RuleSelection([word.text]).ids
        } catch let error as WarehouseError where error.kind == .notFound {
            throw SearchError(
                query: query.text, offset: word.offset, expected: "a rule, a group of rules or a severity",
                found: "'\(word.text)'", candidates: error.candidates)
        }
    }

    private func release(of query: SearchQuery, _ reference: String?) throws -> ReleaseSummary {
        if let reference { return try release(reference) }
        if let only = query.onlyRelease { return try resolve(only.text) }
        let all = try releases()
        let datasets = Set(all.map { ExactText($0.dataset) })
        guard let latest = all.first else {
            throw WarehouseError(
                kind: .notFound, message: "the warehouse is empty", hint: "import a release first")
        }
        if datasets.count > 1 {
            throw WarehouseError(
                kind: .ambiguous,
                message: "the warehouse has several datasets; say in which release to search",
                hint: "after the query, or in it: @\(latest.ref)",
                candidates: datasets.sorted().map { "\($0.text)@latest" })
        }
        return latest
    }
}
