import ReleaseFormat

@testable import Warehouse

/// Queries: what is read is written so that it reads the same, and finds what its negation does not.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: data, count: size), as: UTF8.self)
    do {
        let query = try SearchQuery(text)
        let again = try SearchQuery(query.description)
        require(again == query, "written it reads otherwise: \(query.description)")
        let (warehouse, samples) = try small()
        let ref = "acme/street-scenes@v1"
        let found = try warehouse.countSamples(query, in: ref).total
        let rest = try warehouse.countSamples(SearchQuery("NOT (\(query))"), in: ref).total
        require(found + rest == samples, "\(found) found, \(rest) not, of \(samples)")
        var handed = 0
        let folded = SearchOptions(ignoresCase: true)
        _ = try warehouse.search(query, in: ref, options: folded) { _ in handed += 1 }
        require(
            (0...samples).contains(handed) && handed >= (text.utf8.contains { $0 >= 0x80 } ? 0 : found),
            "\(handed) found without regard to case, \(found) with")
    } catch let error as SearchError {
        require((0...error.query.utf8.count).contains(error.offset), "an error without a place: \(error)")
    } catch let error as WarehouseError {
        require(error.kind == .notFound || error.kind == .ambiguous, "an error of another kind: \(error)")
    } catch {
        find("an error of another kind: \(error)")
    }
    return 0
}

// libFuzzer calls from one thread.
private nonisolated(unsafe) var shelf: (warehouse: Warehouse, samples: Int)?

private func small() throws -> (warehouse: Warehouse, samples: Int) {
    if let shelf { return shelf }
    let warehouse = try Warehouse(path: ":memory:", access: .write)
    let report = try warehouse.importRelease(from: .file("Fixtures/releases/street-scenes-v1.json"))
    require(report.ref == "acme/street-scenes@v1", "the fixture is \(report.ref)")
    shelf = (warehouse, report.samples.total)
    return (warehouse, report.samples.total)
}
