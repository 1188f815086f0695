import Warehouse

/// SARIF 2.1.0: a run a release. Results are written as they come.
///
/// With a baseline, known findings are written too, as `unchanged`: services that read SARIF close what is missing.
///
/// https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
final class FindingSARIF: FindingWriter {
    private let output: Output
    private let words = FindingWording()
    private var frame: ValidationFrame?
    private var indexes: [String: Int] = [:]
    private var rules: [String: Rule] = [:]
    private var isFirstRun = true
    private var isFirst = true

    init(output: Output) { self.output = output }

    func begin() throws {
        try write(
            "{\n  \"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\",\n  \"version\": \"2.1.0\",\n"
                + "  \"runs\": [")
    }

    func begin(_ frame: ValidationFrame) throws {
        self.frame = frame
        indexes = [:]
        rules = [:]
        for (index, looked) in frame.rules.enumerated() {
            indexes[looked.rule.id] = index
            rules[looked.rule.id] = looked.rule
        }
        try write((isFirstRun ? "" : ",") + "\n    {\n      \"tool\": {\"driver\": ")
        isFirstRun = false
        isFirst = true
        try output.write { buffer in
            driver(frame).append(to: &buffer)
            JSONText.append(verbatim: "},\n      \"automationDetails\": ", to: &buffer)
            DocumentValue.members([("id", .string("relwh/validate/\(frame.ref)/"))]).append(to: &buffer)
            JSONText.append(verbatim: ",\n      \"columnKind\": \"unicodeCodePoints\"", to: &buffer)
            JSONText.append(verbatim: ",\n      \"results\": [", to: &buffer)
        }
    }

    func finding(_ finding: Finding, isKnown: Bool) throws {
        guard let frame else { return }
        try output.write { buffer in
            JSONText.append(verbatim: isFirst ? "\n        " : ",\n        ", to: &buffer)
            DocumentValue.members(result(finding, isKnown, frame)).append(to: &buffer)
        }
        isFirst = false
    }

    func end(_ report: ValidationReport) throws {
        try output.write { buffer in
            JSONText.append(verbatim: isFirst ? "]" : "\n      ]", to: &buffer)
            JSONText.append(
                verbatim: ",\n      \"invocations\": [{\"executionSuccessful\":true}]", to: &buffer)
            JSONText.append(verbatim: ",\n      \"properties\": ", to: &buffer)
            var members: [(String, DocumentValue)] = [
                ("ref", .string(report.summary.ref)), ("summary", .members(report.members)),
            ]
            if let gates = report.gates { members.append(("gates", gates.document)) }
            DocumentValue.members(members).append(to: &buffer)
            JSONText.append(verbatim: "\n    }", to: &buffer)
        }
    }

    func end() throws { try write("\n  ]\n}\n") }

    // MARK: Parts

    private func driver(_ frame: ValidationFrame) -> DocumentValue {
        let rules = frame.rules.map { looked -> DocumentValue in
            let rule = looked.rule
            return .members([
                ("id", .string(rule.id)),
                ("shortDescription", message(RuleText.sentence(rule.summary))),
                ("fullDescription", message(rule.definition)),
                (
                    "help",
                    .members([
                        ("text", .string(RuleText.help(rule))),
                        ("markdown", .string(RuleText.markdown(rule))),
                    ])
                ),
                (
                    "defaultConfiguration",
                    .members([("level", .string(Self.level(looked.severity)))])
                ),
                ("properties", .members([("tags", .array([.string(rule.group.rawValue)]))])),
            ])
        }
        return .members([
            ("name", .string("relwh")), ("version", .string(Relwh.version)), ("rules", .array(rules)),
        ])
    }

    private func result(_ finding: Finding, _ isKnown: Bool, _ frame: ValidationFrame) -> [(
        String, DocumentValue
    )] {
        var members: [(String, DocumentValue)] = [("ruleId", .string(finding.rule))]
        if let index = indexes[finding.rule] { members.append(("ruleIndex", .count(index))) }
        members += [
            ("level", .string(Self.level(finding.severity))),
            ("message", message(words.sentence(finding, rules[finding.rule]))),
        ]
        members.append(("locations", .array([.members(location(finding, frame))])))
        members.append(("partialFingerprints", .members([("relwh/v1", .string(finding.fingerprint))])))
        if frame.hasBaseline { members.append(("baselineState", .string(isKnown ? "unchanged" : "new"))) }
        let values: [(String, String?)] = [
            ("field", finding.field), ("expected", finding.expected), ("found", finding.found),
        ]
        let properties = values.compactMap { key, value in value.map { (key, DocumentValue.string($0)) } }
        members.append(("properties", .members(properties + [("count", .count(finding.count))])))
        return members
    }

    private func location(_ finding: Finding, _ frame: ValidationFrame) -> [(String, DocumentValue)] {
        // Services only take results with a line. Most releases are one line long.
        let artifact = DocumentValue.members([("uri", .string(FileURI.of(frame.file)))])
        let region = DocumentValue.members([("startLine", .count(1))])
        var location = [
            ("physicalLocation", DocumentValue.members([("artifactLocation", artifact), ("region", region)]))
        ]
        let logical = logicalLocations(finding.place)
        if !logical.isEmpty { location.append(("logicalLocations", .array(logical))) }
        return location
    }

    /// From the outside in, each named by those that it is in.
    private func logicalLocations(_ place: Finding.Place) -> [DocumentValue] {
        var path = ""
        func part(_ kind: String, _ name: String?, in text: String?) -> DocumentValue? {
            guard let name, let text else { return nil }
            path += (path.isEmpty ? "" : "/") + FileURI.escaped(text, keepingSlashes: false)
            return .members([
                ("name", .string(name)), ("fullyQualifiedName", .string(path)), ("kind", .string(kind)),
            ])
        }
        let frame = place.frame.map(String.init)
        let (annotation, track) = (place.annotationID.map(String.init), place.trackID.map(String.init))
        return [
            part("sample", place.sample ?? place.sampleUUID, in: place.sampleUUID ?? place.sample),
            part("labelset", place.labelset, in: place.labelset),
            part("sensor", place.sensor, in: place.sensor),
            part("frame", frame, in: frame.map { "frame=\($0)" }),
            part("annotation", annotation, in: annotation.map { "annotation=\($0)" }),
            part("track", track, in: track.map { "track=\($0)" }),
        ].compactMap { $0 }
    }

    private func message(_ text: String) -> DocumentValue { .members([("text", .string(text))]) }

    private static func level(_ severity: Severity) -> String {
        switch severity {
        case .error: "error"
        case .warning: "warning"
        case .info: "note"
        }
    }

    private func write(_ text: String) throws {
        try output.write { JSONText.append(verbatim: text, to: &$0) }
    }
}
