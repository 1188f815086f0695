/// A table of figures: what a statistic answers.
///
/// Key columns come first; together they identify a row.
public struct FigureTable: Sendable, Hashable {
    /// Within its statistic, in snake case.
    public var name: String
    public var columns: [FigureColumn]
    public var rows: [[Figure]]
    /// Why there are no rows: what the release does not have, as in `needs time stamps`; nil otherwise.
    public var unknown: String?
    /// How many rows were left out because fewer were asked for.
    public var omittedRows = 0
    /// Whether it is only shown to people who ask for details.
    public var isDetail = false
    /// Whether the rows of a labelset are in order of weight, the heaviest first, so that some may be left out.
    var isRanked: Bool

    public init(_ name: String, _ columns: [FigureColumn], rows: [[Figure]] = [], isRanked: Bool = true) {
        self.name = name
        self.columns = columns
        self.rows = rows
        self.isRanked = isRanked
    }

    /// Puts the rows of each labelset in the order of a figure, the greatest first; equal ones stay as they are.
    mutating func rank(by column: String) {
        guard let figure = index(of: column) else { return }
        let labelset = index(of: "labelset")
        var ranks: [Figure: Int] = [:]
        for row in rows {
            let key = labelset.map { row[$0] } ?? .none
            if ranks[key] == nil { ranks[key] = ranks.count }
        }
        let order = rows.enumerated().map { offset, row in
            (
                labelset: ranks[labelset.map { row[$0] } ?? .none] ?? 0,
                weight: row[figure].number ?? -.infinity, offset: offset
            )
        }
        rows = order.sorted { one, other in
            if one.labelset != other.labelset { return one.labelset < other.labelset }
            if one.weight != other.weight { return one.weight > other.weight }
            return one.offset < other.offset
        }.map { rows[$0.offset] }
    }

    /// Keeps the first rows of each labelset, of a table that is ranked.
    mutating func keep(top: Int) {
        guard isRanked else { return }
        let labelset = index(of: "labelset")
        var seen: [Figure: Int] = [:]
        let kept = rows.filter { row in
            let key = labelset.map { row[$0] } ?? .none
            seen[key, default: 0] += 1
            return seen[key, default: 0] <= top
        }
        omittedRows += rows.count - kept.count
        rows = kept
    }

    /// Keeps the rows that agree with one of another table's rows in all keys that both have.
    mutating func keep(rowsOf other: FigureTable) {
        let shared = columns.indices.compactMap { index in
            columns[index].isKey
                ? other.columns.firstIndex { $0.isKey && $0.name == columns[index].name }.map { (index, $0) }
                : nil
        }
        let known = Set(other.rows.map { row in shared.map { row[$0.1] } })
        let count = rows.count
        rows.removeAll { row in !known.contains(shared.map { row[$0.0] }) }
        omittedRows += count - rows.count
    }

    /// The index of a column; nil without one of that name.
    public func index(of column: String) -> Int? { columns.firstIndex { $0.name == column } }

    /// The cells of the key columns of a row.
    public func key(of row: [Figure]) -> [Figure] {
        zip(columns, row).filter { $0.0.isKey }.map(\.1)
    }
}

public struct FigureColumn: Sendable, Hashable {
    /// In snake case.
    public var name: String
    /// Whether it is part of a row's key, and not one of its figures.
    public var isKey: Bool
    /// nil for counts and words.
    public var unit: FigureUnit?
    /// Whether tables for people leave it out unless details are asked for.
    public var isDetail: Bool
    /// Shown to people instead of the name; nil for the name.
    public var title: String?
    /// Whether its cells are values of the data, which may be of any type: `true`, `"true"`, `1`, `"1"`.
    public var holdsValues = false

    static func key(_ name: String) -> FigureColumn {
        FigureColumn(name: name, isKey: true, unit: nil, isDetail: false)
    }

    /// A key whose cells are values of the data.
    static func value(_ name: String) -> FigureColumn {
        FigureColumn(name: name, isKey: true, unit: nil, isDetail: false, holdsValues: true)
    }

    static func figure(_ name: String, _ unit: FigureUnit? = nil, title: String? = nil) -> FigureColumn {
        FigureColumn(name: name, isKey: false, unit: unit, isDetail: false, title: title)
    }

    static func detail(_ name: String, _ unit: FigureUnit? = nil, title: String? = nil) -> FigureColumn {
        FigureColumn(name: name, isKey: false, unit: unit, isDetail: true, title: title)
    }
}

/// The unit of a measure.
public enum FigureUnit: String, Sendable, Hashable {
    case share
    case pixels = "px"
    case squarePixels = "px²"
    case metres = "m"
    case cubicMetres = "m³"
    case radians = "rad"
    case seconds = "s"
    case frames
    case metresPerSecond = "m/s"
    case metresPerSecondSquared = "m/s²"
    case bits
}

extension [FigureTable] {
    /// Keeps the first rows of each labelset in the first table, and in each other table that is ranked; of the
    /// rest, what belongs to the rows that the first table keeps.
    mutating func keep(top: Int) {
        for index in indices {
            if index == 0 || self[index].isRanked {
                self[index].keep(top: top)
            } else {
                self[index].keep(rowsOf: self[0])
            }
        }
    }
}

extension FigureColumn {
    /// A key that tables for people leave out: an id beside its name.
    static func hiddenKey(_ name: String) -> FigureColumn {
        FigureColumn(name: name, isKey: true, unit: nil, isDetail: true)
    }
}
