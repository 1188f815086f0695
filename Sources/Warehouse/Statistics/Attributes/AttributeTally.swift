import ReleaseFormat

/// The values of an attribute, and how often each occurs.
struct AttributeTally: Sendable {
    /// Things that have a value: not null.
    private(set) var set = 0
    private(set) var counts: [ExactFigure: Int] = [:]

    /// Adds a value that a number of things have.
    mutating func add(_ value: JSONValue, times: Int, isMultiselect: Bool) {
        switch value {
        case .null: return
        case .array(let elements): add(elements, times)
        case .string(let text):
            if isMultiselect, let elements = JSONValue.strings(inListWrittenAs: text) {
                add(elements, times)
            } else {
                counts[ExactFigure(.text(text)), default: 0] += times
            }
        case .bool, .number, .object: counts[ExactFigure(value.figure), default: 0] += times
        }
        set += times
    }

    mutating func add(_ other: AttributeTally) {
        set += other.set
        counts.merge(other.counts, uniquingKeysWith: +)
    }

    /// Each element counts once per thing.
    private mutating func add(_ elements: [JSONValue], _ times: Int) {
        for figure in Set(elements.filter { $0 != .null }.map { ExactFigure($0.figure) }) {
            counts[figure, default: 0] += times
        }
    }

    /// The values as numbers, with their counts; nil unless all are numbers, and there is one.
    ///
    /// - Parameter readsTexts: whether texts of numbers are numbers.
    func numbers(readsTexts: Bool) -> [(value: Double, count: Int)]? {
        guard !counts.isEmpty else { return nil }
        var numbers: [(value: Double, count: Int)] = []
        for (key, count) in counts {
            guard let value = Self.number(key.figure, readsTexts), value.isFinite else { return nil }
            numbers.append((value, count))
        }
        // Sums depend on the order, which must be the same each time.
        return numbers.sorted { $0.value < $1.value }
    }

    private static func number(_ figure: Figure, _ readsTexts: Bool) -> Double? {
        guard case .text(let text) = figure else { return figure.number }
        guard readsTexts, case .number(let literal)? = try? JSONValue(text: text) else { return nil }
        return Double(literal)
    }
}

/// The values of all attributes of one kind of thing, and how often each occurs.
struct AttributeTallies: Sendable {
    /// All things that could have attributes.
    var things = 0
    private(set) var byName: [ExactText: AttributeTally] = [:]

    /// Adds the attributes that a number of things have.
    mutating func add(
        _ members: [JSONValue.Member], times: Int, of owner: AttributeOwner,
        _ definitions: AttributeDefinitions
    ) {
        for member in members {
            var isMultiselect = false
            if case .string = member.value {
                isMultiselect = definitions.named(member.key, of: owner)?.isMultiselect ?? false
            }
            byName[ExactText(member.key), default: AttributeTally()]
                .add(member.value, times: times, isMultiselect: isMultiselect)
        }
    }

    mutating func add(_ other: AttributeTallies) {
        things += other.things
        for (name, tally) in other.byName { byName[name, default: AttributeTally()].add(tally) }
    }
}
