extension Warehouse {
    /// The release that somebody means by a reference.
    ///
    /// `owner/dataset@release` names one; the owner may be left out, and so may the dataset or the release, where one
    /// release answers. `dataset@latest` is a dataset's newest release, `dataset@latest~2` the second before that, in
    /// the order of ``releases(dataset:)``. Where a release is itself called `latest` and is not the newest,
    /// `dataset@latest` is ambiguous.
    ///
    /// - Throws: ``WarehouseError``: `notFound` or `ambiguous`, with the nearest references.
    public func resolve(_ reference: String) throws -> ReleaseSummary {
        try resolve(reference, among: try releases())
    }

    /// The releases that references name, in their order.
    ///
    /// - Throws: as ``resolve(_:)``.
    public func resolve(_ references: [String]) throws -> [ReleaseSummary] {
        let all = try releases()
        return try references.map { try resolve($0, among: all) }
    }

    /// The release that has this very reference, as ``ReleaseSummary/ref`` says it; else the one that somebody means
    /// by it.
    ///
    /// - Throws: as ``resolve(_:)``.
    public func release(_ reference: String) throws -> ReleaseSummary {
        try release(reference, among: try releases())
    }

    /// The releases of references, in their order.
    ///
    /// - Throws: as ``resolve(_:)``.
    func releases(_ references: [String]) throws -> [ReleaseSummary] {
        let all = try releases()
        return try references.map { try release($0, among: all) }
    }

    private func release(_ reference: String, among all: [ReleaseSummary]) throws -> ReleaseSummary {
        try all.first { $0.ref.isExactly(reference) } ?? resolve(reference, among: all)
    }

    private func resolve(_ reference: String, among all: [ReleaseSummary]) throws -> ReleaseSummary {
        // From the most exact reading to the least: the first that anything answers to counts.
        let readings: [(ReleaseSummary) -> Bool] = [
            { $0.ref.isExactly(reference) },
            { "\(Self.shortName($0.dataset))@\($0.release)".isExactly(reference) },
        ]
        for reading in readings {
            if let found = try only(all.filter(reading), reference) {
                try checkNotMistakable(found, for: reference, all)
                return found
            }
        }
        if let found = try Position(reference)?.release(among: all) { return found }
        if let found = try only(all.filter { $0.release.isExactly(reference) }, reference) { return found }
        if let found = try onlyRelease(of: reference, all) { return found }
        throw notFound(reference, all)
    }

    private func only(_ found: [ReleaseSummary], _ reference: String) throws -> ReleaseSummary? {
        if found.count > 1 {
            throw WarehouseError(
                kind: .ambiguous, message: "\(reference) is ambiguous", hint: "name one of them in full",
                candidates: found.prefix(8).map(\.ref))
        }
        return found.first
    }

    /// The release of a dataset that has no other.
    private func onlyRelease(of dataset: String, _ all: [ReleaseSummary]) throws -> ReleaseSummary? {
        let found = all.filter { Self.isCalled($0, dataset) }
        guard found.count > 1 else { return found.first }
        let datasets = Set(found.map { ExactText($0.dataset) }).sorted()
        let newest = datasets.map { Position.newest(of: $0.text, among: all) }
        throw WarehouseError(
            kind: .ambiguous,
            message: datasets.count == 1
                ? "\(dataset) has \(found.count) releases: say which" : "\(dataset) is ambiguous",
            hint: datasets.count == 1 ? "\(newest[0]) is the newest" : "name one of them in full",
            candidates: newest + found.prefix(8 - min(newest.count, 7)).map(\.ref))
    }

    /// Refuses a release that is called `latest` and is not what `latest` means otherwise.
    private func checkNotMistakable(
        _ found: ReleaseSummary, for reference: String, _ all: [ReleaseSummary]
    ) throws {
        guard let position = Position(reference) else { return }
        let other: ReleaseSummary?
        do {
            other = try position.release(among: all)
        } catch let error as WarehouseError where error.kind == .notFound {
            return
        }
        guard let other, !other.ref.isExactly(found.ref) else { return }
        let itself = Position.position(of: found, among: all)
        throw WarehouseError(
            kind: .ambiguous,
            message: "\(reference) is ambiguous: a release is called \"\(position.word)\", "
                + "and it is not \(position.meaning), \(other.ref)",
            hint: "\(itself) is the one called \"\(position.word)\"",
            candidates: [other.ref, itself])
    }

    private func notFound(_ reference: String, _ all: [ReleaseSummary]) -> WarehouseError {
        if all.isEmpty {
            return WarehouseError(
                kind: .notFound, message: "there is no release \(reference): the warehouse is empty",
                hint: "import one first")
        }
        var error = WarehouseError(
            kind: .notFound, message: "there is no release \(reference)", remedy: .list(.releases))
        // Releases of the dataset that was named come first; of those that are as near, the newest.
        if let at = reference.firstIndex(of: "@") {
            let siblings = all.filter { Self.isCalled($0, String(reference[..<at])) }
            if !siblings.isEmpty {
                let near = NearestNames.of(
                    String(reference[reference.index(after: at)...]), inOrder: siblings.map(\.release))
                error.candidates = near.map { siblings[$0].ref }
                return error
            }
        }
        error.candidates = NearestNames.of(reference, in: all.map(\.ref))
        return error
    }
}

/// `dataset@latest` and `dataset@latest~n`: a release by its position in the history.
private struct Position {
    private let dataset: String
    /// What follows the dataset.
    let word: String
    private let back: Int

    init?(_ reference: String) {
        guard let at = reference.lastIndex(of: "@") else { return nil }
        dataset = String(reference[..<at])
        word = String(reference[reference.index(after: at)...])
        if word == "latest" {
            back = 0
        } else if word.hasPrefix("latest~"), let number = Int(word.dropFirst(7)), number >= 0 {
            back = number
        } else {
            return nil
        }
    }

    /// What the position is called.
    var meaning: String { back == 0 ? "the newest" : "number \(back) before the newest" }

    /// - Returns: nil where nothing is called so.
    func release(among all: [ReleaseSummary]) throws -> ReleaseSummary? {
        var candidates = all.filter { $0.dataset.isExactly(dataset) }
        if candidates.isEmpty { candidates = all.filter { Warehouse.isCalled($0, dataset) } }
        let names = Set(candidates.map { ExactText($0.dataset) })
        if names.count > 1 {
            throw WarehouseError(
                kind: .ambiguous, message: "\(dataset) is ambiguous", hint: "name its owner too",
                candidates: names.sorted().map(\.text))
        }
        guard !candidates.isEmpty else { return nil }
        guard back < candidates.count else {
            let releases = candidates.count == 1 ? "1 release" : "\(candidates.count) releases"
            throw WarehouseError(
                kind: .notFound, message: "\(dataset) has \(releases): there is no \(word)",
                candidates: candidates.suffix(1).map(\.ref))
        }
        return candidates[back]
    }

    /// The newest release of a dataset, by its position.
    static func newest(of dataset: String, among all: [ReleaseSummary]) -> String {
        all.first { $0.dataset.isExactly(dataset) }.map { position(of: $0, among: all) } ?? dataset
    }

    /// A release by its position, which nothing else is called.
    static func position(of release: ReleaseSummary, among all: [ReleaseSummary]) -> String {
        let history = all.filter { $0.dataset.isExactly(release.dataset) }
        let back = history.firstIndex { $0.ref.isExactly(release.ref) } ?? 0
        let isTaken = history.contains { $0.release.isExactly("latest") }
        return "\(release.dataset)@latest" + (back > 0 || isTaken ? "~\(back)" : "")
    }
}
