/// What to measure, with what and where.
struct Options {
    let relwh: String
    let work: String
    let runs: Int
    let isQuick: Bool
    let rows: Set<RowName>
    let json: String?
    let baselines: String

    init(_ given: Arguments) throws {
        var arguments = given
        relwh = try arguments.required("--relwh")
        work = try arguments.required("--work")
        isQuick = arguments.flag("--quick")
        runs = try arguments.number("--runs") ?? 3
        json = try arguments.value("--json")
        baselines = try arguments.value("--baselines") ?? Self.defaultBaselines
        rows = try Self.rows(arguments.value("--only"))
        try arguments.finish()
    }

    var samples: Int { isQuick ? 2000 : 20_000 }

    var scale: Scale { Scale(isQuick: isQuick) }

    /// Times that what takes milliseconds is measured.
    var shortRuns: Int { max(10, runs) }

    func wants(_ rows: RowName...) -> Bool { !self.rows.isDisjoint(with: rows) }

    private static func rows(_ list: String?) throws -> Set<RowName> {
        guard let list else { return Set(RowName.allCases) }
        return try Set(
            list.split(separator: ",").map { name in
                guard let row = RowName(rawValue: String(name)) else {
                    throw UsageError("there is no row \(name)")
                }
                return row
            })
    }

    private static var defaultBaselines: String {
        let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        return parts.dropLast(3).joined(separator: "/") + "/baselines"
    }
}
