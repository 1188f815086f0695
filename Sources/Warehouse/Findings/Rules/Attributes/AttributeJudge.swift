import ReleaseFormat

/// Checks the values of attributes against their definitions.
///
/// A null counts as a missing key, and so does an empty text, unless it is one of the choices.
struct AttributeJudge: Sendable {
    /// The thresholds that judging depends on.
    struct Tolerance: Sendable {
        /// How far off a step a number may be, as a share of the step.
        var step = 1e-6
    }

    var tolerance = Tolerance()

    /// The faults of the attributes of one thing.
    ///
    /// - Parameters:
    ///   - attributes: nil without any.
    ///   - sensors: the kind of sensor that shows the thing; nil if it is not known.
    ///   - asksMandatory: whether to check that mandatory attributes are set.
    func faults(
        of attributes: JSONValue?, _ demands: AttributeDemands, sensors: AttributeDemand.Sensors?,
        asksMandatory: Bool = true
    ) -> [AttributeFault] {
        var faults: [AttributeFault] = []
        switch attributes {
        case nil, .null?, .object?: break
        case .array(let elements)? where elements.isEmpty:
            faults.append(AttributeFault(kind: .emptyList, expected: "an object", found: "[]"))
        case let other?:
            faults.append(
                AttributeFault(kind: .malformed, expected: "an object", found: FindingText.of(other)))
        }
        let members = attributes?.members ?? []
        for member in members {
            guard let demand = demands[member.key] else {
                guard member.value != .null, member.value != .string("") else { continue }
                faults.append(
                    AttributeFault(kind: .undefined, name: member.key, found: FindingText.of(member.value)))
                continue
            }
            guard Self.isSet(member.value, demand) else { continue }
            if let sensors, let own = demand.sensors, own != sensors {
                faults.append(
                    AttributeFault(
                        kind: .sensor, name: demand.name,
                        expected: own == .plane ? "only on 2D sensors" : "only on 3D sensors",
                        found: FindingText.of(member.value)))
            }
            judge(member.value, demand, &faults)
        }
        guard asksMandatory else { return faults }
        for index in demands.mandatory {
            let demand = demands.all[index]
            if let sensors, let own = demand.sensors, own != sensors { continue }
            let value = attributes?[demand.name]
            if !Self.isFilledIn(value, demand) { faults.append(Self.missing(demand, value)) }
        }
        return faults
    }

    static func missing(_ demand: AttributeDemand, _ value: JSONValue?) -> AttributeFault {
        AttributeFault(
            kind: .missing, name: demand.name, expected: "a value", found: value.map { FindingText.of($0) })
    }

    // MARK: Set or not

    static func isSet(_ value: JSONValue, _ demand: AttributeDemand) -> Bool {
        switch value {
        case .null: false
        case .string(""): demand.kind == .select && demand.allowed != nil && demand.allows(value)
        default: true
        }
    }

    /// Whether a mandatory attribute is set: an empty list of choices is not. Kinds that no documentation calls
    /// mandatory need no value.
    static func isFilledIn(_ value: JSONValue?, _ demand: AttributeDemand) -> Bool {
        switch demand.kind {
        case .select, .text, .number, .checkbox: value.map { isSet($0, demand) } ?? false
        case .multiselect: value.map { isSet($0, demand) && choices($0)?.isEmpty != true } ?? false
        case .vector3, .quaternion, .points, nil: true
        }
    }

    // MARK: One value

    private func judge(_ value: JSONValue, _ demand: AttributeDemand, _ faults: inout [AttributeFault]) {
        guard let kind = demand.kind else { return }
        func wrong(_ expected: String) {
            faults.append(
                AttributeFault(
                    kind: .kind, name: demand.name, expected: expected, found: FindingText.of(value)))
        }
        func spelled(_ expected: String) {
            faults.append(
                AttributeFault(
                    kind: .spelling, name: demand.name, expected: expected, found: FindingText.of(value)))
        }
        switch kind {
        case .select:
            if value.string != nil {
                if !demand.allows(value) { reportChoice(value, demand, &faults) }
            } else if let word = demand.word(for: value) {
                spelled(JSONValue.string(word).text)
            } else if !demand.allows(value) || demand.allowed == nil {
                wrong("a text")
            }
        case .multiselect:
            guard let elements = Self.choices(value) else { return wrong("a list of texts") }
            if value.array == nil { spelled(FindingText.of(.array(elements))) }
            var others: [JSONValue] = []
            for element in elements where element != .null {
                if demand.allows(element), element.string != nil || demand.allowed != nil { continue }
                if element.string != nil {
                    others.append(element)
                } else if let word = demand.word(for: element) {
                    faults.append(
                        AttributeFault(
                            kind: .spelling, name: demand.name, expected: JSONValue.string(word).text,
                            found: FindingText.of(element)))
                } else {
                    return wrong("a list of texts")
                }
            }
            if !others.isEmpty {
                reportChoice(others.count == 1 ? others[0] : .array(others), demand, &faults)
            }
        case .text:
            switch value {
            case .string, .null: break
            case .number(let literal): spelled(JSONValue.string(literal).text)
            case .bool(let flag): spelled(flag ? #""true""# : #""false""#)
            case .array, .object: wrong("a text")
            }
        case .number:
            guard let number = Self.number(value) else { return wrong("a number") }
            if let text = value.string { spelled(text) }
            bound(number, value, demand, &faults)
        case .checkbox:
            guard value.bool == nil else { break }
            guard let flag = Self.flag(value) else { return wrong("true or false") }
            spelled(flag ? "true" : "false")
        case .vector3, .quaternion, .points:
            if Self.isShape(value, kind) { break }
            if let text = value.string, let read = try? JSONValue(text: text), Self.isShape(read, kind) {
                return spelled(FindingText.of(read))
            }
            wrong(
                kind == .vector3 ? "three numbers" : kind == .quaternion ? "four numbers" : "a list of points"
            )
        }
    }

    private func reportChoice(
        _ value: JSONValue, _ demand: AttributeDemand, _ faults: inout [AttributeFault]
    ) {
        faults.append(
            AttributeFault(
                kind: .choice, name: demand.name,
                expected: "one of \(FindingText.of(.array(demand.allowed ?? [])))",
                found: FindingText.of(value)))
    }

    private func bound(
        _ number: Double, _ value: JSONValue, _ demand: AttributeDemand, _ faults: inout [AttributeFault]
    ) {
        if let minimum = demand.minimum, number < minimum {
            faults.append(
                AttributeFault(
                    kind: .range, name: demand.name, expected: "at least \(FindingText.of(minimum))",
                    found: FindingText.of(value)))
        }
        if let maximum = demand.maximum, number > maximum {
            faults.append(
                AttributeFault(
                    kind: .range, name: demand.name, expected: "at most \(FindingText.of(maximum))",
                    found: FindingText.of(value)))
        }
        if let step = demand.step, !isOnStep(number, from: demand.minimum ?? 0, step) {
            faults.append(
                AttributeFault(
                    kind: .step, name: demand.name,
                    expected: "steps of \(FindingText.of(step)) from \(FindingText.of(demand.minimum ?? 0))",
                    found: FindingText.of(value)))
        }
    }

    /// Whether a number is a whole number of steps away from the first one.
    ///
    /// It may be off by ``Tolerance/step`` steps, and by what the digits of a double cannot express: 0.1 has no exact
    /// double, so that neither three steps of 0.1 nor 0.3 are quite what they seem.
    func isOnStep(_ number: Double, from first: Double, _ step: Double) -> Bool {
        let steps = (number - first) / step
        // Beyond 2^53 every double is a whole number.
        guard steps.isFinite, steps.magnitude < 0x1p53 else { return true }
        let rounding = 4 * max(number.magnitude, first.magnitude).ulp / step
        return (steps - steps.rounded()).magnitude <= tolerance.step + rounding
    }

    // MARK: Reading

    /// A finite number, or a text of one.
    static func number(_ value: JSONValue) -> Double? {
        switch value {
        case .number(let literal): return Double(literal).flatMap { $0.isFinite ? $0 : nil }
        case .string(let text):
            guard case .number(let literal)? = try? JSONValue(text: text) else { return nil }
            return Double(literal).flatMap { $0.isFinite ? $0 : nil }
        default: return nil
        }
    }

    /// A flag, or what means one: `"0"`, `"1"`, `"false"`, `"true"`, 0, 1.
    static func flag(_ value: JSONValue) -> Bool? {
        switch value {
        case .bool(let flag): return flag
        case .number: return value.integer == 1 ? true : value.integer == 0 ? false : nil
        case .string(let text):
            switch text.lowercased() {
            case "1", "true": return true
            case "0", "false": return false
            default: return nil
            }
        default: return nil
        }
    }

    /// The choices: the elements of a list, of a list in a text, as was written until 2026, or a single text. Such
    /// lists are JSON or, as some programs write them, Python.
    static func choices(_ value: JSONValue) -> [JSONValue]? {
        if let elements = value.array { return elements }
        guard let text = value.string else { return nil }
        if text.utf8.first == 0x5B {
            if let elements = (try? JSONValue(text: text))?.array { return elements }
            if let elements = pythonList(text) { return elements }
        }
        return [value]
    }

    /// A list of texts as Python writes it: `['a', "b's"]`; nil for anything else.
    private static func pythonList(_ text: String) -> [JSONValue]? {
        var rest = Substring(text).unicodeScalars.dropFirst()
        var elements: [JSONValue] = []
        func skipSpaces() { rest = rest.drop { $0 == " " } }
        skipSpaces()
        if rest.first == "]" { return rest.count == 1 ? [] : nil }
        while let quote = rest.popFirst(), quote == "'" || quote == "\"" {
            var element = String.UnicodeScalarView()
            while let scalar = rest.popFirst(), scalar != quote {
                if scalar == "\\" {
                    guard let escaped = rest.popFirst(), "\\'\"".unicodeScalars.contains(escaped) else {
                        return nil
                    }
                    element.append(escaped)
                } else {
                    element.append(scalar)
                }
            }
            elements.append(.string(String(element)))
            skipSpaces()
            switch rest.popFirst() {
            case ",": skipSpaces()
            case "]": return rest.isEmpty ? elements : nil
            default: return nil
            }
        }
        return nil
    }

    private static func isShape(_ value: JSONValue, _ kind: AttributeDemand.Kind) -> Bool {
        func areNumbers(_ values: [JSONValue], _ counts: ClosedRange<Int>) -> Bool {
            counts.contains(values.count)
                && values.allSatisfy { if case .number = $0 { true } else { false } }
        }
        let elements = value.array ?? value.members?.map(\.value)
        switch kind {
        case .vector3: return elements.map { areNumbers($0, 3...3) } ?? false
        case .quaternion: return elements.map { areNumbers($0, 4...4) } ?? false
        default:
            return value.array?.allSatisfy { point in
                (point.array ?? point.members?.map(\.value)).map { areNumbers($0, 2...3) } ?? false
            } ?? false
        }
    }

    /// The meaning of a value, however it is spelled, for comparing values; nil if it is not set.
    static func meaning(_ value: JSONValue?, _ demand: AttributeDemand) -> ExactFigure? {
        guard let value, isSet(value, demand) else { return nil }
        switch demand.kind {
        case .number:
            if let text = value.string, let read = try? JSONValue(text: text), case .number = read {
                return ExactFigure(read.figure)
            }
        case .checkbox: return ExactFigure(flag(value).map { .flag($0) } ?? value.figure)
        case .multiselect:
            guard let elements = choices(value) else { break }
            // Neither order nor repetition matters.
            let words = Set(elements.map { ExactText($0.text) }).sorted().map(\.text)
            return ExactFigure(.text(words.joined(separator: ",")))
        case .select, .text:
            if case .number(let literal) = value { return ExactFigure(.text(literal)) }
            if let flag = value.bool { return ExactFigure(.text(flag ? "true" : "false")) }
        case .vector3, .quaternion, .points, nil: break
        }
        return ExactFigure(value.figure)
    }
}
