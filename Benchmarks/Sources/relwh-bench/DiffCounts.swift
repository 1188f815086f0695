/// How many annotations came, went and changed.
struct DiffCounts: Equatable {
    let added: Int
    let removed: Int
    let modified: Int

    /// From the summary at the end of what `relwh diff --json` printed.
    init(answer: String) throws {
        // The changes before it are large and may have fields of the same names.
        let end = String(decoding: answer.utf8.suffix(100_000), as: UTF8.self)
        let summary = try JSONField.rest("summary", of: end)
        let annotations = try JSONField.rest("annotations", of: summary)
        self = DiffCounts(
            added: Int(try JSONField.number("added", in: annotations)),
            removed: Int(try JSONField.number("removed", in: annotations)),
            modified: Int(try JSONField.number("modified", in: annotations)))
    }

    /// From what `diff_releases.py dictionaries` printed, which tells only of what there is.
    init(dictionaries report: String) {
        func count(_ change: String) -> Int {
            (try? JSONField.number("annotations_\(change)", in: report)).map { Int($0) } ?? 0
        }
        self.init(added: count("added"), removed: count("removed"), modified: count("modified"))
    }

    init(added: Int, removed: Int, modified: Int) {
        self.added = added
        self.removed = removed
        self.modified = modified
    }

    var text: String { "+\(added) -\(removed) ~\(modified)" }
}
