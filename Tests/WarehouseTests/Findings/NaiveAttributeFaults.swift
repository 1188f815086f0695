import ReleaseFormat
import TestSupport

@testable import Warehouse

/// What is to be found of objects' attributes, told by a table of values and what is wrong with each; lines as
/// ``RuleCase/line(of:)`` writes them, with the rule before them.
struct NaiveAttributeFaults {
    /// Values, as JSON, with the rules that each breaks.
    static let table: [(name: String, values: [(value: String?, rules: [String])])] = [
        (
            "color",
            [
                (#""red""#, []), (#""Red""#, ["value"]), ("3", ["kind"]), ("null", []), (#""""#, []),
                (#"["red"]"#, ["kind"]), (nil, []),
            ]
        ),
        (
            "tags",
            [
                (#"["a","b"]"#, []), (#"["b","a"]"#, []), (#""[\"b\"]""#, ["spelling"]),
                (#"["z","y"]"#, ["value"]),
                (#""b""#, ["spelling"]), (#""['a', 'q']""#, ["spelling", "value"]),
                (#""['a', b]""#, ["spelling", "value"]), ("{}", ["kind"]), ("[]", []),
                (#"["a",7]"#, ["kind"]), (nil, []),
            ]
        ),
        (
            "n",
            [
                ("3", []), ("2.5", []), (#""4""#, ["spelling"]), ("11", ["number.range"]),
                ("0.3", ["number.step"]), ("-0.75", ["number.range", "number.step"]), (#""x""#, ["kind"]),
                (#""0.25""#, ["spelling", "number.step"]), ("1e400", ["kind"]), (nil, []),
            ]
        ),
        (
            "parked",
            [
                ("true", []), (#""1""#, ["spelling"]), ("0", ["spelling"]), (#""yes""#, ["kind"]),
                ("null", ["missing"]), (nil, ["missing"]),
            ]
        ),
        ("colour", [("1", ["undefined"]), (#""x""#, ["undefined"]), (#""""#, []), ("null", []), (nil, [])]),
    ]

    static let definitions = """
        [{"name":"color","input_type":"select","values":["red","blue"]},
         {"name":"tags","input_type":"multiselect","values":["a","b"]},
         {"name":"n","input_type":"number","min":"0","max":10,"step":0.5,"is_track_level":true},
         {"name":"parked","input_type":"checkbox","is_mandatory":true}]
        """

    let document: JSONValue

    var lines: [String] {
        var order: [String] = []
        var counts: [String: Int] = [:]
        for label in NaiveLabel.all(in: document) where label.body.members != nil {
            let uuid = label.sample["uuid"]?.string ?? ""
            var places: [String: String] = [:]
            for (frame, position, object) in positioned(label) {
                guard let category = object.categoryID, isDefined(category) else { continue }
                let sensor = object.sensor.map { " \($0)" } ?? ""
                let base = "\(uuid) \(label.labelset)\(sensor)"
                for (name, rule) in faults(object.value["attributes"]) {
                    if rule == "missing", label.status == "SKIPPED" { continue }
                    let id = object.value["id"]?.integer.map { " #\($0)" } ?? ""
                    let track = object.value["track_id"]?.integer
                    let line: String
                    let key: String
                    let place =
                        "\(base) @\(frame)\(id)\(track.map { " track \($0)" } ?? "") category \(category) "
                    if ["undefined", "spelling"].contains(rule) {
                        line = "\(place)attributes.\(name)"
                        key = "\(rule) \(base) category \(category) \(name)"
                    } else {
                        let unnamed = id.isEmpty && track == nil ? "annotations[\(position)]." : ""
                        line = "\(place)\(unnamed)attributes.\(name)"
                        let own =
                            label.isStill || track == nil ? "\(frame) \(position)" : "track \(track ?? 0)"
                        key = "\(rule) \(base) \(own) \(name)"
                    }
                    let first = places[key] ?? "attributes.\(rule) \(line)"
                    if places[key] == nil {
                        places[key] = first
                        order.append(first)
                    }
                    counts[first, default: 0] += 1
                }
            }
        }
        return order.map { line in
            let count = counts[line] ?? 0
            return count == 1 ? line : "\(line) x\(count)"
        }
    }

    private func positioned(_ label: NaiveLabel) -> [(frame: Int, position: Int, object: NaiveLabel.Object)] {
        label.frames.flatMap { frame in
            (frame.body["annotations"]?.array ?? []).enumerated().map { position, value in
                (
                    frame.number, position,
                    NaiveLabel.Object(sensor: frame.sensor, frame: frame.number, value: value)
                )
            }
        }
    }

    private func isDefined(_ category: Int64) -> Bool {
        document["dataset"]?["task_attributes"]?["categories"]?.array?
            .contains { $0["id"]?.integer == category } ?? false
    }

    private func faults(_ attributes: JSONValue?) -> [(name: String, rule: String)] {
        Self.table.flatMap { name, values in
            let text = attributes?[name]?.text
            let rules = values.first { $0.value == text }?.rules ?? ["no such value"]
            return rules.map { (name, $0) }
        }
    }
}

extension JSONValue {
    /// The document with the table's definitions in each category, and its values wherever objects have attributes.
    func dressedForFaults(_ random: inout SeededRandom) -> JSONValue {
        let definitions = Documents.parsed(NaiveAttributeFaults.definitions)
        return changing("dataset", "task_attributes", "categories") { categories in
            .array((categories.array ?? []).map { $0.with("attributes", definitions) })
        }.changing("dataset", "samples") { $0.faulty(&random) }
    }

    private func faulty(_ random: inout SeededRandom) -> JSONValue {
        switch self {
        case .array(let elements): return .array(elements.map { $0.faulty(&random) })
        case .object(let members):
            return .object(
                members.map { member in
                    guard member.key == "annotations", let list = member.value.array else {
                        return Member(member.key, member.value.faulty(&random))
                    }
                    return Member(
                        member.key,
                        .array(
                            list.map { annotation in
                                annotation.with("attributes", random.chance(0.1) ? nil : Self.faulty(&random))
                            }))
                })
        default: return self
        }
    }

    private static func faulty(_ random: inout SeededRandom) -> JSONValue {
        .object(
            NaiveAttributeFaults.table.compactMap { name, values in
                // Mostly as it should be.
                let value = random.chance(0.6) ? values[0].value : random.pick(values).value
                return value.map { Member(name, Documents.parsed($0)) }
            })
    }
}
