import ReleaseGenerator

/// Questions a user might type, asked of a warehouse with eleven releases: how SQLite goes about each, and
/// how long the command takes to answer.
struct QueryRows {
    private let workspace: Workspace
    private let grown: GrownWarehouse

    init(_ workspace: Workspace, _ grown: GrownWarehouse) {
        self.workspace = workspace
        self.grown = grown
    }

    func measure() throws -> [Query] {
        try grown.build()
        return try questions().map { title, sql in
            workspace.say("asking: \(title)")
            let plan = try ask("EXPLAIN QUERY PLAN " + sql).output.split(separator: "\n").map { step in
                try JSONField.text("detail", in: String(step))
            }
            var timings = Timings()
            var answer = ""
            for _ in 0..<max(3, workspace.options.runs) {
                let outcome = try ask(sql)
                timings.add(outcome.run)
                answer = outcome.output
            }
            return Query(title: title, sql: sql, plan: plan, rows: rows(in: answer), timings: timings)
        }
    }

    private func ask(_ sql: String) throws -> Child.Outcome {
        try workspace.run([workspace.options.relwh, "--db", grown.path, "sql", sql, "--format", "ndjson"])
    }

    private func rows(in answer: String) -> Int { answer.utf8.count { $0 == UInt8(ascii: "\n") } }

    private func questions() -> [(title: String, sql: String)] {
        let recipe = workspace.recipe(GrownWarehouse.releases)
        let witness = recipe.witness
        return [
            (
                "annotations by category in one release",
                "SELECT category, count(*) FROM annotations"
                    + " WHERE ref = '\(recipe.ref)' AND labelset = 'ground-truth' GROUP BY 1"
            ),
            (
                "one sample's annotations in one release",
                "SELECT labelset, annotation_id, category, type, points FROM annotations"
                    + " WHERE ref = '\(recipe.ref)' AND sample = '\(witness.name)'"
            ),
            (
                "one sample in all releases",
                "SELECT ref, labelset, label_status, annotations FROM labels WHERE sample_uuid = '\(witness.uuid)'"
            ),
            (
                "one sample's annotations in all releases",
                "SELECT ref, labelset, count(*) FROM annotations WHERE sample_uuid = '\(witness.uuid)' GROUP BY 1, 2"
            ),
            (
                "one category in all releases",
                "SELECT ref, count(*) FROM annotations WHERE category = 'pedestrian' GROUP BY 1"
            ),
            (
                "tracks of one release",
                "SELECT category, count(*), sum(frames) FROM tracks WHERE ref = '\(recipe.ref)' GROUP BY 1"
            ),
        ]
    }
}
