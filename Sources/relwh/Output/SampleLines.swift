import Warehouse

/// One JSON object a line, a sample each.
struct SampleLines: SampleWriter {
    let output: Output
    let columns: [String]

    var hiddenColumns: Int { 0 }

    func begin(_ release: SearchedRelease) {}

    func sample(_ sample: FoundSample) throws {
        try output.write { buffer in
            sample.document(columns).append(to: &buffer)
            buffer.append(UInt8(ascii: "\n"))
        }
    }

    func end(_ outcome: SearchOutcome) {}
}
