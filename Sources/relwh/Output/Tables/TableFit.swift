/// Fits the columns of a table to a terminal: which stay, and how wide they are.
///
/// Decorations go first, then columns that may leave, while names would have to be cut. Then texts are cut or wrapped,
/// the widest first, then names, as far as they still differ. Where that is not enough, columns are left out from the
/// end. Numbers are never cut.
struct TableFit {
    /// The least that a text is cut down to.
    private static let leastText = 6
    /// The least that a name is cut down to.
    private static let leastName = 12
    /// A wrapped text in less is unpleasant to read, and in even less is none.
    private static let pleasantWrap = 24
    private static let leastWrap = 16

    private let columns: [TableLayout.Column]
    private let natural: [Int]
    private let limit: Int
    private let ellipsis: String
    private let texts: (Int) -> Set<String>
    /// The different texts of the columns that hold names.
    private var names: [Int: Set<String>] = [:]

    /// The columns that stay.
    private(set) var places: [Int]
    /// Their widths.
    private(set) var widths: [Int]

    /// - Parameters:
    ///   - widths: What the columns would like to have.
    ///   - texts: The different texts of a column.
    init(
        columns: [TableLayout.Column], widths: [Int], limit: Int, ellipsis: String,
        texts: @escaping (Int) -> Set<String>
    ) {
        self.columns = columns
        natural = widths
        self.widths = widths
        self.limit = limit
        self.ellipsis = ellipsis
        self.texts = texts
        places = Array(columns.indices)
    }

    mutating func narrow() {
        for place in columns.indices.filter({ columns[$0].isDecoration }).reversed() { leave(place, .wide) }
        let leaving = columns.indices.filter { columns[$0].leaves != nil }
        for place in leaving.sorted(by: { (columns[$0].leaves ?? 0) < (columns[$1].leaves ?? 0) }) {
            leave(place, .pleasant)
        }
        while places.count > 1, let last = places.last, total(.least) > limit {
            places.removeAll { $0 == last }
        }
        widths = places.map { natural[$0] }
        shrink(
            places.indices.filter { index in
                let column = columns[places[index]]
                return !isName(places[index]) && !column.isNumeric && column.leaves == nil
            })
        shrink(places.indices.filter { isName(places[$0]) })
    }

    static func total(_ widths: some Collection<Int>) -> Int {
        widths.reduce(0, +) + TableLayout.gap.count * max(0, widths.count - 1)
    }

    // MARK: Leaving out

    private enum Measure {
        /// As wide as the columns would like to be.
        case wide
        /// Names whole, and what may leave instead of being cut; other texts cut.
        case pleasant
        /// The least at all.
        case least
    }

    /// Leaves a column out if the others have no room beside it.
    private mutating func leave(_ place: Int, _ measure: Measure) {
        if places.count > 1, total(measure) > limit { places.removeAll { $0 == place } }
    }

    private mutating func total(_ measure: Measure) -> Int {
        var widths: [Int] = []
        for place in places { widths.append(width(of: place, measure)) }
        return Self.total(widths)
    }

    private mutating func width(of place: Int, _ measure: Measure) -> Int {
        let natural = natural[place]
        if measure == .wide || columns[place].isNumeric { return natural }
        // Half a time says nothing.
        if measure == .pleasant, columns[place].leaves != nil { return natural }
        switch columns[place].narrowing {
        case .keeps: return min(natural, limit)
        case .cutsEnd: return min(natural, Self.leastText)
        case .wraps:
            let least = measure == .least ? Self.leastWrap : Self.pleasantWrap
            return min(natural, max(least, DisplayWidth.of(columns[place].title)))
        case .cutsMiddle, .cutsDataset:
            return measure == .least ? leastDistinct(place) : natural
        }
    }

    // MARK: Cutting

    /// Makes the widest of these columns narrower until all fit, or none can give more.
    private mutating func shrink(_ indices: [Int]) {
        var least: [Int: Int] = [:]
        for index in indices { least[index] = width(of: places[index], .least) }
        var excess = Self.total(widths) - limit
        while excess > 0 {
            let able = indices.filter { widths[$0] > least[$0] ?? 0 }
            guard let widest = able.max(by: { claim($0) < claim($1) }) else { break }
            widths[widest] -= 1
            excess -= 1
        }
        for index in indices where isName(places[index]) {
            while widths[index] > least[index] ?? 0, !keepsApart(places[index], at: widths[index]) {
                widths[index] -= 1
            }
        }
    }

    /// The greatest gives way first: the widest text; of wrapped ones that with the greatest part of its width.
    private func claim(_ index: Int) -> Double {
        let width = Double(widths[index])
        let place = places[index]
        return columns[place].narrowing == .wraps ? 1000 * width / Double(max(1, natural[place])) : width
    }

    private func isName(_ place: Int) -> Bool {
        [.cutsMiddle, .cutsDataset].contains(columns[place].narrowing) && !columns[place].isNumeric
    }

    /// The least width at which no two names look the same.
    private mutating func leastDistinct(_ place: Int) -> Int {
        let most = min(natural[place], limit)
        var (low, high) = (min(most, Self.leastName), most)
        while low < high {
            let middle = (low + high) / 2
            if keepsApart(place, at: middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// Whether the column's names, cut to a width, fit and still differ.
    private mutating func keepsApart(_ place: Int, at width: Int) -> Bool {
        let names = names[place] ?? texts(place)
        self.names[place] = names
        var seen = Set<String>()
        return names.allSatisfy { name in
            let text = columns[place].narrowing.cut(name, to: width, ellipsis: ellipsis)
            return DisplayWidth.of(text) <= width && seen.insert(text).inserted
        }
    }
}
