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
        case rule(expected: String, found: String, advice: String)
    }

    var offset: Int
    var problem: Problem
}
