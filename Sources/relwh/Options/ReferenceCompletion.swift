import ArgumentParser
import Warehouse

extension CompletionKind {
    /// The names of releases in the warehouse that the line so far speaks of.
    static var reference: CompletionKind {
        .custom { arguments, _, prefix in
            Warehouse.completions(path: WarehousePath.choose(arguments: arguments), prefix: prefix)
        }
    }
}
