import Exporters
import ReleaseFormat
import TestSupport
import Testing
import Warehouse

/// What the release format's writer writes, byte by byte.
@Suite struct ReleaseGoldenTests {
    @Test(arguments: ["legacy", "multisensor", "odd", "pointcloud", "still", "text"])
    func `a release is written as it was`(name: String) throws {
        let warehouse = try Warehouse.temporary()
        let report = try warehouse.importRelease(from: .file(Golden.path("\(name).json")))
        var bytes: [UInt8] = []
        try ReleaseExporter(warehouse: warehouse, reference: report.ref).write { bytes += $0 }
        try Golden.check(bytes, "\(name).exported.json")
    }

    @Test(arguments: ["legacy", "multisensor", "odd", "pointcloud", "still", "text"])
    func `a golden release equals the one that was imported`(name: String) throws {
        let source = try JSONMeaning(text: Golden.text("\(name).json"))
        let golden = try JSONMeaning(text: Golden.text("\(name).exported.json"))
        #expect(JSONMeaning.difference(source, golden) == nil)
    }

    @Test func `long releases are written in pieces`() throws {
        let samples = (0..<4000).map {
            "{\"uuid\":\"\($0)\",\"metadata\":{\"text\":\"\(String(repeating: "x", count: 100))\"}}"
        }
        let folder = try ScratchFolder()
        let file = try folder.write(
            "{\"name\":\"v1\",\"dataset\":{\"name\":\"d\",\"samples\":[\(samples.joined(separator: ","))]}}",
            to: "long.json")
        let warehouse = try Warehouse.temporary()
        let report = try warehouse.importRelease(from: .file(file))
        var sizes: [Int] = []
        var bytes: [UInt8] = []
        try ReleaseExporter(warehouse: warehouse, reference: report.ref).write {
            sizes.append($0.count)
            bytes += $0
        }
        #expect(sizes.count > 1 && sizes.allSatisfy { $0 < 300_000 })
        #expect(
            try JSONMeaning(text: String(decoding: bytes, as: UTF8.self))
                == JSONMeaning(text: folder.text(of: "long.json")))
    }

    @Test func `what the sink throws ends the export`() throws {
        struct Full: Error {}
        let warehouse = try Warehouse.temporary()
        let report = try warehouse.importRelease(from: .file(Golden.path("still.json")))
        let exporter = try ReleaseExporter(warehouse: warehouse, reference: report.ref)
        #expect(throws: Full.self) { try exporter.write { _ in throw Full() } }
        #expect(throws: Never.self) { try exporter.write { _ in } }
    }

    @Test func `a release that is not there cannot be exported`() throws {
        let warehouse = try Warehouse.temporary()
        #expect { try ReleaseExporter(warehouse: warehouse, reference: "a@b") } throws: {
            ($0 as? WarehouseError)?.kind == .notFound
        }
    }

    @Test func `labelsets whose names only look alike do not hide each other`() throws {
        let folder = try ScratchFolder()
        let file = try folder.write(
            "{\"name\":\"v1\",\"dataset\":{\"name\":\"d\",\"samples\":[{\"uuid\":\"a\",\"labels\":{\"é\":5,\"e\u{301}\":null}}]}}",
            to: "alike.json")
        let warehouse = try Warehouse.temporary()
        let report = try warehouse.importRelease(from: .file(file))
        var bytes: [UInt8] = []
        try ReleaseExporter(warehouse: warehouse, reference: report.ref).write { bytes += $0 }
        let source = try JSONMeaning(text: folder.text(of: "alike.json"))
        #expect(
            JSONMeaning.difference(source, try JSONMeaning(text: String(decoding: bytes, as: UTF8.self)))
                == nil)
    }
}
