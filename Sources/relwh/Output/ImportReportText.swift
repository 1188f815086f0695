import Warehouse

extension ImportReport {
    /// `relwh.import/1`.
    var document: JSONDocument {
        JSONDocument(
            thing: "import",
            members: [
                ("ref", .string(ref)),
                ("status", .string(status.rawValue)),
                ("samples", .members(samples.members)),
                ("labels", .members(labels.members + [("null", .count(nullLabels))])),
                ("annotations", .members(annotations.members)),
                ("warnings", .array(warnings.map(DocumentValue.string))),
                ("bytes", .count(bytes)),
                ("seconds", .real((seconds * 1e6).rounded() / 1e6)),
            ])
    }

    /// `imported   acme/flowers@v1  20,000 samples (300 new), …  1.2 s, 180 MB/s`.
    func line(isDryRun: Bool) -> String {
        var parts = ["\(verb(isDryRun: isDryRun)) \(SafeText.shown(ref))"]
        parts.append(
            [
                samples.text("sample"), labels.text("label"), annotations.text("annotation"),
            ].joined(separator: ", "))
        var speed = NumberText.seconds(seconds)
        if seconds > 0, bytes > 0 { speed += ", \(NumberText.bytes(Double(bytes) / seconds))/s" }
        parts.append(speed)
        return parts.joined(separator: "  ")
    }

    private func verb(isDryRun: Bool) -> String {
        switch status {
        case .imported: isDryRun ? "would import " : "imported "
        case .replaced: isDryRun ? "would replace" : "replaced "
        case .unchanged: isDryRun ? "unchanged    " : "unchanged"
        }
    }
}

extension ImportReport.Counts {
    fileprivate var members: [(String, DocumentValue)] {
        [("total", .count(total)), ("new", .count(new)), ("reused", .count(reused))]
    }

    fileprivate func text(_ noun: String) -> String {
        "\(NumberText.counted(total, noun)) (\(NumberText.grouped(new)) new)"
    }
}
