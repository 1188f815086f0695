/// The groups of a table's rows, numbered as they come.
///
/// A group is one combination of keys: always a labelset, then what was asked for.
final class Groups {
    let columns: [FigureColumn]
    private(set) var keys: [[Figure]] = []
    private(set) var orders: [[SortKey]] = []
    private var numbers: [[Int32]: Int] = [:]
    private var adopted: [[Figure]: Int] = [:]
    private let dimensions: [Dimension]

    init(_ dimensions: [Dimension]) {
        self.dimensions = dimensions
        columns = dimensions.flatMap(\.columns)
    }

    var count: Int { keys.count }

    /// The number of a group, by the number of its part in each dimension.
    func number(of parts: [Int32]) -> Int {
        if let number = numbers[parts] { return number }
        let number = keys.count
        numbers[parts] = number
        keys.append(zip(dimensions, parts).flatMap { $0.figures(of: $1) })
        orders.append(zip(dimensions, parts).map { $0.order(of: $1) })
        return number
    }

    /// The number of a group that another scan found, by its keys.
    func adopt(_ key: [Figure], _ order: [SortKey]) -> Int {
        if adopted.isEmpty, !keys.isEmpty {
            adopted = Dictionary(keys.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        }
        if let number = adopted[key] { return number }
        adopted[key] = keys.count
        keys.append(key)
        orders.append(order)
        return keys.count - 1
    }

    /// All groups by their keys: labelsets, categories as the release lists them, words by alphabet.
    var inOrder: [Int] {
        keys.indices.sorted { one, other in
            for (left, right) in zip(orders[one], orders[other]) where left != right { return left < right }
            return one < other
        }
    }
}

/// One of the keys of groups, and the values that it has had so far.
class Dimension {
    let columns: [FigureColumn]
    private var figures: [[Figure]] = []
    private var orders: [SortKey] = []

    init(_ columns: [FigureColumn]) {
        self.columns = columns
    }

    func add(_ figures: [Figure], _ order: SortKey) -> Int32 {
        self.figures.append(figures)
        orders.append(order)
        return Int32(orders.count - 1)
    }

    func figures(of part: Int32) -> [Figure] { figures[Int(part)] }
    func order(of part: Int32) -> SortKey { orders[Int(part)] }
}

/// Categories by id.
final class CategoryDimension: Dimension {
    private let taxonomy: Taxonomy
    private var numbers: [Int64: Int32] = [:]
    private var small = [Int32](repeating: -1, count: 1024)
    private var missing: Int32 = -1

    init(_ taxonomy: Taxonomy) {
        self.taxonomy = taxonomy
        super.init([.key("category_id"), .key("category")])
    }

    func part(of id: Int64?) -> Int32 {
        guard let id else {
            if missing < 0 { missing = add([.none, .none], taxonomy.order(of: nil)) }
            return missing
        }
        if id >= 0, id < 1024 {
            if small[Int(id)] < 0 { small[Int(id)] = make(id) }
            return small[Int(id)]
        }
        if let number = numbers[id] { return number }
        let number = make(id)
        numbers[id] = number
        return number
    }

    private func make(_ id: Int64) -> Int32 {
        add([.optional(id), .optional(taxonomy.name(of: id))], taxonomy.order(of: id))
    }
}

/// A key that is a figure: a sensor, a status, a value of an attribute.
final class FigureDimension: Dimension {
    private var numbers: [ExactFigure: Int32] = [:]
    private let order: (Figure) -> SortKey

    init(_ column: FigureColumn, order: @escaping (Figure) -> SortKey = FigureDimension.naturalOrder) {
        self.order = order
        super.init([column])
    }

    func part(of figure: Figure) -> Int32 {
        if let number = numbers[ExactFigure(figure)] { return number }
        let number = add([figure], order(figure))
        numbers[ExactFigure(figure)] = number
        return number
    }

    /// Numbers by size, texts by alphabet, then what is JSON; nothing last.
    static func naturalOrder(_ figure: Figure) -> SortKey {
        switch figure {
        case .flag(let flag): SortKey(0, flag ? 1 : 0)
        case .count(let number): SortKey(1, Int64(number))
        case .measure(let number), .share(let number): SortKey(2, Self.rank(of: number))
        case .text(let text): SortKey(3, 0, text)
        case .json(let text): SortKey(3, 1, text)
        case .list: SortKey(3, 2)
        case .unknown(let text): SortKey(4, 0, text)
        case .none: SortKey(5)
        }
    }

    /// A whole number in the order of doubles.
    private static func rank(of number: Double) -> Int64 {
        let bits = Int64(bitPattern: number.bitPattern)
        return bits < 0 ? Int64.min &- bits : bits
    }
}

/// Something for each group of a scan, created on first access.
struct PerGroup<Element> {
    /// By number of the group, up to the last one that was changed.
    private(set) var elements: [Element] = []
    private let fresh: Element

    init(_ fresh: Element) {
        self.fresh = fresh
    }

    subscript(group: Int) -> Element {
        get { group < elements.count ? elements[group] : fresh }
        _modify {
            while elements.count <= group { elements.append(fresh) }
            yield &elements[group]
        }
    }

    var indices: Range<Int> { elements.indices }
}

extension PerGroup: Sendable where Element: Sendable {}
