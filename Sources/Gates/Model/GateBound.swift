/// What a number may be: `at least 500`, `at most 2%`, `between 10 and 20`.
public struct GateBound: Sendable, Hashable {
    public enum Comparison: Sendable, Hashable {
        case atLeast(GateNumber)
        case atMost(GateNumber)
        case moreThan(GateNumber)
        case lessThan(GateNumber)
        case exactly(GateNumber)
        /// Both ends belong to it.
        case between(GateNumber, GateNumber)
    }

    public var comparison: Comparison
    /// Whether the numbers are percent of something.
    public var isPercent: Bool
    /// How far a measure may be from `exactly` and from the ends; 0 for counts.
    public var tolerance = 0.0

    public init(_ comparison: Comparison, isPercent: Bool = false) {
        self.comparison = comparison
        self.isPercent = isPercent
    }

    static let none = GateBound(.atMost(GateNumber(0)))
    static let any = GateBound(.atLeast(GateNumber(1)))

    /// Whether a count keeps to the bound; exact.
    func allows(_ count: Int) -> Bool { allows { $0.order(of: count) } }

    /// Whether a part of a whole keeps to a bound in percent; exact. The whole is above 0.
    func allows(_ part: Int, of whole: Int) -> Bool { allows { $0.order(ofPercent: part, of: whole) } }

    /// Whether a measure keeps to the bound; one in percent is compared with a share, 1 being all.
    func allows(_ measure: Double) -> Bool {
        allows { number in
            let limit = isPercent ? number.fraction : number.double
            return abs(measure - limit) <= tolerance ? 0 : measure < limit ? -1 : 1
        }
    }

    /// The numbers that it names.
    var limits: [GateNumber] {
        switch comparison {
        case .atLeast(let number), .atMost(let number), .moreThan(let number), .lessThan(let number),
            .exactly(let number):
            [number]
        case .between(let low, let high): [low, high]
        }
    }

    /// Whether it only limits how much there may be.
    var isUpper: Bool {
        switch comparison {
        case .atMost, .lessThan: true
        default: false
        }
    }

    /// - Parameter order: how what was found compares with a number: below 0, 0, above 0.
    private func allows(_ order: (GateNumber) -> Int) -> Bool {
        switch comparison {
        case .atLeast(let number): order(number) >= 0
        case .atMost(let number): order(number) <= 0
        case .moreThan(let number): order(number) > 0
        case .lessThan(let number): order(number) < 0
        case .exactly(let number): order(number) == 0
        case .between(let low, let high): order(low) >= 0 && order(high) <= 0
        }
    }

    /// As a sentence writes it: `at most 2%`.
    var text: String {
        func shown(_ number: GateNumber) -> String { isPercent ? "\(number)%" : "\(number)" }
        let words =
            switch comparison {
            case .atLeast(let number): "at least \(shown(number))"
            case .atMost(let number): "at most \(shown(number))"
            case .moreThan(let number): "more than \(shown(number))"
            case .lessThan(let number): "less than \(shown(number))"
            case .exactly(let number): "exactly \(shown(number))"
            case .between(let low, let high): "between \(low) and \(shown(high))"
            }
        return tolerance > 0 ? "\(words) ± \(tolerance)" : words
    }
}
