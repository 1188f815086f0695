/// Single fields of the flat reports that children print.
enum JSONField {
    static func number(_ key: String, in report: String) throws -> Double {
        let text = try value(key, in: report).prefix { "+-.eE0123456789".contains($0) }
        guard let number = Double(String(text)) else { throw Failure("\(key) is no number in: \(report)") }
        return number
    }

    /// The `total` inside the object at `key`.
    static func total(_ key: String, in report: String) throws -> Double {
        try number("total", in: String(value(key, in: report)))
    }

    static func text(_ key: String, in report: String) throws -> String {
        let text = try value(key, in: report)
        guard text.first == "\"" else { throw Failure("\(key) is no text in: \(report)") }
        return String(text.dropFirst().prefix { $0 != "\"" })
    }

    /// What follows the first `"key":`, to look for fields in.
    static func rest(_ key: String, of report: String) throws -> String { String(try value(key, in: report)) }

    /// What follows the first `"key":`.
    private static func value(_ key: String, in report: String) throws -> Substring {
        let quoted = Array("\"\(key)\"".utf8)
        let bytes = Array(report.utf8)
        guard bytes.count > quoted.count,
            let start = (0..<(bytes.count - quoted.count)).first(where: {
                bytes[$0..<($0 + quoted.count)].elementsEqual(quoted)
            })
        else { throw Failure("no \(key) in: \(report)") }
        let rest = String(decoding: bytes[(start + quoted.count)...], as: UTF8.self)
        return rest.drop { $0 == ":" || $0 == " " }
    }
}
