import Exporters
import ReleaseFormat
import SQLite
import TestSupport

@testable import Warehouse

/// A warehouse in a folder of its own, and how tests put releases into it.
struct Shelf {
    let folder: ScratchFolder
    let warehouse: Warehouse

    /// - Parameter file: the warehouse's name in the folder; in memory by default.
    init(file: String? = nil, busyTimeout: Duration = .seconds(5)) throws {
        let folder = try ScratchFolder()
        let path = file.map { folder($0) } ?? ":memory:"
        self.folder = folder
        warehouse = try Warehouse(path: path, access: .write, busyTimeout: busyTimeout)
    }

    var connection: Connection { warehouse.connection }

    @discardableResult
    func load(
        _ text: String, _ options: ImportOptions = ImportOptions(), cancellation: Cancellation? = nil,
        progress: ((ImportProgress) -> Void)? = nil
    ) throws -> ImportReport {
        try load(bytes: Array(text.utf8), options, cancellation: cancellation, progress: progress)
    }

    @discardableResult
    func load(_ document: JSONValue, _ options: ImportOptions = ImportOptions()) throws -> ImportReport {
        try load(document.text, options)
    }

    @discardableResult
    func load(
        bytes: [UInt8], _ options: ImportOptions = ImportOptions(), cancellation: Cancellation? = nil,
        progress: ((ImportProgress) -> Void)? = nil
    ) throws -> ImportReport {
        try warehouse.importRelease(
            from: .file(folder.write(bytes, to: "release.json")), options: options,
            cancellation: cancellation,
            progress: progress)
    }

    /// The release's document as the warehouse gives it back.
    func export(_ reference: String) throws -> String {
        var bytes: [UInt8] = []
        try ReleaseExporter(warehouse: warehouse, reference: reference).write { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// All rows of a query, columns parted by a bar.
    func lines(_ sql: String) throws -> [String] { try connection.lines(sql) }

    func count(_ table: String) throws -> Int {
        try connection.first("SELECT count(*) FROM \(table)") { Int($0.int64(at: 0)) } ?? 0
    }

}

extension Connection {
    func lines(_ sql: String) throws -> [String] {
        var lines: [String] = []
        try query(sql) { row in
            lines.append((0..<row.columnCount).map { row.value(at: $0).line }.joined(separator: "|"))
        }
        return lines
    }
}

extension Value {
    /// The value with its type: no two that differ look alike.
    var line: String {
        switch self {
        case .null: "NULL"
        case .integer(let whole): "\(whole)"
        case .real(let double): "\(double)r"
        case .text(let text): "'\(text)'"
        case .blob(let bytes): "x'" + bytes.map { String($0, radix: 16) }.joined(separator: ".") + "'"
        }
    }
}

extension ImportOptions {
    init(
        dataset: String? = nil, release: String? = nil, replace: Bool = false, dryRun: Bool = false,
        decodesAhead: Bool = true, batchCapacity: Int? = nil
    ) {
        self.init()
        self.dataset = dataset
        self.release = release
        self.replace = replace
        self.dryRun = dryRun
        self.decodesAhead = decodesAhead
        if let batchCapacity { self.batchCapacity = batchCapacity }
    }
}
