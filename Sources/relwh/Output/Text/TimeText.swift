/// A time as people are shown it.
enum TimeText {
    /// `2024-01-04 00:08` of a time as the platform writes it, such as `2024-01-04 00:08:18.046049+00:00`; anything else
    /// as it is.
    static func minute(of time: String) -> String {
        let pattern = "dddd-dd-dd dd:dd:"
        guard time.utf8.count > pattern.utf8.count else { return time }
        let isTime = zip(time.utf8, pattern.utf8).allSatisfy { byte, wanted in
            wanted == UInt8(ascii: "d")
                ? byte >= 0x30 && byte <= 0x39 : byte == wanted || wanted == 0x20 && byte == UInt8(ascii: "T")
        }
        guard isTime else { return time }
        let day = time.utf8.prefix(10)
        let minute = time.utf8.dropFirst(11).prefix(5)
        return String(decoding: day, as: UTF8.self) + " " + String(decoding: minute, as: UTF8.self)
    }
}
