extension JSONValue {
    /// The JSON pointer of the first value that another one states otherwise, or does not have; nil where both are
    /// equal.
    package func firstDifference(from other: JSONValue, at pointer: String = "") -> String? {
        if digest == other.digest { return nil }
        if let members, let others = other.members {
            for member in members {
                let place = pointer + "/" + Place.escaped(member.key)
                guard let twin = others.first(where: { $0.isCalled(member.key) }) else { return place }
                if let found = member.value.firstDifference(from: twin.value, at: place) { return found }
            }
            let missing = others.first { other in !members.contains { $0.isCalled(other.key) } }
            return missing.map { pointer + "/" + Place.escaped($0.key) } ?? pointer
        }
        if case .array(let elements) = self, case .array(let others) = other {
            for (index, (element, twin)) in zip(elements, others).enumerated() {
                if let found = element.firstDifference(from: twin, at: "\(pointer)/\(index)") { return found }
            }
            return "\(pointer)/\(min(elements.count, others.count))"
        }
        return pointer
    }
}

extension JSONValue.Member {
    /// Swift takes strings for equal that Unicode does; keys are their code points.
    fileprivate func isCalled(_ key: String) -> Bool { self.key.utf8.elementsEqual(key.utf8) }
}
