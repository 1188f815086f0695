import ArgumentParser
import Warehouse

// What a shell offers. Words of the warehouse are those of the one that the line so far names.
extension CompletionKind {
    /// The names of releases.
    static var reference: CompletionKind {
        .custom { arguments, _, prefix in
            Warehouse.completions(path: WarehousePath.choose(arguments: arguments), prefix: prefix)
        }
    }

    /// The names of statistics, then of releases.
    static var statisticOrReference: CompletionKind {
        .custom { arguments, _, prefix in
            Statistic.all.map(\.name).filter { $0.hasPrefix(prefix) }
                + Warehouse.completions(path: WarehousePath.choose(arguments: arguments), prefix: prefix)
        }
    }

    static var dataset: CompletionKind { held(.dataset) }
    static var labelset: CompletionKind { held(.labelset) }
    static var category: CompletionKind { held(.category) }
    static var sensor: CompletionKind { held(.sensor) }
    /// The statuses of the platform, and others that the warehouse has.
    static var status: CompletionKind { held(.status) }

    static var grouping: CompletionKind {
        .list(Grouping.words.map { $0.split(separator: ".").count > 1 ? "\($0.prefix { $0 != "." })." : $0 })
    }

    /// Rules and groups of rules, several with commas.
    static var rules: CompletionKind {
        several(Rule.Group.allCases.map(\.rawValue) + Rule.all.map(\.id))
    }

    /// Words of a list, several with commas.
    static func several(_ words: [String]) -> CompletionKind {
        .custom { _, _, prefix in
            let done = prefix.lastIndex(of: ",").map { prefix[...$0] } ?? ""
            let begun = prefix.dropFirst(done.count)
            return words.filter { $0.hasPrefix(begun) }.map { done + $0 }
        }
    }

    private static func held(_ thing: NamedThing) -> CompletionKind {
        .custom { arguments, _, prefix in
            Warehouse.names(of: thing, path: WarehousePath.choose(arguments: arguments))
                .filter { $0.hasPrefix(prefix) }
        }
    }
}
