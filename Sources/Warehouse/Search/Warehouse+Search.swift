import SQLite

extension Warehouse {
    /// Finds the samples of a release that a query matches, in the release's order.
    ///
    /// Samples are handed out one by one. Of those that match only the places are sorted, which SQLite does in a
    /// temporary file when they are many. All are of one moment, even while another process writes.
    ///
    /// - Parameters:
    ///   - reference: see ``release(_:)``; nil: the one release that the query names by `@ref` among its conditions,
    ///     else the latest release of the warehouse's only dataset.
    ///   - begin: is given the release, before the first sample.
    ///   - found: is given each sample.
    /// - Throws: ``SearchError`` for a category or labelset that the release does not know, and for conditions nested
    ///   too deeply for SQLite; ``WarehouseError``: `notFound`, `ambiguous`, `interrupted`; whatever `begin` and
    ///   `found` throw.
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
                notes: try search.notes())
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
            SearchOutcome(
                ref: search.release.ref, total: try search.count(), isTruncated: false,
                notes: try search.notes())
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
                let releases = try named(by: query)
                let ref = try scope(of: query, reference)
                let search = try Search(
                    query, scope: SearchScope(connection, ref: ref), releases: releases,
                    ignoresCase: options.ignoresCase, connection: connection)
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

    /// The ids of the releases that a query names.
    private func named(by query: SearchQuery) throws -> [SearchText: Int64] {
        var ids: [SearchText: Int64] = [:]
        for reference in query.releases where ids[reference] == nil {
            let ref = try resolve(reference.text).ref
            ids[reference] = try ReleaseKey(connection, ref: ref).id
        }
        return ids
    }

    private func scope(of query: SearchQuery, _ reference: String?) throws -> String {
        if let reference { return try release(reference).ref }
        if let only = query.onlyRelease { return try resolve(only.text).ref }
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
                hint: "behind the query, or in it: @\(latest.ref)",
                candidates: datasets.sorted().map { "\($0.text)@latest" })
        }
        return latest.ref
    }
}
