import ReleaseFormat
import TestSupport

@testable import Warehouse

/// Queries with what they mean, asked of a document in the simplest way.
///
/// Nothing of the search itself is used: texts are quoted, and values compared, by hand.
struct NaiveSearch {
    struct Question {
        var text: String
        /// Whether a sample matches.
        var holds: (NaiveSample) -> Bool
    }

    private let samples: [NaiveSample]
    private let labelsets: [String]
    private let categories: [(id: Int64, name: String)]
    private var random: SeededRandom

    init(_ document: JSONValue, seed: UInt64) {
        samples = NaiveSample.all(of: document)
        labelsets = (document["dataset"]?["labelsets"]?.array ?? []).compactMap { $0["name"]?.string }
        categories = (document["dataset"]?["task_attributes"]?["categories"]?.array ?? []).compactMap {
            guard let id = $0["id"]?.integer, let name = $0["name"]?.string else { return nil }
            return (id, name)
        }
        random = SeededRandom(seed: seed ^ 0x5EA2_C400)
    }

    /// The positions of the samples that match.
    func positions(_ question: Question) -> [Int] { samples.indices.filter { question.holds(samples[$0]) } }

    // MARK: Joined

    mutating func question(depth: Int = 3) -> Question {
        switch random.int(0...(depth > 0 ? 5 : 0)) {
        case 1, 2: return joined(depth, self.question(depth: depth - 1), self.question(depth: depth - 1))
        case 3:
            let inner = question(depth: depth - 1)
            return Question(text: "NOT (\(inner.text))") { !inner.holds($0) }
        default: return term()
        }
    }

    private mutating func joined(_ depth: Int, _ one: Question, _ other: Question) -> Question {
        if random.chance(0.5) {
            return Question(text: "(\(one.text) OR \(other.text))") { one.holds($0) || other.holds($0) }
        }
        let joint = random.pick([" ", " AND ", "\t"])
        // OR binds less than AND: either side may need parentheses.
        return Question(text: "(\(one.text))\(joint)(\(other.text))") { one.holds($0) && other.holds($0) }
    }

    private mutating func term() -> Question {
        switch random.int(0...9) {
        case 0: return word()
        case 1, 2: return metadata()
        case 3: return count()
        case 4: return status()
        case 5: return total()
        case 6: return attribute()
        case 7: return object()
        case 8:
            let one = annotation()
            return Question(text: one.text) { $0.annotations.contains(where: one.holds) }
        default: return other()
        }
    }

    // MARK: Samples

    private mutating func word() -> Question {
        let name = random.pick(samples).name ?? "x"
        let scalars = Array(name.unicodeScalars)
        let start = random.int(0...scalars.count)
        var part = String.UnicodeScalarView()
        part.append(contentsOf: scalars[start..<random.int(start...scalars.count)])
        let word = String(part)
        return Question(text: quoted(word)) { $0.name.map { Bytes.contains($0, word) } ?? false }
    }

    private mutating func metadata() -> Question {
        let members = samples.compactMap { $0.json["metadata"]?.members }.flatMap { $0 }
        guard let member = members.isEmpty ? nil : random.pick(members) else { return word() }
        let key = member.key
        let written = "metadata.\(quoted(key))"
        let value: (NaiveSample) -> JSONValue? = { $0.json["metadata"]?[key] }
        switch random.chance(0.8) ? member.value : .number("1") {
        case .string(let text):
            return Question(text: "\(written):\(quoted(text))") { Bytes.equal(value($0)?.string, text) }
        case .number(let literal):
            let (sign, compares) = comparison()
            let number = NaiveNumber(literal)
            return Question(text: "\(written):\(sign)\(literal)") {
                NaiveNumber(value($0)).map { compares($0.order(number)) } ?? false
            }
        case .array(let elements):
            let element = elements.isEmpty ? .string("a") : random.pick(elements)
            switch element {
            case .string(let text):
                return Question(text: "\(written):|\(quoted(text))") { sample in
                    value(sample)?.array?.contains { Bytes.equal($0.string, text) } ?? false
                }
            case .number(let literal):
                let number = NaiveNumber(literal)
                return Question(text: "\(written):|\(literal)") { sample in
                    value(sample)?.array?.contains {
                        Bytes.equal($0.string, literal) || NaiveNumber($0)?.order(number) == 0
                    } ?? false
                }
            default: return word()
            }
        default: return word()
        }
    }

    private mutating func count() -> Question {
        let labelset = random.pick(labelsets)
        let name = random.pick(categories).name
        let ids = categories.filter { Bytes.equal($0.name, name) }.map(\.id)
        let (sign, compares) = comparison()
        let number = random.int(-1...3)
        return Question(text: "\(quoted(labelset)).\(quoted(name)):\(sign)\(number)") { sample in
            guard sample.label(labelset) != nil else { return false }
            let count = sample.annotations.count {
                Bytes.equal($0.labelset, labelset) && $0.category.map { ids.contains($0) } ?? false
            }
            return compares(count < number ? -1 : count > number ? 1 : 0)
        }
    }

    private mutating func total() -> Question {
        let labelset = random.chance(0.5) ? random.pick(labelsets) : nil
        let (sign, compares) = comparison()
        let number = random.int(0...6)
        let text = labelset.map { "\(quoted($0)).total_count" } ?? "annotations"
        let labelsets = labelset.map { [$0] } ?? labelsets
        return Question(text: "\(text):\(sign)\(number)") { sample in
            labelsets.contains { labelset in
                guard sample.label(labelset) != nil else { return false }
                let count = sample.annotations.count { Bytes.equal($0.labelset, labelset) }
                return compares(count < number ? -1 : count > number ? 1 : 0)
            }
        }
    }

    private mutating func status() -> Question {
        let status = random.pick(["LABELED", "REVIEWED", "REJECTED", "skipped", "Prelabeled", "UNLABELED"])
        let labelset = random.chance(0.5) ? random.pick(labelsets) : nil
        let text = labelset.map { "\(quoted($0)).status:\(status)" } ?? "status:\(status)"
        let labelsets = labelset.map { [$0] } ?? labelsets
        return Question(text: text) { sample in
            labelsets.contains { labelset in
                guard let label = sample.label(labelset) else { return status == "UNLABELED" }
                return label["label_status"]?.string == status.uppercased()
            }
        }
    }

    private mutating func attribute() -> Question {
        let key = random.pick(["weather", "a", "ab", "two words", "Größe", "", "\"", "z~/"])
        let values = samples.flatMap(\.attributes).compactMap { $0[key] }
        let (text, holds) = value(values.isEmpty || random.chance(0.2) ? .null : random.pick(values))
        return Question(text: "attr:\(quoted(key))=\(text)") { sample in
            sample.attributes.contains { $0[key].map(holds) ?? false }
        }
    }

    private mutating func other() -> Question {
        switch random.int(0...3) {
        case 0:
            let uuid = random.pick(samples).json["uuid"]?.string ?? ""
            let prefix = String(uuid.prefix(random.int(1...4)))
            return Question(text: "uuid:\(prefix)") { $0.json["uuid"]?.string?.hasPrefix(prefix) ?? false }
        case 1:
            let user = random.pick(["ada", "bob"])
            return Question(text: "labeled-by:\(user)") { sample in
                sample.labels.contains { $0["created_by"]?.string == user }
            }
        case 2:
            let sensor = random.pick(["lidar", "camera", "radar"])
            return Question(text: "sensor:\(sensor)") { sample in
                sample.labels.contains { label in
                    label["attributes"]?["sensors"]?.array?.contains {
                        $0["name"]?.string == sensor && $0["attributes"]?.members != nil
                    } ?? false
                }
            }
        default:
            let name = random.pick(categories).name
            let ids = categories.filter { Bytes.equal($0.name, name) }.map(\.id)
            return Question(text: "category:\(quoted(name))") { sample in
                sample.annotations.contains { $0.category.map { ids.contains($0) } ?? false }
            }
        }
    }

    // MARK: Annotations

    private struct Detail {
        var text: String
        var holds: (NaiveAnnotation) -> Bool
    }

    private mutating func object() -> Question {
        let detail = details(depth: 2)
        return Question(text: "object(\(detail.text))") { $0.annotations.contains(where: detail.holds) }
    }

    private mutating func details(depth: Int) -> Detail {
        guard depth > 0, random.chance(0.7) else { return random.chance(0.5) ? annotation() : inObject() }
        let one = details(depth: depth - 1)
        let other = details(depth: depth - 1)
        switch random.int(0...3) {
        case 0: return Detail(text: "NOT (\(one.text))") { !one.holds($0) }
        case 1: return Detail(text: "(\(one.text) OR \(other.text))") { one.holds($0) || other.holds($0) }
        default: return Detail(text: "\(one.text) \(other.text)") { one.holds($0) && other.holds($0) }
        }
    }

    /// What means something else outside an object.
    private mutating func inObject() -> Detail {
        switch random.int(0...4) {
        case 0:
            let name = random.pick(categories).name
            let ids = categories.filter { Bytes.equal($0.name, name) }.map(\.id)
            return Detail(text: "category:\(quoted(name))") { $0.category.map { ids.contains($0) } ?? false }
        case 1:
            let status = random.pick(["LABELED", "reviewed", "REJECTED", "Skipped", "UNLABELED"])
            return Detail(text: "status:\(status)") { $0.text("label_status") == status.uppercased() }
        case 2:
            let sensor = random.pick(["lidar", "camera", "radar"])
            return Detail(text: "sensor:\(sensor)") { $0.text("sensor") == sensor }
        case 3:
            let labelset = random.pick(labelsets)
            return Detail(text: "labelset:\(quoted(labelset))") { Bytes.equal($0.labelset, labelset) }
        default:
            let key = random.pick(["weather", "a", "ab", "two words", "Größe", "", "\"", "z~/"])
            let values = samples.flatMap(\.annotations).compactMap { $0.json["attributes"]?[key] }
            let (text, holds) = value(values.isEmpty || random.chance(0.2) ? .null : random.pick(values))
            return Detail(text: "attr:\(quoted(key))=\(text)") {
                $0.json["attributes"]?[key].map(holds) ?? false
            }
        }
    }

    private mutating func annotation() -> Detail {
        switch random.int(0...3) {
        case 0:
            let type = random.pick(["bbox", "polygon", "polyline", "point", "cuboid", "segment", "span"])
            return Detail(text: "type:\(type)") { $0.type == type }
        case 1:
            let track = Int64(random.int(0...5))
            return Detail(text: "track:\(track)") { $0.json["track_id"]?.integer == track }
        default:
            let name = random.pick([
                "area", "width", "height", "length", "vertices", "volume", "size_x", "size_y", "size_z",
            ])
            let (sign, compares) = comparison()
            let known = samples.flatMap(\.annotations).compactMap { $0.measure(name) }
            let number = (known.isEmpty ? 1 : random.pick(known)) + random.pick([-0.25, 0.25])
            return Detail(text: "\(name):\(sign)\(number)") {
                $0.measure(name).map { compares($0 < number ? -1 : $0 > number ? 1 : 0) } ?? false
            }
        }
    }

    // MARK: Values

    private mutating func comparison() -> (String, (Int) -> Bool) {
        random.pick([
            ("=", { $0 == 0 }), (">", { $0 > 0 }), (">=", { $0 >= 0 }), ("<", { $0 < 0 }),
            ("<=", { $0 <= 0 }),
        ])
    }

    /// A value as a query writes it, and whether an attribute is it or holds it.
    private mutating func value(_ value: JSONValue) -> (String, (JSONValue) -> Bool) {
        switch value {
        case .string(let text):
            let isIt: (JSONValue) -> Bool = { Bytes.equal($0.string, text) }
            return (quoted(text), { isIt($0) || $0.array?.contains(where: isIt) ?? false })
        case .number(let literal):
            let number = NaiveNumber(literal)
            let isIt: (JSONValue) -> Bool = {
                Bytes.equal($0.string, literal) || NaiveNumber($0)?.order(number) == 0
            }
            return (literal, { isIt($0) || $0.array?.contains(where: isIt) ?? false })
        case .bool(let flag):
            let isIt: (JSONValue) -> Bool = { $0.bool == flag || $0.string == "\(flag)" }
            return ("\(flag)", { isIt($0) || $0.array?.contains(where: isIt) ?? false })
        case .null, .array, .object: return ("", { $0 != .null })
        }
    }

    private mutating func quoted(_ text: String) -> String {
        let isSimple = !text.isEmpty && text.utf8.allSatisfy { $0 > 0x60 && $0 < 0x7B || $0 >= 0x80 }
        if isSimple, random.chance(0.7) { return text }
        return "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}

/// Texts as bytes: Swift's are equal when Unicode says so.
private enum Bytes {
    static func equal(_ one: String?, _ other: String) -> Bool {
        one.map { Array($0.utf8) == Array(other.utf8) } ?? false
    }

    static func contains(_ text: String, _ part: String) -> Bool {
        let (text, part) = (Array(text.utf8), Array(part.utf8))
        guard part.count <= text.count else { return false }
        return (0...(text.count - part.count)).contains { Array(text[$0..<($0 + part.count)]) == part }
    }
}
