import ReleaseFormat
import TestSupport

@testable import Warehouse

/// What attributes say, counted off a document in the simplest way.
struct NaiveAttributes {
    struct Thing {
        var labelset: String
        var scope: String
        var category: Int64?
        var attributes: JSONValue?

        var owner: String { "\(labelset)|\(scope)|\(category.map { "\($0)" } ?? "nil")" }
    }

    let document: JSONValue
    /// Only objects of this category.
    var category: Int64?
    /// Only labels of this status.
    var status: String?

    private var labels: [NaiveLabel] {
        NaiveLabel.all(in: document).filter { label in
            (status == nil || label.status == status)
                && (category == nil || label.objects.contains { $0.categoryID == category })
        }
    }

    var things: [Thing] {
        labels.flatMap { label -> [Thing] in
            let objects = label.objects.filter { category == nil || $0.categoryID == category }
            var things = objects.map {
                Thing(
                    labelset: label.labelset, scope: "object", category: $0.categoryID,
                    attributes: $0.value["attributes"])
            }
            things += images(label).map {
                Thing(labelset: label.labelset, scope: "image", category: nil, attributes: $0)
            }
            for link in label.body["links"]?.array ?? [] {
                let from = link["from_id"]?.integer
                let keys = label.isStill ? ["id", "track_id"] : ["track_id", "id"]
                let origin = keys.lazy.compactMap { key in
                    objects.first { $0.value[key]?.integer == from && from != nil }
                }.first
                if origin == nil, category != nil { continue }
                things.append(
                    Thing(
                        labelset: label.labelset, scope: "link", category: origin?.categoryID,
                        attributes: link["attributes"]))
            }
            return things
        }
    }

    private func images(_ label: NaiveLabel) -> [JSONValue?] {
        let own = label.body["image_attributes"]
        if label.isOfStill { return [own] }
        if label.isStill { return own == nil ? [] : [own] }
        return (own == nil ? [] : [own]) + label.frames.map { $0.body["image_attributes"] }
    }

    private func definition(_ name: String, scope: String, category: Int64?) -> JSONValue? {
        let attributes = document["dataset"]?["task_attributes"]
        if scope == "image" {
            return attributes?["image_attributes"]?.array?.first { $0["name"]?.string == name }
        }
        let list = scope == "object" ? "attributes" : "link_attributes"
        return attributes?["categories"]?.array?.first { $0["id"]?.integer == category && category != nil }?[
            list]?
            .array?.first { $0["name"]?.string == name }
    }

    /// The values that an attribute of a thing counts as.
    private func values(_ member: JSONValue.Member, _ thing: Thing) -> Set<String> {
        var value = member.value
        let definition = definition(member.key, scope: thing.scope, category: thing.category)
        if definition?["input_type"]?.string == "multiselect", case .string(let text) = value,
            let list = try? JSONValue(text: text), let elements = list.array,
            elements.allSatisfy({ $0.string != nil })
        {
            value = list
        }
        return Set((value.array ?? [value]).filter { $0 != .null }.map { spelled($0) })
    }

    /// How many things have each value: by owner, attribute and value.
    var counts: [String: Int] {
        var counts: [String: Int] = [:]
        for thing in things {
            for member in thing.attributes?.members ?? [] {
                for value in values(member, thing) {
                    counts["\(thing.owner)|\(exactly(member.key))|\(value)", default: 0] += 1
                }
            }
        }
        return counts
    }

    /// Things that could have an attribute, and things that have it: by owner and attribute, of those set.
    var sets: [String: (things: Int, set: Int, distinct: Int, undefined: Int?)] {
        var found: [String: (things: Int, set: Int, distinct: Int, undefined: Int?)] = [:]
        let all = things
        for thing in all {
            for member in thing.attributes?.members ?? [] {
                let key = "\(thing.owner)|\(exactly(member.key))"
                guard found[key] == nil else { continue }
                let same = all.filter { $0.owner == thing.owner }
                let set = same.filter { ($0.attributes?[member.key] ?? .null) != .null }
                let values = set.map {
                    self.values(JSONValue.Member(member.key, $0.attributes?[member.key] ?? .null), $0)
                }
                let definition = definition(member.key, scope: thing.scope, category: thing.category)
                let isChoice = ["select", "multiselect"].contains(definition?["input_type"]?.string ?? "")
                let allowed =
                    isChoice ? definition?["values"]?.array.map { Set($0.map { spelled($0) }) } : nil
                found[key] = (
                    same.count, set.count, Set(values.joined()).count,
                    allowed.map { allowed in values.joined().count { !allowed.contains($0) } }
                )
            }
        }
        return found
    }

    /// Tracks that have an attribute, and those where it changes or is missing in part: by labelset, category and name.
    var tracks: [String: [Int]] {
        var found: [String: [Int]] = [:]
        for label in labels where !label.isStill {
            let objects = label.objects.filter { category == nil || $0.categoryID == category }
            let tracked = objects.filter { $0.value["track_id"]?.integer != nil }
            let tracks = Dictionary(grouping: tracked) {
                "\($0.sensor ?? "nil")|\($0.value["track_id"]?.integer ?? 0)"
            }
            for track in tracks.values {
                let category = track[0].categoryID.map { "\($0)" } ?? "nil"
                let names = track.flatMap {
                    ($0.value["attributes"]?.members ?? []).map { ExactText($0.key) }
                }
                for name in Set(names).map(\.text) {
                    let values = track.map { $0.value["attributes"]?[name] ?? .null }.filter { $0 != .null }
                    guard !values.isEmpty else { continue }
                    let key = "\(label.labelset)|\(category)|\(exactly(name))"
                    var counts = found[key] ?? [0, 0, 0]
                    counts[0] += 1
                    if Set(values.map { spelled($0) }).count > 1 { counts[1] += 1 }
                    if values.count < track.count { counts[2] += 1 }
                    found[key] = counts
                }
            }
        }
        return found
    }
}

extension JSONValue {
    /// The document with definitions in each category and random attributes wherever there may be some.
    func dressed(_ random: inout SeededRandom) -> JSONValue {
        let definitions = JSONValue.array([
            Self.definition("occluded", "select", ["yes", "no"]),
            Self.definition("tags", "multiselect", ["a", "b", "z"]),
            .object([
                Member("name", "speed"), Member("input_type", "number"),
                Member("is_track_level", .bool(true)),
            ]),
            Self.definition("never", "text", nil),
        ])
        let document = changing("dataset", "task_attributes") { attributes in
            attributes.changing("categories") { categories in
                .array(
                    (categories.array ?? []).map {
                        $0.with("attributes", definitions).with("link_attributes", definitions)
                    })
            }
            .with("image_attributes", definitions)
        }
        return document.changing("dataset", "samples") { $0.redressed(&random) }
    }

    private static func definition(_ name: String, _ type: String, _ values: [JSONValue]?) -> JSONValue {
        .object(
            [Member("name", .string(name)), Member("input_type", .string(type))]
                + (values.map { [Member("values", .array($0))] } ?? []))
    }

    private func redressed(_ random: inout SeededRandom) -> JSONValue {
        switch self {
        case .array(let elements): return .array(elements.map { $0.redressed(&random) })
        case .object(let members):
            return .object(
                members.map { member in
                    guard ["annotations", "links"].contains(member.key) else {
                        let isImage = member.key == "image_attributes"
                        return Member(
                            member.key, isImage ? Self.attributes(&random) : member.value.redressed(&random))
                    }
                    return Member(
                        member.key,
                        .array(
                            (member.value.array ?? []).map {
                                $0.with("attributes", random.chance(0.2) ? nil : Self.attributes(&random))
                            }))
                })
        default: return self
        }
    }

    private static func attributes(_ random: inout SeededRandom) -> JSONValue {
        var members: [Member] = []
        if random.chance(0.7) {
            members.append(Member("occluded", random.pick(["yes", "no", "maybe", .null])))
        }
        if random.chance(0.7) {
            members.append(
                Member(
                    "tags",
                    random.pick([.array(["a", "b", "a"]), "[\"b\",\"c\"]", .array([]), "b", "['a']"])))
        }
        if random.chance(0.7) {
            members.append(Member("speed", random.pick([.number("3"), .number("0.5"), "4", .number("3.0")])))
        }
        if random.chance(0.3) {
            members.append(Member("o\u{308}", random.pick([.bool(true), .object([]), .number("1")])))
        }
        if random.chance(0.3) { members.append(Member("ö", "x")) }
        return .object(members)
    }
}
