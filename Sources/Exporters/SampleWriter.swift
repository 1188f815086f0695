import Warehouse

/// Writes samples as release files hold them, for ``Warehouse/check(writer:cancellation:)``.
public struct SampleWriter: StoredSampleWriter {
    public init() {}

    public func write(_ sample: StoredSample, to bytes: inout [UInt8]) throws {
        var text = JSONText()
        try SampleText(sample).write(to: &text)
        text.drain { bytes.append(contentsOf: $0) }
    }
}

extension Warehouse {
    /// Checks that the file is sound, and that what is stored agrees with its digests and its counts, content written
    /// as ``ReleaseExporter`` writes it: see ``Warehouse/check(writer:cancellation:)``.
    ///
    /// - Parameter quick: whether content, and a comparison of indexes with their tables, are left out.
    /// - Throws: `WarehouseError`.
    public func check(quick: Bool = false, cancellation: Cancellation? = nil) throws -> CheckReport {
        try check(writer: quick ? nil : SampleWriter(), cancellation: cancellation)
    }
}
