import ReleaseFormat
import SQLite

/// Writes what a release's header says: its taxonomy, its own row, its labelsets.
struct HeaderWriter {
    let connection: Connection
    let header: ReleaseHeader

    // MARK: Taxonomy

    /// The id of the release's taxonomy, which is written when no release had it.
    func taxonomyID() throws -> Int64 {
        let parts = [
            ("task_attributes", header.inDataset("task_attributes")), ("tasks", header.inDataset("tasks")),
        ]
        let content = JSONValue.object(
            parts.compactMap { key, value in value.map { JSONValue.Member(key, $0) } })
        let digest = content.digest.withBytes { Value.blob(Array($0)) }
        if let id = try connection.first(
            "SELECT id FROM taxonomy WHERE digest = ?", digest, transform: { $0.int64(at: 0) })
        {
            return id
        }
        try connection.run(
            "INSERT INTO taxonomy (digest, task_attributes, tasks) VALUES (?, ?, ?)", digest,
            Value(parts[0].1?.text), Value(parts[1].1?.text))
        let id = connection.lastInsertedRowID
        var definitions = Definitions()
        if let attributes = header.inDataset("task_attributes")?["image_attributes"] {
            definitions.add(attributes, scope: "image", category: nil)
        }
        for (position, category) in categories().enumerated() {
            try write(category, position, id)
            definitions.add(category["attributes"], scope: "object", category: position)
            definitions.add(category["link_attributes"], scope: "link", category: position)
        }
        for (number, definition) in definitions.all.enumerated() { try write(definition, number, id) }
        return id
    }

    private func categories() -> [JSONValue] {
        ListedCategories.of(
            taskAttributes: header.inDataset("task_attributes"), tasks: header.inDataset("tasks"))
    }

    private func write(_ category: JSONValue, _ position: Int, _ taxonomyID: Int64) throws {
        var rest = Rest(category)
        rest.drop("attributes", if: category["attributes"]?.objects != nil)
        rest.drop("link_attributes", if: category["link_attributes"]?.objects != nil)
        let id = rest.integer("id")
        let name = rest.text("name")
        let color: Value
        if case .array? = category["color"] { color = Value(rest.json("color")) } else { color = .null }
        try connection.run(
            """
            INSERT INTO category (taxonomy_id, position, category_id, name, color, has_instances, extra)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """, Value(taxonomyID), Value(position), Value(id), Value(name), color,
            rest.flag("has_instances"), Value(rest.text))
        if let id, let name {
            try connection.run(
                "INSERT OR REPLACE INTO category_name (taxonomy_id, category_id, name) VALUES (?, ?, ?)",
                Value(taxonomyID), Value(id), Value(name))
        }
    }

    private struct Definitions {
        struct Definition {
            var scope: String
            var category: Int?
            var position: Int
            var value: JSONValue
        }

        var all: [Definition] = []

        mutating func add(_ list: JSONValue?, scope: String, category: Int?) {
            for (position, value) in (list?.objects ?? []).enumerated() {
                all.append(Definition(scope: scope, category: category, position: position, value: value))
            }
        }
    }

    private func write(_ definition: Definitions.Definition, _ number: Int, _ taxonomyID: Int64) throws {
        var rest = Rest(definition.value)
        let name = Value(rest.text("name"))
        let inputType = Value(rest.text("input_type"))
        try connection.run(
            """
            INSERT INTO attribute_definition (
                taxonomy_id, number, scope, category_position, position, name, input_type, allowed_values,
                default_value, min, max, step, is_mandatory, is_track_level, synced_across_sensors, extra)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, Value(taxonomyID), Value(number), Value(definition.scope),
            definition.category.map { Value($0) } ?? .null, Value(definition.position), name, inputType,
            Value(rest.json("values")), rest.present("default_value"), Value(rest.real("min")),
            Value(rest.real("max")), Value(rest.real("step")), rest.flag("is_mandatory"),
            rest.flag("is_track_level"), rest.flag("synced_across_sensors"), Value(rest.text))
    }

    // MARK: The release

    struct Figures {
        var samples: Int
        var labels: Int
        var annotations: Int
        var source: String
        var sourceBytes: Int
        var digest: Digest
    }

    /// Writes the release's row.
    func write(releaseID: Int64, _ identity: ReleaseIdentity, taxonomyID: Int64, _ figures: Figures) throws {
        try connection.run(
            """
            INSERT INTO release (
                id, dataset_id, taxonomy_id, name, ref, digest, description, created_at, task_type, samples,
                labels, annotations, imported_at, source, source_bytes, header, extra)
            VALUES (
                ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, strftime('%Y-%m-%d %H:%M:%f+00:00', 'now'), ?, ?, ?, ?)
            """, Value(releaseID), Value(try datasetID(identity.dataset)), Value(taxonomyID),
            Value(identity.release), Value(identity.ref), figures.digest.withBytes { .blob(Array($0)) },
            Value(plain(header["description"])), Value(plain(header["created_at"])),
            Value(plain(header.inDataset("task_type"))), Value(figures.samples), Value(figures.labels),
            Value(figures.annotations), Value(figures.source), Value(figures.sourceBytes),
            Value(document.text),
            Value(extra?.text))
    }

    private func datasetID(_ name: String) throws -> Int64 {
        if let id = try connection.first(
            "SELECT id FROM dataset WHERE name = ?", Value(name), transform: { $0.int64(at: 0) })
        {
            return id
        }
        try connection.run("INSERT INTO dataset (name) VALUES (?)", Value(name))
        return connection.lastInsertedRowID
    }

    /// The document without samples and without what the taxonomy keeps.
    private var document: JSONValue {
        .object(
            header.document.map { member in
                guard member.key == "dataset" else { return member }
                return JSONValue.Member(
                    "dataset",
                    .object(header.dataset.filter { $0.key != "task_attributes" && $0.key != "tasks" }))
            })
    }

    /// What no column shows: in the nesting of the document.
    private var extra: JSONValue? {
        var rest = header.document.filter { member in
            switch member.key {
            case "name", "description", "created_at": member.value.string == nil
            case "dataset": false
            default: true
            }
        }
        var dataset = header.dataset.filter { member in
            switch member.key {
            case "name", "owner", "task_type": member.value.string == nil
            case "task_attributes": member.value.members == nil
            case "labelsets": member.value.objects == nil
            default: true
            }
        }
        if let attributes = header.inDataset("task_attributes")?.members {
            let unknown = attributes.filter { member in
                switch member.key {
                case "categories", "image_attributes": member.value.objects == nil
                default: true
                }
            }
            if !unknown.isEmpty { dataset.append(JSONValue.Member("task_attributes", .object(unknown))) }
        }
        if !dataset.isEmpty { rest.append(JSONValue.Member("dataset", .object(dataset))) }
        return rest.isEmpty ? nil : .object(rest)
    }

    private func plain(_ value: JSONValue?) -> String? {
        guard let text = value?.string, !text.utf8.contains(0) else { return nil }
        return text
    }

    // MARK: Labelsets

    /// Writes a row for each labelset that the release lists or uses, and their roll-ups.
    ///
    /// - Parameter tally: the release's figures; what stated no type is counted by it afterwards.
    func writeLabelsets(_ tally: inout Tally, releaseID: Int64) throws {
        let labelsets = Labelsets(connection)
        var written: Set<Int64> = []
        for (position, entry) in (header.inDataset("labelsets")?.objects ?? []).enumerated() {
            var rest = Rest(entry)
            guard let name = rest.text("name") else { continue }
            let id = try labelsets.id(named: name)
            guard written.insert(id).inserted else { continue }
            let description = Value(rest.text("description"))
            let flag = rest.flag("is_groundtruth")
            let createdAt = Value(rest.text("created_at"))
            try write(
                id, name, releaseID, &tally,
                [Value(position), description, flag, createdAt, Value(rest.text)])
        }
        for (id, figures) in tally.labelsets.sorted(by: { $0.key < $1.key })
        where !written.contains(id) && figures.isUsed {
            let name = try connection.first("SELECT name FROM labelset WHERE id = ?", Value(id)) {
                $0.string(at: 0)
            }
            try write(
                id, (name ?? nil) ?? "", releaseID, &tally, [.null, .null, .null, .null, .null])
        }
    }

    private func write(
        _ id: Int64, _ name: String, _ releaseID: Int64, _ tally: inout Tally,
        _ said: [Value]
    ) throws {
        let untyped = untypedAnnotations(in: name)?.word
        tally.settle(untyped: untyped.map { "\($0)" }, in: id)
        let figures = tally.labelsets[id] ?? Tally.Labelset()
        try connection.run(
            """
            INSERT INTO release_labelset (
                release_id, labelset_id, position, description, is_groundtruth, created_at, extra, untyped,
                labels, null_labels, frames, frame_rows, annotations)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, Value(releaseID), Value(id), said[0], said[1], said[2], said[3], said[4],
            Value(untyped.map { "\($0)" }), Value(figures.labels), Value(figures.nullLabels),
            Value(figures.frames), Value(figures.frameRows), Value(figures.annotations))
        try tally.write(labelset: id, of: releaseID, connection)
    }

    /// Whether annotations that state no type are the same in an earlier release, in each of its labelsets.
    func agrees(with releaseID: Int64) throws -> Bool {
        var agrees = true
        try connection.query(
            """
            SELECT ls.name, rl.untyped
            FROM release_labelset AS rl
            JOIN labelset AS ls ON ls.id = rl.labelset_id
            WHERE rl.release_id = ?
            """, Value(releaseID)
        ) { row in
            let untyped = untypedAnnotations(in: row.string(at: 0) ?? "")?.word
            if row.string(at: 1) != untyped.map({ "\($0)" }) { agrees = false }
        }
        return agrees
    }

    /// What annotations without a type are: by the dataset's task type, else by that of the labelset's own task.
    func untypedAnnotations(in labelset: String) -> UntypedAnnotations? {
        if let type = header.inDataset("task_type")?.string, !type.isEmpty {
            return UntypedAnnotations(taskType: type)
        }
        return header.inDataset("tasks")?[labelset]?["task_type"]?.string.flatMap {
            UntypedAnnotations(taskType: $0)
        }
    }
}

/// An object from which columns are taken one after the other; what remains is its `extra`.
///
/// A value that its column cannot store exactly is left to `extra`.
private struct Rest {
    private var members: [JSONValue.Member]

    init(_ object: JSONValue) {
        members = object.members ?? []
    }

    private mutating func take<T>(_ key: String, _ read: (JSONValue) -> T?) -> T? {
        guard let index = members.firstIndex(where: { $0.key == key }), let value = read(members[index].value)
        else { return nil }
        members.remove(at: index)
        return value
    }

    mutating func text(_ key: String) -> String? {
        take(key) { value in value.string.flatMap { $0.utf8.contains(0) ? nil : $0 } }
    }
    mutating func integer(_ key: String) -> Int64? { take(key) { $0.integer } }
    mutating func real(_ key: String) -> Double? { take(key) { $0.real } }
    mutating func flag(_ key: String) -> Value { take(key) { $0.bool }.map { Value($0) } ?? .null }
    mutating func json(_ key: String) -> String? { take(key) { $0.text } }

    /// A JSON column in which null is nothing to show.
    mutating func present(_ key: String) -> Value {
        Value(take(key) { $0 == .null ? nil : $0.text })
    }

    mutating func drop(_ key: String, if isKnown: Bool) {
        if isKnown { members.removeAll { $0.key == key } }
    }

    /// What remains, as JSON; nil when nothing does.
    var text: String? { members.isEmpty ? nil : JSONValue.object(members).text }
}
