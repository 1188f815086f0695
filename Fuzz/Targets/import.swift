import Exporters
import ReleaseFormat
import TestSupport

@testable import Warehouse

/// The whole import: what goes in comes out again, is known when it comes again, and leaves nothing when it is removed.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
    let input = UnsafeBufferPointer(start: data, count: size)
    do {
        try importAndExport(input)
    } catch let error as InputError {
        require([.invalid, .foreign, .limit].contains(error.kind), "an error of another kind: \(error)")
    } catch {
        find("an error of another kind: \(error)")
    }
    return 0
}

// libFuzzer calls from one thread.
private nonisolated(unsafe) var shelf: (warehouse: Warehouse, releases: Int)?

/// A warehouse in memory; a new one now and then, so that what a find needs is not long past.
private func emptyWarehouse() throws -> Warehouse {
    if let (warehouse, releases) = shelf, releases < 100 {
        shelf?.releases += 1
        return warehouse
    }
    let warehouse = try Warehouse(path: ":memory:", access: .write)
    try warehouse.ensureSchema()
    shelf = (warehouse, 0)
    return warehouse
}

private func importAndExport(_ input: UnsafeBufferPointer<UInt8>) throws {
    let warehouse = try emptyWarehouse()
    var options = ImportOptions()
    options.decodesAhead = input.count % 16 == 0
    options.batchCapacity = input.count % 2 == 0 ? 64 : SampleBatch.defaultCapacity
    // Names are given, so that what has none is imported too.
    options.dataset = "fuzz"
    options.release = "v1"
    let first = try warehouse.importRelease(from: .file(InputFile.shared.hold(input)), options: options)

    let exported = try export(warehouse, first.ref)
    let text = input.starts(with: [0xEF, 0xBB, 0xBF]) ? input.dropFirst(3) : input[...]
    if text.first(where: { ![0x20, 0x0A, 0x0D, 0x09].contains($0) }) == UInt8(ascii: "{") {
        let before = try JSONMeaning(text: String(decoding: text, as: UTF8.self))
        let after = try JSONMeaning(text: String(decoding: exported, as: UTF8.self))
        if let difference = JSONMeaning.difference(before, after) { find("another document: \(difference)") }
    }
    let second = try exported.withUnsafeBufferPointer {
        try warehouse.importRelease(from: .file(InputFile.shared.hold($0)), options: options)
    }
    require(second.status == .unchanged, "its own export is another release")
    options.release = "v2"
    let third = try exported.withUnsafeBufferPointer {
        try warehouse.importRelease(from: .file(InputFile.shared.hold($0)), options: options)
    }
    require(
        third.samples.new == 0 && third.labels.new == 0 && third.annotations.new == 0,
        "its own export under another name has something new")
    let report = try warehouse.check()
    require(report.isSound, "the warehouse is unsound: \(report.findings.prefix(3))")
    _ = try warehouse.remove("fuzz@v1")
    require(try warehouse.check().isSound, "the warehouse is unsound with one release gone")
    _ = try warehouse.remove("fuzz@v2")
    for table in ["sample", "sample_state", "label", "frame", "annotation", "release", "dataset", "geometry"]
    {
        let rows = try warehouse.connection.first("SELECT count(*) FROM \(table)") { $0.int64(at: 0) }
        require(rows == 0, "\(table) has \(rows ?? -1) rows left")
    }
}

private func export(_ warehouse: Warehouse, _ reference: String) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try ReleaseExporter(warehouse: warehouse, reference: reference).write { bytes += $0 }
    return bytes
}
