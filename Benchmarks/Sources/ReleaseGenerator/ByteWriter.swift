#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Collects bytes and hands them to a file descriptor a megabyte at a time.
final class ByteWriter {
    private let descriptor: Int32
    private var bytes: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private var count = 0
    private(set) var total = 0

    private static let block = 1 << 20

    init(descriptor: Int32) {
        self.descriptor = descriptor
        capacity = Self.block * 2
        bytes = .allocate(capacity: capacity)
    }

    deinit { bytes.deallocate() }

    func write(_ text: StaticString) {
        let size = text.utf8CodeUnitCount
        reserve(size)
        (bytes + count).update(from: text.utf8Start, count: size)
        count += size
    }

    func write(byte: UInt8) {
        reserve(1)
        bytes[count] = byte
        count += 1
    }

    /// The shortest text that reads back as the same double, as Python's `repr` writes it.
    func write(_ value: Double) {
        var text = value.description
        text.withUTF8 { utf8 in
            guard let start = utf8.baseAddress else { return }
            reserve(utf8.count)
            (bytes + count).update(from: start, count: utf8.count)
            count += utf8.count
        }
    }

    /// A decimal integer, with zeros in front up to `width` digits.
    func write(_ value: Int, width: Int = 1) {
        reserve(20 + width)
        if value < 0 { appendUnchecked(UInt8(ascii: "-")) }
        var rest = value.magnitude
        var digits = width
        var limit: UInt = Self.powersOfTen(width)
        while rest >= limit, digits < 19 {
            digits += 1
            limit *= 10
        }
        var place = count + digits
        count = place
        for _ in 0..<digits {
            place -= 1
            bytes[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
    }

    /// `value` thousandths, cut to `decimals` (1...3) places; zeros at the end go, but for the first.
    func write(thousandths value: Int, decimals: Int) {
        let dropped = Int(Self.powersOfTen(3 - decimals))
        let unit = Int(Self.powersOfTen(decimals))
        let scaled = Int(value.magnitude) / dropped
        if value < 0 { write(byte: UInt8(ascii: "-")) }
        write(scaled / unit)
        write(byte: UInt8(ascii: "."))
        var fraction = scaled % unit
        var width = decimals
        while width > 1, fraction % 10 == 0 {
            fraction /= 10
            width -= 1
        }
        write(fraction, width: width)
    }

    func write(_ uuid: UUID) {
        reserve(36)
        uuid.forEachCharacter(appendUnchecked)
    }

    /// Writes out what has been collected if that is a block or more.
    func flushIfFull() throws(WriteError) {
        if count >= Self.block { try flush() }
    }

    func flush() throws(WriteError) {
        var done = 0
        while done < count {
            #if canImport(Glibc)
                let written = Glibc.write(descriptor, bytes + done, count - done)
            #else
                let written = Darwin.write(descriptor, bytes + done, count - done)
            #endif
            if written < 0 {
                if errno == EINTR { continue }
                throw WriteError(code: errno)
            }
            done += written
        }
        total += count
        count = 0
    }

    private func reserve(_ size: Int) {
        guard count + size > capacity else { return }
        let larger = max(capacity * 2, count + size)
        let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        moved.update(from: bytes, count: count)
        bytes.deallocate()
        bytes = moved
        capacity = larger
    }

    private func appendUnchecked(_ byte: UInt8) {
        bytes[count] = byte
        count += 1
    }

    private static func powersOfTen(_ exponent: Int) -> UInt {
        switch exponent {
        case 0: 1
        case 1: 10
        case 2: 100
        case 3: 1000
        case 4: 10_000
        case 5: 100_000
        default: 1_000_000
        }
    }
}
