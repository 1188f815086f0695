import Warehouse

/// Figures as people are shown them.
enum FigureText {
    /// A cell; nil where there is nothing to show.
    static func of(_ figure: Figure, in column: FigureColumn) -> String? {
        if column.holdsValues { return ValueText.of(figure).map { SafeText.shown($0) } }
        return switch figure {
        case .none: nil
        case .count(let count): column.isKey ? "\(count)" : NumberText.grouped(count)
        case .measure(let value): NumberText.significant(value)
        case .share(let share): NumberText.percent(share)
        case .text(let text), .json(let text): SafeText.shown(text)
        case .list: ValueText.of(figure).map { SafeText.shown($0) }
        case .flag(let flag): flag ? "yes" : "no"
        // What is needed is shown below the table.
        case .unknown: "unknown"
        }
    }

    /// What a figure is by how much more; nil where it cannot be said.
    static func delta(_ delta: Double?, as figure: Figure?) -> String? {
        guard let delta else { return nil }
        switch figure {
        case .count:
            return Int(exactly: delta).map(NumberText.signed) ?? NumberText.significant(delta)
        case .share: return (delta > 0 ? "+" : "") + NumberText.fixed(delta * 100, places: 1) + " pp"
        default: return (delta > 0 ? "+" : "") + NumberText.significant(delta)
        }
    }

    /// A heading for people: `width_median` as `width median`, with the unit. A key that a user chose, as in
    /// `metadata.vehicle_id`, stays as it is.
    static func title(_ column: FigureColumn) -> String {
        // What a user calls an attribute is not ours to change.
        let name =
            column.title
            ?? (column.holdsValues
                ? SafeText.shown(column.name) : column.name.replacing("_", with: " "))
        switch column.unit {
        case nil, .share, .frames: return name
        case let unit?: return "\(name) \(unit.rawValue)"
        }
    }
}

extension FigureText {
    /// Why a figure is unknown, with the option that makes it known.
    static func reason(_ needs: String) -> String {
        needs == StatisticOptions.needsTimeUnit ? "\(needs) (--time-unit)" : needs
    }
}

extension Figure {
    /// The figure in a document: numbers as numbers; what is not known as null, whose reason is elsewhere.
    var document: DocumentValue {
        switch self {
        case .none, .unknown: .null
        case .count(let count): .count(count)
        case .measure(let value), .share(let value): .real(value)
        case .text(let text), .json(let text): .string(text)
        case .list(let figures): .array(figures.map(\.element))
        case .flag(let flag): .bool(flag)
        }
    }

    /// The figure as an element of a list.
    private var element: DocumentValue {
        if case .json(let text) = self { .embedded(text) } else { document }
    }

    /// Why it is not known.
    var reason: String? {
        if case .unknown(let needs) = self { FigureText.reason(needs) } else { nil }
    }
}
