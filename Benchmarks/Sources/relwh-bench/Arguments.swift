/// `--name value` pairs and `--flag`s, taken one by one; what is left over is an error.
struct Arguments {
    private var rest: [String]

    init(_ arguments: [String]) { rest = arguments }

    mutating func flag(_ name: String) -> Bool {
        guard let place = rest.firstIndex(of: name) else { return false }
        rest.remove(at: place)
        return true
    }

    mutating func value(_ name: String) throws -> String? {
        guard let place = rest.firstIndex(of: name) else { return nil }
        guard place + 1 < rest.count else { throw UsageError("\(name) needs a value") }
        let value = rest[place + 1]
        rest.removeSubrange(place...(place + 1))
        return value
    }

    mutating func number(_ name: String) throws -> Int? {
        guard let text = try value(name) else { return nil }
        guard let number = Int(text), number > 0 else { throw UsageError("\(name) needs a number above 0") }
        return number
    }

    mutating func required(_ name: String) throws -> String {
        guard let value = try value(name) else { throw UsageError("\(name) is missing") }
        return value
    }

    func finish() throws {
        if let first = rest.first { throw UsageError("\(first) is not known here") }
    }
}
