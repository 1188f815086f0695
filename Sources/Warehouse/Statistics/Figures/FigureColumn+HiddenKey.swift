extension FigureColumn {
    /// A key that people who look at a table can do without: an id beside its name.
    static func hiddenKey(_ name: String) -> FigureColumn {
        FigureColumn(name: name, isKey: true, unit: nil, isDetail: true)
    }
}
