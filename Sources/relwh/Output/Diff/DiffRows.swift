import Warehouse

/// One row per change, with the columns of the table `changes` that SQL over a diff has. The figures are left out.
struct DiffRows: DiffWriter {
    let output: Output
    let format: DelimitedText

    func begin() throws {
        let names = DiffTable.changes.layout.columns.map(\.name)
        try output.write { format.append(names: names, to: &$0) }
    }

    func change(_ change: Change) throws {
        try output.write { format.append(DiffTable.row(of: change), to: &$0) }
    }

    func end(_ summary: DiffSummary) {}
}
