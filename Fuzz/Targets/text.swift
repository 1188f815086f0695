@testable import ReleaseFormat

/// Plain, gzip and zstd input: the text is the same, or refused with the same error, whatever pieces it is read in.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
    let input = UnsafeBufferPointer(start: data, count: size)
    let path = InputFile.shared.hold(input)
    let whole = text(path, pieces: 64 << 10)
    let small = text(path, pieces: 7)
    require(whole.error == small.error, "pieces of 7 bytes have another error")
    // What came before damage comes as far as the pieces let it.
    let isSame =
        whole.error == nil
        ? whole == small : whole.bytes.starts(with: small.bytes) || small.bytes.starts(with: whole.bytes)
    require(isSame, "pieces of 7 bytes make another text")
    let isPlain = !input.starts(with: [0x1F, 0x8B]) && !isZstd(input)
    if isPlain { require(whole.bytes.elementsEqual(input) && whole.error == nil, "plain text is not itself") }
    return 0
}

private func isZstd(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD])
        || bytes.count > 3 && bytes[0] & 0xF0 == 0x50 && bytes[1...3].elementsEqual([0x2A, 0x4D, 0x18])
}

private struct Outcome: Equatable {
    var bytes: [UInt8] = []
    var error: InputError.Kind?
}

/// At most a megabyte of it.
private func text(_ path: String, pieces: Int) -> Outcome {
    var outcome = Outcome()
    do {
        let input = try TextInput(RawInput(.file(path), shouldStop: nil))
        var piece = [UInt8](repeating: 0, count: pieces)
        while outcome.bytes.count < 1 << 20 {
            let count = try piece.withUnsafeMutableBufferPointer { buffer in
                guard let base = buffer.baseAddress else { return 0 }
                return try input.read(into: base, count: min(pieces, 1 << 20 - outcome.bytes.count))
            }
            if count == 0 { break }
            outcome.bytes += piece[..<count]
        }
    } catch let error as InputError {
        outcome.error = error.kind
    } catch {
        find("an error of another kind: \(error)")
    }
    return outcome
}
