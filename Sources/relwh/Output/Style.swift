import ArgumentParser

/// When to colour: `--color`.
enum ColorChoice: String, CaseIterable, ExpressibleByArgument, Sendable {
    case auto, always, never
}

/// How text for people is dressed: with or without colour, in Unicode or in ASCII.
struct Style: Sendable, Equatable {
    var isColored = false
    var isUnicode = true

    static let plain = Style()

    /// The style for a place that is, or is not, a terminal.
    init(choice: ColorChoice, isTerminal: Bool, noColor: Bool, isDumb: Bool, isUTF8: Bool) {
        isColored =
            switch choice {
            case .always: true
            case .never: false
            case .auto: isTerminal && !noColor && !isDumb
            }
        isUnicode = isUTF8
    }

    init(isColored: Bool = false, isUnicode: Bool = true) {
        self.isColored = isColored
        self.isUnicode = isUnicode
    }

    /// The style for `descriptor`, by the environment.
    init(choice: ColorChoice, descriptor: CInt) {
        self.init(
            choice: choice, isTerminal: Terminal.isTerminal(descriptor),
            noColor: Terminal.environment("NO_COLOR") != nil,
            isDumb: Terminal.environment("TERM") == "dumb", isUTF8: Terminal.isUTF8)
    }

    func bold(_ text: String) -> String { painted(text, "1") }
    func muted(_ text: String) -> String { painted(text, "2") }
    func alarming(_ text: String) -> String { painted(text, "1;31") }
    func cautious(_ text: String) -> String { painted(text, "1;33") }

    func added(_ text: String) -> String { painted(text, "32") }
    func removed(_ text: String) -> String { painted(text, "31") }
    func modified(_ text: String) -> String { painted(text, "33") }

    var ellipsis: String { isUnicode ? "…" : "..." }
    var arrow: String { isUnicode ? "→" : "->" }
    /// Between the ends of a range.
    var dash: String { isUnicode ? "–" : "-" }
    var times: String { isUnicode ? "×" : "x" }
    var atLeast: String { isUnicode ? "≥" : ">=" }
    var rule: String { isUnicode ? "─" : "-" }
    var barFull: String { isUnicode ? "━" : "#" }
    var barEmpty: String { isUnicode ? "─" : "-" }

    private func painted(_ text: String, _ code: String) -> String {
        isColored ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
