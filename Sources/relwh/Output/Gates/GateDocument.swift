import Gates
import Warehouse

extension GateReport {
    /// The member `gates` of `relwh.validate/1`.
    var document: DocumentValue {
        .array(results.map { .members($0.members) })
    }
}

extension GateResult {
    /// Keys without a value are left out.
    fileprivate var members: [(String, DocumentValue)] {
        var members: [(String, DocumentValue)] = []
        func add(_ key: String, _ text: String?) {
            if let text { members.append((key, .string(text))) }
        }
        add("name", gate.name)
        add("gate", gate.asked)
        add("outcome", outcome.rawValue)
        add("found", found)
        if let number { members.append(("number", number.document)) }
        add("reason", reason)
        add("labelset", labelset)
        add("against", against)
        members.append(("line", .count(gate.place.line)))
        members.append(("column", .count(gate.place.column)))
        return members
    }
}
