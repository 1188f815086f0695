import Warehouse

/// Imports a release, and counts its objects by category.
func countObjects(in file: String, warehouse path: String) throws -> [String: Int64] {
    let warehouse = try Warehouse(path: path, access: .write)
    let report = try warehouse.importRelease(from: .file(file))
    let sql = "SELECT category, count(*) FROM annotations WHERE ref = :ref GROUP BY 1"
    var counts: [String: Int64] = [:]
    try warehouse.query(sql, parameters: [QueryParameter(name: "ref", value: .text(report.ref))]) { row in
        if case .text(let category) = row[0], case .integer(let count) = row[1] { counts[category] = count }
    }
    return counts
}
