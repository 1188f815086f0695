import ReleaseFormat
import Warehouse

/// Writes a release as the platform does: JSON-equal to the file that was imported.
public struct ReleaseExporter {
    private let warehouse: Warehouse
    private let release: ReleaseSummary

    /// - Parameter reference: see `Warehouse.release(_:)`.
    /// - Throws: `WarehouseError` for a release that is not there.
    public init(warehouse: Warehouse, reference: String) throws {
        self.warehouse = warehouse
        release = try warehouse.release(reference)
    }

    /// Writes the document, in pieces of some hundred kilobytes.
    ///
    /// - Throws: `WarehouseError`; whatever `sink` throws.
    public func write(to sink: (UnsafeRawBufferPointer) throws -> Void) throws {
        let stored = try warehouse.header(of: release)
        let header = try JSONValue(text: stored.header)
        var text = JSONBuilder()
        text.open("{")
        for member in header.members ?? [] {
            text.key(member.key)
            if member.key == "dataset" {
                try writeDataset(member.value, stored, &text, sink)
            } else {
                text.value(member.value.text)
            }
        }
        text.close("}")
        try text.drain(to: sink)
    }

    private func writeDataset(
        _ dataset: JSONValue, _ stored: StoredHeader, _ text: inout JSONBuilder,
        _ sink: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        text.open("{")
        for member in dataset.members ?? [] where member.key != "labelsets" {
            text.member(member.key, member.value.text)
        }
        text.member("task_attributes", stored.taskAttributes)
        text.member("tasks", stored.tasks)
        text.member("labelsets", dataset["labelsets"]?.text)
        text.key("samples")
        text.open("[")
        try warehouse.forEachSample(of: release) { sample in
            try sample.append(to: &text)
            if text.count > 256 << 10 { try text.drain(to: sink) }
        }
        text.close("]")
        text.close("}")
    }
}
