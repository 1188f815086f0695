import ReleaseFormat
import SQLite
import TestSupport
import Testing

@testable import Warehouse

/// Whatever fails in the middle of an import, the warehouse is as before, and the next import works.
@Suite struct FaultTests {
    private let shelf: Shelf
    private let dump: Dump
    private let next: JSONValue

    init() throws {
        shelf = try Shelf(file: "w.db")
        try shelf.load(Documents.boxes("v1", samples: 4))
        dump = try Dump(shelf)
        let padding = JSONValue.string(String(repeating: "padding ", count: 300))
        let grown = Documents.boxes("v2", samples: 120)
        next = grown.withSamples(
            grown.samples.map { $0.with("metadata", .object([JSONValue.Member("p", padding)])) })
    }

    /// Tries an import with ever later faults, until one gets through.
    ///
    /// - Parameters:
    ///   - steps: the faults to try.
    ///   - arm: makes the fault.
    ///   - disarm: takes it away, fault or none.
    private func sweep(
        _ steps: some Sequence<Int>, document: JSONValue, options: ImportOptions = ImportOptions(),
        arm: (Int) throws -> Void, disarm: () throws -> Void, isExpected: (WarehouseError) -> Bool
    ) throws {
        var failures = 0
        for step in steps {
            try arm(step)
            let result = Result { try shelf.load(Window.withSamplesBehind(document.text), options) }
            try disarm()
            switch result {
            case .success(let report):
                #expect(report.status == .imported && failures > 0, "step \(step)")
                try Recount.check(shelf)
                #expect(try shelf.lines("PRAGMA integrity_check") == ["'ok'"])
                return
            case .failure(let error):
                failures += 1
                #expect((error as? WarehouseError).map(isExpected) == true, "step \(step): \(error)")
                #expect(!shelf.connection.isInTransaction, "step \(step)")
                let after = try Dump(shelf)
                guard after == dump else {
                    Issue.record("step \(step): \(after.difference(from: dump))")
                    return
                }
            }
        }
        Issue.record("no step was late enough; \(failures) failed")
    }

    @Test(arguments: [false, true])
    func `a full disk`(isAhead: Bool) throws {
        let pages = try #require(try shelf.connection.first("PRAGMA page_count") { Int($0.int64(at: 0)) })
        try sweep(
            pages..., document: next, options: ImportOptions(decodesAhead: isAhead, batchCapacity: 4096),
            arm: { try shelf.connection.execute("PRAGMA max_page_count = \($0)") },
            disarm: { try shelf.connection.execute("PRAGMA max_page_count = 1073741823") },
            isExpected: { $0.kind == .unusable && $0.message.contains("full") })
    }

    @Test(arguments: [1, 40])
    func `an interruption at any step`(samples: Int) throws {
        let document = Documents.boxes("v2", samples: samples + 4)
        var calls = 0
        try sweep(
            stride(from: 1, to: 100_000, by: samples == 1 ? 3 : 29), document: document,
            options: ImportOptions(decodesAhead: false, batchCapacity: 1024),
            arm: { step in
                calls = 0
                shelf.connection.onProgress(every: 10) {
                    calls += 1
                    return calls == step
                }
            },
            disarm: { shelf.connection.onProgress(every: 0, nil) },
            isExpected: { $0.kind == .interrupted })
    }

    @Test func `a refusal of any insertion`() throws {
        let document = Documents.boxes("v2", samples: 6)
        var insertions = 0
        try sweep(
            1..., document: document,
            arm: { step in
                insertions = 0
                shelf.connection.setAuthorizer { request in
                    guard case .insert = request.action else { return .allow }
                    insertions += 1
                    return insertions == step ? .deny : .allow
                }
            },
            disarm: { shelf.connection.setAuthorizer(nil) },
            isExpected: { $0.kind == .unusable })
    }

    @Test func `a full disk while a release is replaced`() throws {
        let pages = try #require(try shelf.connection.first("PRAGMA page_count") { Int($0.int64(at: 0)) })
        for limit in stride(from: pages, to: pages + 8, by: 1) {
            try shelf.connection.execute("PRAGMA max_page_count = \(limit)")
            let result = Result { try shelf.load(next.named("v1"), ImportOptions(replace: true)) }
            try shelf.connection.execute("PRAGMA max_page_count = 1073741823")
            guard case .failure = result else { break }
            #expect(try Dump(shelf) == dump)
        }
        #expect(try shelf.load(next.named("v1"), ImportOptions(replace: true)).status != .imported)
    }

    @Test func `an interruption at any step of a removal`() throws {
        var calls = 0
        for step in stride(from: 1, to: 10_000, by: 7) {
            calls = 0
            shelf.connection.onProgress(every: 10) {
                calls += 1
                return calls == step
            }
            let result = Result { try shelf.warehouse.remove("v1") }
            shelf.connection.onProgress(every: 0, nil)
            if case .success = result {
                #expect(step > 1)
                #expect(try shelf.count("label") == 0)
                return
            }
            #expect(try Dump(shelf) == dump)
        }
        Issue.record("the removal never came to its end")
    }
}
