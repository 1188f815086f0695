/// Reads XML as far as reports need it, and finds what is not well-formed: tags that do not match, attributes twice, bare
/// `<` and `&`, characters that XML does not have.
struct XMLReader {
    struct Mistake: Error, CustomStringConvertible {
        var description: String
    }

    final class Element {
        let name: String
        let attributes: [String: String]
        fileprivate(set) var children: [Element] = []
        fileprivate(set) var text = ""

        init(_ name: String, _ attributes: [String: String]) {
            self.name = name
            self.attributes = attributes
        }

        func all(_ name: String) -> [Element] {
            children.flatMap { ($0.name == name ? [$0] : []) + $0.all(name) }
        }
    }

    private let characters: [Character]
    private var place = 0

    private init(_ text: String) { characters = Array(text) }

    static func document(_ text: String) throws -> Element {
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: continue
            default: throw Mistake(description: "U+\(String(scalar.value, radix: 16)) is no character of XML")
            }
        }
        var reader = XMLReader(text)
        let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
        guard text.hasPrefix(head) else { throw Mistake(description: "no declaration") }
        reader.place = head.count
        reader.skipSpace()
        let root = try reader.element()
        reader.skipSpace()
        guard reader.place == reader.characters.count else {
            throw Mistake(description: "more than one element")
        }
        return root
    }

    private var next: Character? { place < characters.count ? characters[place] : nil }

    private mutating func skipSpace() {
        while let character = next, character.isWhitespace { place += 1 }
    }

    private mutating func take(_ text: String) throws {
        for character in text {
            guard next == character else { throw Mistake(description: "no '\(text)' at \(place)") }
            place += 1
        }
    }

    private mutating func name() throws -> String {
        let start = place
        while let character = next, character.isLetter || character == "-" { place += 1 }
        guard place > start else { throw Mistake(description: "no name at \(place)") }
        return String(characters[start..<place])
    }

    private mutating func element() throws -> Element {
        try take("<")
        let name = try name()
        var attributes: [String: String] = [:]
        while true {
            skipSpace()
            if next == "/" {
                try take("/>")
                return Element(name, attributes)
            }
            if next == ">" { break }
            let key = try self.name()
            try take("=\"")
            guard attributes.updateValue(try text(until: "\""), forKey: key) == nil else {
                throw Mistake(description: "\(key) twice")
            }
            try take("\"")
        }
        try take(">")
        let element = Element(name, attributes)
        while true {
            element.text += try text(until: "<")
            if place + 1 < characters.count, characters[place + 1] == "/" { break }
            element.children.append(try self.element())
        }
        try take("</\(name)>")
        return element
    }

    private mutating func text(until end: Character) throws -> String {
        var text = ""
        while let character = next, character != end {
            place += 1
            switch character {
            case "<": throw Mistake(description: "a bare < at \(place)")
            case "&":
                let rest = String(characters[place..<min(place + 5, characters.count)])
                let entities = ["amp;": "&", "lt;": "<", "gt;": ">", "quot;": "\""]
                guard let entity = entities.first(where: { rest.hasPrefix($0.key) }) else {
                    throw Mistake(description: "a bare & at \(place)")
                }
                text += entity.value
                place += entity.key.count
            default: text.append(character)
            }
        }
        guard next != nil else { throw Mistake(description: "no '\(end)' to the end") }
        return text
    }
}
