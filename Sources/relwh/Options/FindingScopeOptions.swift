import ArgumentParser
import Gates
import Warehouse

/// Which rules a release is checked against, and which part of it.
struct FindingScopeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Only these rules: core, attributes, geometry, tracks, platform, a rule's id or its beginning (annotation.*); separate several with commas (default: all).",
            valueName: "rules"), completion: .rules)
    var rules: [String] = []

    @Option(
        help: ArgumentHelp("Skip these rules (same syntax as --rules).", valueName: "rules"),
        completion: .rules)
    var except: [String] = []

    @Option(
        help: ArgumentHelp(
            "Report only this severity and above: error, warning or info (default: info).",
            valueName: "severity"),
        completion: .list(Severity.allCases.map(\.rawValue)))
    var severity: Severity?

    @Option(
        help: ArgumentHelp("Only labels of this labelset; may be given several times.", valueName: "name"),
        completion: .labelset)
    var labelset: [String] = []

    @Option(
        help: ArgumentHelp("Only labels of this status; may be given several times.", valueName: "status"),
        completion: .status)
    var status: [String] = []

    @Option(
        name: .customLong("rules-file"),
        help: ArgumentHelp("Severities and thresholds of rules, in YAML.", valueName: "file"),
        completion: .file())
    var rulesFile: String?

    func options() throws -> ValidationOptions {
        var options = ValidationOptions()
        options.rules = try RuleSelection(Self.words(rules), except: Self.words(except))
        if let rulesFile {
            do {
                options.settings = try RuleSettings(parsing: TextFile.bytes(of: rulesFile))
            } catch let error as PlacedError {
                throw Failure(error, in: rulesFile)
            }
        }
        options.minimumSeverity = severity ?? .info
        options.labelsets = labelset.isEmpty ? nil : Set(labelset)
        options.statuses = status.isEmpty ? nil : Set(status)
        options.cancellation = Interruption.cancellation
        return options
    }

    /// What filters on labels leave; nil for all.
    var filterText: String? {
        var text = FilterText()
        text.add("labelset", labelset)
        text.add("status", status)
        return text.line
    }

    private static func words(_ options: [String]) -> [String] {
        options.flatMap { $0.split(separator: ",").map(String.init) }
    }
}

extension Severity: ExpressibleByArgument {}
