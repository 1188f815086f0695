/// The columns of a table's figures, each declared together with the cell that a group fills it with.
struct FigureLayout<Group>: Sendable {
    struct Part: Sendable {
        var columns: [FigureColumn]
        /// One for each column.
        var cells: @Sendable (Group) -> [Figure]
    }

    private let parts: [Part]

    init(_ parts: [Part]) {
        self.parts = parts
    }

    var columns: [FigureColumn] { parts.flatMap(\.columns) }

    func cells(of group: Group) -> [Figure] { parts.flatMap { $0.cells(group) } }
}

extension FigureLayout.Part {
    static func figure(
        _ name: String, _ unit: FigureUnit? = nil, title: String? = nil,
        _ cell: @escaping @Sendable (Group) -> Figure
    ) -> Self {
        Self(columns: [.figure(name, unit, title: title)]) { [cell($0)] }
    }

    static func detail(
        _ name: String, _ unit: FigureUnit? = nil, title: String? = nil,
        _ cell: @escaping @Sendable (Group) -> Figure
    ) -> Self {
        Self(columns: [.detail(name, unit, title: title)]) { [cell($0)] }
    }

    /// The columns of a ``Profile``.
    ///
    /// - Parameter shown: those that are not details; mean and median by default.
    static func profile(
        _ measure: String, _ unit: FigureUnit?, shown: Set<String> = ["mean", "median"],
        _ cells: @escaping @Sendable (Group) -> [Figure]
    ) -> Self {
        Self(columns: Profile.columns(measure, unit, shown: shown), cells: cells)
    }
}
