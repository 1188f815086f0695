import Warehouse

/// What a sentence counts.
enum Subject: Sendable, Hashable {
    case samples
    /// Those that are not null.
    case labels
    case annotations
    case frames
    /// The categories that the release defines.
    case classes
    /// Samples whose label has one of these statuses.
    case statuses([String])
    /// Samples whose label is neither null nor skipped, and has no annotation.
    case emptySamples
    /// Annotations of a category, by its name or, where none bears it, its id.
    case category(String)
    case findings(FindingKind)
    /// Findings that the other release does not have.
    case newFindings(FindingKind)
}

/// Which findings are counted.
enum FindingKind: Sendable, Hashable {
    case all
    case severity(Severity)
    /// A rule's id, or the beginning of ids: `annotation.*`.
    case rule(String)

    func contains(_ rule: String, _ severity: Severity) -> Bool {
        switch self {
        case .all: true
        case .severity(let wanted): severity == wanted
        case .rule(let id): FindingKind.isNamed(rule, by: id)
        }
    }

    static func isNamed(_ rule: String, by word: String) -> Bool {
        rule == word || word.hasSuffix(".*") && rule.hasPrefix(word.dropLast())
    }
}

extension Subject {
    /// As a sentence writes it, after a number.
    var text: String {
        switch self {
        case .samples: "samples"
        case .labels: "labels"
        case .annotations: "annotations"
        case .frames: "frames"
        case .classes: "classes"
        case .statuses(let statuses): Subject.text(statuses) + " samples"
        case .emptySamples: "empty samples"
        case .category(let name): SentenceWords.name(name)
        case .findings(let kind): kind.text
        case .newFindings(let kind): "new " + kind.text
        }
    }

    static func text(_ statuses: [String]) -> String {
        statuses.map(SentenceWords.status).joined(separator: " or ")
    }

    var isOfFindings: Bool {
        switch self {
        case .findings, .newFindings: true
        default: false
        }
    }

    /// Whether there is a whole that it is a share of.
    var hasShare: Bool {
        switch self {
        case .statuses, .emptySamples, .category: true
        default: false
        }
    }
}

extension FindingKind {
    var text: String {
        switch self {
        case .all: "findings"
        case .severity(.error): "errors"
        case .severity(.warning): "warnings"
        case .severity(.info): "infos"
        case .rule(let id): id
        }
    }
}
