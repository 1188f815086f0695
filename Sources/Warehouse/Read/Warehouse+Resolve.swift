extension Warehouse {
    /// The release that a reference names.
    ///
    /// `owner/dataset@release` names one; the owner may be left out, and so may the dataset or the release, where one
    /// release answers. `dataset@latest` is a dataset's newest release, `dataset@latest~2` the second before that.
    /// Newest is by creation, then by import.
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

    private func resolve(_ reference: String, among all: [ReleaseSummary]) throws -> ReleaseSummary {
        // From the most exact reading to the least: the first that anything answers to counts.
        let readings: [(ReleaseSummary) -> Bool] = [
            { $0.ref.isExactly(reference) },
            { "\(Self.shortName($0.dataset))@\($0.release)".isExactly(reference) },
        ]
        for reading in readings {
            if let found = try only(all.filter(reading), reference) { return found }
        }
        if let found = try latest(reference, all) { return found }
        if let found = try only(all.filter { $0.release.isExactly(reference) }, reference) { return found }
        if let found = try only(all.filter { Self.isCalled($0, reference) }, reference) { return found }
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

    /// Reads `dataset@latest` and `dataset@latest~n`.
    private func latest(_ reference: String, _ all: [ReleaseSummary]) throws -> ReleaseSummary? {
        guard let at = reference.lastIndex(of: "@") else { return nil }
        let dataset = String(reference[..<at])
        let word = reference[reference.index(after: at)...]
        var back = 0
        if word.hasPrefix("latest~") {
            guard let number = Int(word.dropFirst(7)), number >= 0 else { return nil }
            back = number
        } else if word != "latest" {
            return nil
        }
        let candidates = all.filter { Self.isCalled($0, dataset) }
        let names = Set(candidates.map { ExactText($0.dataset) })
        if names.count > 1 {
            throw WarehouseError(
                kind: .ambiguous, message: "\(dataset) is ambiguous", hint: "name its owner too",
                candidates: names.sorted().map(\.text))
        }
        guard !candidates.isEmpty else { return nil }
        guard back < candidates.count else {
            throw WarehouseError(
                kind: .notFound,
                message: "\(dataset) has \(candidates.count) releases: there is no \(word)",
                candidates: candidates.suffix(1).map(\.ref))
        }
        return candidates[back]
    }

    private func notFound(_ reference: String, _ all: [ReleaseSummary]) -> WarehouseError {
        if all.isEmpty {
            return WarehouseError(
                kind: .notFound, message: "there is no release \(reference): the warehouse is empty",
                hint: "import one first")
        }
        // Releases of the dataset that was named come first.
        let dataset = reference.firstIndex(of: "@").map { String(reference[..<$0]) }
        let siblings = dataset.map { dataset in all.filter { Self.isCalled($0, dataset) } } ?? []
        let pool = siblings.isEmpty ? all : siblings
        return WarehouseError(
            kind: .notFound, message: "there is no release \(reference)", hint: "see them all: relwh list",
            candidates: NearestNames.of(reference, in: pool.map(\.ref)))
    }
}
