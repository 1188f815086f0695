import ReleaseFormat

extension Finding {
    /// What identifies this finding among others, in 16 hexadecimal digits.
    ///
    /// The same finding has the same fingerprint in another release and in another warehouse: it is a digest of the
    /// rule, of the place without the names of the sample and the category, and of the field; what was found, how often
    /// and how severe it is do not matter, nor does an example (``isExample``).
    ///
    /// It is worked out when it is asked for.
    public var fingerprint: String { Self.text(ofFingerprint: fingerprintNumber) }

    static func text(ofFingerprint number: UInt64) -> String {
        let text = String(number, radix: 16)
        return String(repeating: "0", count: 16 - text.utf8.count) + text
    }

    /// The fingerprint as a number.
    package var fingerprintNumber: UInt64 {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(128)
        func add(_ text: String?) {
            guard let text else { return bytes.append(0) }
            bytes.append(1)
            // The length first, so that no two lists of parts read alike.
            withUnsafeBytes(of: UInt32(truncatingIfNeeded: text.utf8.count).littleEndian) { bytes += $0 }
            bytes += text.utf8
        }
        func add(_ number: Int64?) {
            guard let number else { return bytes.append(0) }
            bytes.append(1)
            withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
        }
        add(rule)
        add(place.labelset)
        add(place.sampleUUID)
        add(place.sensor)
        add(isExample ? nil : place.frame.map(Int64.init))
        add(isExample ? nil : place.annotationID)
        add(isExample ? nil : place.trackID)
        add(place.categoryID)
        add(field)
        return bytes.withUnsafeBytes { UInt64(bigEndian: Digest.of($0).words.0) }
    }
}
