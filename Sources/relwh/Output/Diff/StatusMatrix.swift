import Warehouse

/// How many labels of a labelset went from one status to another.
struct StatusMatrix: Sendable {
    var labelset: String
    /// nil where labels state none.
    var from: [String?] = []
    var to: [String?] = []
    private var counts: [[Int]] = []

    /// One matrix a labelset, in the order of transitions.
    static func all(_ transitions: [DiffSummary.StatusTransition]) -> [StatusMatrix] {
        var all: [StatusMatrix] = []
        for one in transitions {
            let known = all.firstIndex { $0.labelset.isExactly(one.labelset) }
            if known == nil { all.append(StatusMatrix(labelset: one.labelset)) }
            all[known ?? all.count - 1].add(one)
        }
        return all
    }

    init(labelset: String) { self.labelset = labelset }

    private mutating func add(_ one: DiffSummary.StatusTransition) {
        func place(of status: String?, in list: inout [String?]) -> Int {
            if let known = list.firstIndex(of: status) { return known }
            list.append(status)
            return list.count - 1
        }
        let row = place(of: one.from, in: &from)
        let column = place(of: one.to, in: &to)
        while counts.count <= row { counts.append([]) }
        while counts[row].count <= column { counts[row].append(0) }
        counts[row][column] += one.labels
    }

    /// A row a status on the `from` side: its name, then how many went to each of `to`; nil for none.
    func rows(arrow: String) -> (titles: [String], rows: [(String, [Int?])]) {
        let titles = to.map { "\(arrow) \(Self.name($0))" }
        let rows = from.indices.map { row in
            (
                Self.name(from[row]),
                to.indices.map { column -> Int? in
                    let count = column < counts[row].count ? counts[row][column] : 0
                    return count > 0 ? count : nil
                }
            )
        }
        return (titles, rows)
    }

    private static func name(_ status: String?) -> String { status.map { SafeText.shown($0) } ?? "(none)" }
}
