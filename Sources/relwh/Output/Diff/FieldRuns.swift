import Warehouse

/// Fields of a sample or a label that changed, as many as people are shown; those of many frames in one.
struct FieldRuns: Sendable {
    struct Run: Sendable {
        /// The first.
        var field: FieldChange
        var last: Int?
        var count = 1
        /// Whether it changed otherwise in other frames.
        var varies = false
    }

    private static let mostKept = 10

    private(set) var runs: [Run] = []
    private(set) var omitted = 0

    mutating func add(_ fields: [FieldChange], isPerFrame: Bool) {
        for field in fields {
            if !isPerFrame, let index = runs.firstIndex(where: { Self.isOneRun($0.field, field) }) {
                runs[index].add(field)
            } else if runs.count < Self.mostKept {
                runs.append(Run(field: field, last: field.frame))
            } else {
                omitted += 1
            }
        }
    }

    /// Those that are listed, and the rest.
    func parted(_ isApart: (Run) -> Bool) -> (FieldRuns, FieldRuns) {
        var (apart, rest) = (FieldRuns(), self)
        apart.runs = runs.filter(isApart)
        rest.runs = runs.filter { !isApart($0) }
        return (apart, rest)
    }

    private static func isOneRun(_ one: FieldChange, _ other: FieldChange) -> Bool {
        one.frame != nil && other.frame != nil && one.field.isExactly(other.field)
            && (one.sensor ?? "").isExactly(other.sensor ?? "")
    }
}

extension FieldRuns.Run {
    fileprivate mutating func add(_ other: FieldChange) {
        last = other.frame
        count += 1
        varies = varies || field.from != other.from || field.to != other.to
    }
}
