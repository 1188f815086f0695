import CBytes

/// The structural pass: where a value ends, told 64 bytes at a time, against one byte at a time.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
    // Behind the end stands what would mislead a scanner that looked at it.
    let padding = Int(relwh_padding)
    let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: size + padding)
    defer { bytes.deallocate() }
    for (index, filler) in [UInt8(ascii: "}"), UInt8(ascii: "\""), 0].enumerated() {
        bytes.update(from: data, count: size)
        (bytes + size).update(repeating: filler, count: padding)
        let input = UnsafeBufferPointer(start: bytes, count: size)
        // A value may begin anywhere in a block.
        for start in Set([0, 1, size / 3, size / 2, size - 1]) where (0..<size).contains(start) {
            let fast = relwh_value_length(bytes + start, size - start)
            let slow = valueLength(UnsafeBufferPointer(rebasing: input[start...]))
            require(fast == slow, "filler \(index), from \(start): \(fast) instead of \(slow)")
        }
        let lines = relwh_count_lines(bytes, size)
        require(lines == input.count { $0 == 0x0A }, "\(lines) lines")
    }
    return 0
}

/// A backslash takes its meaning from the byte behind it, wherever it stands; brackets count outside of strings.
private func valueLength(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var depth = 0
    var isInString = false
    var at = 0
    while at < bytes.count {
        switch bytes[at] {
        case UInt8(ascii: "\\"):
            // A bracket or brace behind it still counts: only quotes can be escaped.
            let next = at + 1
            if next < bytes.count, bytes[next] == UInt8(ascii: "\"") || bytes[next] == UInt8(ascii: "\\") {
                at += 1
            }
        case UInt8(ascii: "\""): isInString.toggle()
        case UInt8(ascii: "{"), UInt8(ascii: "["): if !isInString { depth += 1 }
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            if !isInString {
                depth -= 1
                if depth <= 0 { return at + 1 }
            }
        default: break
        }
        at += 1
    }
    return 0
}
