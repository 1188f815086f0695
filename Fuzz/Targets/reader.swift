@testable import ReleaseFormat

/// The release reader: what it takes is JSON, what it refuses it refuses with a place, and the size of its pieces
/// changes nothing.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
    let input = UnsafeBufferPointer(start: data, count: size)
    let path = InputFile.shared.hold(input)
    let whole = reading(path, capacity: SampleBatch.defaultCapacity)
    let pieces = reading(path, capacity: 64)
    let isPlain =
        !input.starts(with: [0x1F, 0x8B]) && !input.dropFirst().starts(with: [0xB5, 0x2F, 0xFD])
        && !input.dropFirst().starts(with: [0x2A, 0x4D, 0x18])
    // Of what is damaged, larger pieces know sooner.
    guard isPlain else { return 0 }
    switch (whole, pieces) {
    case (.success(let one), .success(let other)): require(one == other, "small batches read something else")
    case (.failure(let one), .failure(let other)):
        require(one == other, "small batches are refused otherwise: \(one)\n\(other)")
    default: find("one is read, the other not: \(whole) \(pieces)")
    }
    switch whole {
    case .success:
        let text = input.starts(with: [0xEF, 0xBB, 0xBF]) ? input.dropFirst(3) : input[...]
        require(StrictJSON.accepts(text), "what is no JSON was read")
    case .failure(let error):
        require([.invalid, .foreign].contains(error.kind), "an error of another kind: \(error)")
        require(error.offset.map { (0...size).contains($0) } == true, "an error without a place: \(error)")
        require(error.line ?? 0 > 0 && error.column ?? 0 > 0, "an error without a line: \(error)")
        require(error.expected != nil && error.found != nil && error.advice != nil, "a bare error: \(error)")
    }
    return 0
}

/// The digests stand for all that a sample holds.
private struct Reading: Equatable {
    var header: [JSONValue.Member] = []
    var states: [Digest] = []
    var annotations = 0
}

private func reading(_ path: String, capacity: Int) -> Result<Reading, InputError> {
    var reading = Reading()
    do {
        let reader = try ReleaseReader(.file(path))
        let batch = SampleBatch(capacity: capacity)
        while try reader.fill(batch) {
            batch.decode(known: nil)
            if let failure = batch.failure { throw failure }
            reading.states += batch.samples.map(\.stateDigest)
            reading.annotations += batch.annotations.count
        }
        reading.header = reader.header.document
        return .success(reading)
    } catch let error as InputError {
        return .failure(error)
    } catch {
        find("an error of another kind: \(error)")
    }
}
