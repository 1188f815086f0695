/// What the rounds of differences took.
struct DiffMeasurements {
    /// Both files one after the other into a new warehouse.
    var imports = Timings()
    /// `relwh diff` of the two files.
    var files = Timings()
    var peak = 0
    var found: DiffCounts?
    /// Python's dictionaries on the same files.
    var dictionaries = Timings()

    var filesRow: Row {
        Row(
            name: .diffFiles, title: "diff of two files / importing both",
            figure: files.median / imports.median,
            unit: "x", target: .atMost(1.3),
            note: "\(Decimal.text(files.median)) s, importing both \(Decimal.text(imports.median)) s, "
                + "peak \(Decimal.text(Double(peak) / 1e6)) MB",
            details: files.details("diff") + imports.details("import") + [("peak_bytes", .integer(peak))])
    }
}
