import ReleaseGenerator

/// Searches among many samples, of each kind that has its own way to the answer.
struct SearchRows {
    private let workspace: Workspace
    private let options: Options
    private let examiner: Examiner

    /// What is asked, and in which kind of place the answer lies.
    private static let queries: [(part: String, query: String)] = [
        ("name", "tunnel_00012"),
        ("metadata", "metadata.speed:>=120"),
        ("category", "ground-truth.car:>=2"),
        ("attribute", "attr:occluded=true"),
        ("area", "area:>=20000"),
    ]

    init(_ workspace: Workspace) {
        self.workspace = workspace
        options = workspace.options
        examiner = Examiner(workspace)
    }

    func measure() throws -> [Row] {
        guard options.wants(.search) else { return [] }
        let warehouse = KeptWarehouse(workspace, options.scale.sparse)
        try warehouse.build()
        return try Self.queries.map { part, query in
            let question = Question(
                name: .search, part: part,
                title: "samples \(query), \(warehouse.recipe.samples) samples",
                arguments: ["samples", query, warehouse.recipe.ref, "--count", "--json"])
            let answer = try examiner.ask(question, of: warehouse.path, times: options.shortRuns)
            return try row(question, answer)
        }
    }

    /// With the number of samples found, where the answer says it: one that finds none measures little.
    private func row(_ question: Question, _ answer: Answer) throws -> Row {
        var row = examiner.row(question, answer)
        guard case .measured(let measurement) = answer else { return row }
        if let count = try? JSONField.number("total", in: measurement.output) {
            row.note += ", \(Int(count)) found"
        }
        row.details.append(("answer", .text(String(measurement.output.prefix(500)))))
        return row
    }
}
