/// Where and why bytes are not the JSON that was asked for; the lowest layer's error.
///
/// Offsets count from the beginning of the bytes that were scanned. ``ReleaseReader`` turns a fault into an
/// ``InputError``, which knows the file, the line and the pointer.
struct JSONFault: Error, Equatable {
    enum Problem: Equatable {
        case endOfInput
        case expected(String)
        case duplicateKey(String)
        case loneSurrogate
        case invalidUTF8
        case controlCharacter
        case invalidEscape
        case invalidNumber
        case tooDeep
        case tooLarge(String)
        case rule(expected: String, found: String, advice: String, remedy: InputError.Remedy? = nil)
    }

    /// What a value is, by its first byte; nil for what begins no value.
    static func kind(_ byte: UInt8) -> String? {
        switch byte {
        case 0x22: "a string"
        case 0x7B: "an object"
        case 0x5B: "a list"
        case 0x2D, 0x30...0x39: "a number"
        case 0x74: "true"
        case 0x66: "false"
        case 0x6E: "null"
        default: nil
        }
    }

    var offset: Int
    var problem: Problem
}
