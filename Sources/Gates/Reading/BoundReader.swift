import YAML

/// Reads the one bound of a gate that is a mapping.
struct BoundReader {
    static let limits = ["at_least", "at_most", "more_than", "less_than", "equals", "between"]
    static let keys = limits + ["change", "tolerance"]

    private let mapping: MappingReader

    init(_ mapping: MappingReader) { self.mapping = mapping }

    /// Where the bound is.
    var place: TextPlace {
        let key = (Self.limits + ["change"]).first { mapping.node[$0] != nil }
        return mapping.place(of: key ?? "")
    }

    /// The bound, and whether it is one of the difference to another release.
    func bound() throws(PlacedError) -> (GateBound, isChange: Bool) {
        let given = (Self.limits + ["change"]).filter { mapping.node[$0] != nil }
        guard let key = given.first else {
            throw PlacedError(
                "the gate has no bound", at: TextPlace(mapping.node.place),
                hint: "add one of " + (Self.limits + ["change"]).joined(separator: ", "))
        }
        guard given.count == 1 else {
            throw PlacedError(
                "the gate says \(given.joined(separator: " and ")): one bound is meant",
                at: mapping.place(of: given[1]), hint: "between: [LOW, HIGH] sets both ends")
        }
        var bound: GateBound
        if key == "change", let change = mapping.node["change"] {
            guard case .mapping = change.value else {
                throw PlacedError(
                    "expected a bound, found \(change.words)", at: TextPlace(change.place),
                    hint: "change: {at_least: -5%}")
            }
            let inner = MappingReader(change, of: "change", Self.limits)
            try inner.checkKeys()
            bound = try BoundReader(inner).bound().0
        } else {
            bound = try limit(key)
        }
        if let node = mapping.node["tolerance"] {
            let (number, isPercent) = try Self.number(node)
            guard !isPercent, !number.isNegative else {
                throw PlacedError("expected a number of at least 0, without %", at: TextPlace(node.place))
            }
            bound.tolerance = number.double
        }
        return (bound, key == "change")
    }

    private func limit(_ key: String) throws(PlacedError) -> GateBound {
        guard let node = mapping.node[key] else { throw mapping.missing(key) }
        if key == "between" {
            guard case .sequence(let ends) = node.value, ends.count == 2 else {
                throw PlacedError("expected two numbers, [LOW, HIGH]", at: TextPlace(node.place))
            }
            let (low, lowIsPercent) = try Self.number(ends[0])
            let (high, isPercent) = try Self.number(ends[1])
            guard lowIsPercent == isPercent else {
                throw PlacedError("one end is in percent, the other is not", at: TextPlace(ends[1].place))
            }
            guard low <= high else {
                throw PlacedError("expected a number of at least \(low)", at: TextPlace(ends[1].place))
            }
            return GateBound(.between(low, high), isPercent: isPercent)
        }
        let (number, isPercent) = try Self.number(node)
        let comparison: GateBound.Comparison =
            switch key {
            case "at_least": .atLeast(number)
            case "at_most": .atMost(number)
            case "more_than": .moreThan(number)
            case "less_than": .lessThan(number)
            default: .exactly(number)
            }
        return GateBound(comparison, isPercent: isPercent)
    }

    /// `5`, `-2.5`, `5%`, as it is written.
    private static func number(_ node: YAMLNode) throws(PlacedError) -> (GateNumber, isPercent: Bool) {
        guard let text = node.text else {
            throw PlacedError("expected a number, found \(node.words)", at: TextPlace(node.place))
        }
        let isPercent = text.hasSuffix("%")
        let digits = isPercent ? text.dropLast() : text[...]
        let trimmed = digits.reversed().drop { $0 == " " }.reversed()
        guard let number = GateNumber(String(trimmed)) else {
            throw PlacedError(
                "expected a number, found \(SentenceWords.quoted(text))", at: TextPlace(node.place),
                hint: "numbers have 15 digits at most, and may end in %")
        }
        return (number, isPercent)
    }
}
