extension Profile {
    /// The columns of a measure, of which people are shown only some: `mean`, `median`, `max`, …
    static func columns(_ measure: String, _ unit: FigureUnit?, shown: Set<String>) -> [FigureColumn] {
        columns(measure, unit).map { column in
            let isShown = shown.contains { column.name == "\(measure)_\($0)" }
            return isShown ? .figure(column.name, unit) : .detail(column.name, unit)
        }
    }

    /// The cells of a measure's columns; where there are no numbers for a reason, that reason.
    static func figures(_ distribution: Distribution, orUnknown needs: String?) -> [Figure] {
        let figures = figures(distribution)
        guard distribution.count == 0, let needs else { return figures }
        return figures.map { _ in .unknown(needs) }
    }
}
