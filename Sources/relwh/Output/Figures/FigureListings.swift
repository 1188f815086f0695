import Warehouse

// What statistics look like as rows of csv, tsv and markdown: exact for machines, in Markdown as people are shown them.

extension Figure {
    /// A field; in Markdown a cell.
    func field(in column: FigureColumn, for format: RowFormat) -> DocumentValue {
        if format == .markdown { return .optional(FigureText.of(self, in: column)) }
        return column.holdsValues ? .optional(ValueText.of(self)) : document
    }
}

extension FigureTable {
    var listingColumns: [Listing.Column] {
        columns.map { .init($0.name, title: $0.name, isNumeric: !$0.isKey) }
    }

    func fields(of row: [Figure], for format: RowFormat) -> [DocumentValue] {
        zip(columns, row).map { $1.field(in: $0, for: format) }
    }

    /// The table with its keys and one figure; nil when it has no such figure.
    func only(_ figure: String) -> FigureTable? {
        let kept = columns.indices.filter { columns[$0].isKey || columns[$0].name == figure }
        guard kept.contains(where: { !columns[$0].isKey }) else { return nil }
        var table = self
        table.columns = kept.map { columns[$0] }
        for index in table.columns.indices where !table.columns[index].isKey {
            table.columns[index].isDetail = false
        }
        table.rows = rows.map { row in kept.map { row[$0] } }
        return table
    }
}

extension FigureSeries {
    /// A row per series: its keys, the figure in each release, and how the last differs from the first.
    func sideBySide(for format: RowFormat) -> Listing {
        let refs = ColumnNames.unique(releases.map(\.ref))
        let numbers = (refs + ["delta", "change"]).map { Listing.Column($0, title: $0, isNumeric: true) }
        var listing = Listing(
            name: "stats", columns: keys.map { .init($0.name, title: $0.name) } + numbers, rows: [])
        listing.rows = series.map { one in
            var ends = one
            ends.values = [one.values.first ?? nil, one.values.last ?? nil]
            let last = fields(of: ends.values[1], ends.delta(at: 1), ends.change(at: 1), for: format)
            return zip(one.key, keys).map { $0.field(in: $1, for: format) }
                + one.values.map { $0?.field(in: figure, for: format) ?? .null } + last.dropFirst()
        }
        return listing
    }

    /// A value, its difference from one before, and that as a part of it.
    func fields(
        of value: Figure?, _ delta: Double?, _ change: Double?, for format: RowFormat
    ) -> [DocumentValue] {
        if format == .markdown {
            return [
                .optional(value.flatMap { FigureText.of($0, in: figure) }),
                .optional(FigureText.delta(delta, as: value)),
                .optional(change.map(NumberText.signedPercent)),
            ]
        }
        return [
            value?.document ?? .null, value.map { Self.exact(delta, as: $0) } ?? .null,
            change.map(DocumentValue.real) ?? .null,
        ]
    }
}
