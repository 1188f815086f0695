import ReleaseFormat

/// The values of the attributes of objects, images and links.
enum AttributesStatistic: StatisticCalculation {
    static let entry = Statistic(
        "attributes",
        "values of attributes of objects, images and links; missing, undefined, unused, changing",
        unit: "objects, images, links", view: .annotations, needs: "attributes", trend: "count")

    /// How many values of an attribute are listed, unless another number is asked for.
    static let mostValues = 1000

    static func tables(of selection: Selection) throws -> [FigureTable] {
        let definitions = try AttributeDefinitions(selection.connection, taxonomyID: selection.taxonomy.id)
        let content = try LabelContent(selection)
        let objects = try ObjectAttributes(selection, content, definitions)
        var populations = AttributePopulations(definitions)
        try objects.count(into: &populations)
        try objects.countLinks(into: &populations)
        let images = try ImageAttributes(selection, content)
        let areImagesDefined = !definitions.of(AttributeOwner(scope: .image, categoryID: nil)).isEmpty
        if areImagesDefined || images.areSet { try images.count(into: &populations) }
        if selection.groupings.allSatisfy({ $0 == .category }) { list(&populations, selection) }
        let keys = populations.inOrder(selection)
        let groupColumns = Array(objects.groups.columns.dropLast(2))
        var tables = [
            values(populations, keys, groupColumns, selection),
            summary(populations, keys, groupColumns, selection),
            tracks(objects, definitions, groupColumns, selection),
        ]
        if tables[1].rows.isEmpty {
            tables[0].unknown = "needs attributes"
            tables[1].unknown = "needs attributes"
        }
        return tables
    }

    /// Lists what is defined, used or not, in each labelset.
    private static func list(_ populations: inout AttributePopulations, _ selection: Selection) {
        for labelset in selection.labelsets {
            for (owner, _) in populations.definitions.all {
                if let id = owner.categoryID, let wanted = selection.categoryIDs, !wanted.contains(id) {
                    continue
                }
                populations.list(owner, in: labelset.name)
            }
        }
    }

    private static func key(_ key: AttributePopulations.Key, _ name: String, _ selection: Selection)
        -> [Figure]
    {
        key.group.map(\.figure) + [
            .text(key.owner.scope.rawValue), .optional(key.owner.categoryID),
            .optional(selection.taxonomy.name(of: key.owner.categoryID)), .text(name),
        ]
    }

    private static let keyColumns: [FigureColumn] = [
        .key("scope"), .key("category_id"), .key("category"), .key("attribute"),
    ]

    // MARK: Values

    private static func values(
        _ populations: AttributePopulations, _ keys: [AttributePopulations.Key],
        _ groupColumns: [FigureColumn], _ selection: Selection
    ) -> FigureTable {
        var table = FigureTable(
            "attributes",
            groupColumns + keyColumns + [.value("value"), .figure("count"), .figure("share", .share)])
        let most = max(selection.options.top ?? 0, mostValues)
        for key in keys {
            let things = populations.all[key]?.things ?? 0
            for attribute in populations.attributes(of: key) {
                let frequent = MostFrequent(of: attribute.tally.counts, most: most)
                table.omittedRows += frequent.omitted
                for (value, count) in frequent.values {
                    table.rows.append(
                        Self.key(key, attribute.name, selection) + [
                            value, .count(count), .share(count, of: things),
                        ])
                }
            }
        }
        table.rank(by: "count")
        return table
    }

    // MARK: Summary

    private static func summary(
        _ populations: AttributePopulations, _ keys: [AttributePopulations.Key],
        _ groupColumns: [FigureColumn], _ selection: Selection
    ) -> FigureTable {
        var table = FigureTable(
            "summary",
            groupColumns + keyColumns + [
                .figure("input_type"), .figure("is_defined"), .figure("objects"), .figure("set"),
                .figure("missing"), .figure("distinct_values"), .figure("undefined_values"),
                .detail("unused_values"), .detail("min"), .detail("mean"), .detail("max"),
            ], isRanked: false)
        for key in keys {
            let things = populations.all[key]?.things ?? 0
            for attribute in populations.attributes(of: key) {
                let tally = attribute.tally
                table.rows.append(
                    Self.key(key, attribute.name, selection) + [
                        .optional(attribute.definition?.inputType), .flag(attribute.definition != nil),
                        .count(things), .count(tally.set), .count(things - tally.set),
                        .count(tally.counts.count),
                    ] + choices(attribute) + extremes(attribute))
            }
        }
        return table
    }

    /// Values set that are not to choose from, and values to choose from that are never set.
    private static func choices(_ attribute: AttributePopulations.Attribute) -> [Figure] {
        guard let definition = attribute.definition, definition.isChoice,
            let allowed = definition.allowedValues
        else { return [.none, .none] }
        let known = Set(allowed)
        let undefined = attribute.tally.counts.reduce(0) { $0 + (known.contains($1.key) ? 0 : $1.value) }
        let unused = allowed.filter { attribute.tally.counts[$0] == nil }
        return [.count(undefined), .list(unused.map(\.figure))]
    }

    private static func extremes(_ attribute: AttributePopulations.Attribute) -> [Figure] {
        let readsTexts = attribute.definition?.isNumber ?? false
        guard let numbers = attribute.tally.numbers(readsTexts: readsTexts) else {
            return [.none, .none, .none]
        }
        let count = numbers.reduce(0) { $0 + $1.count }
        let sum = CompensatedSum.of(numbers.lazy.map { $0.value * Double($0.count) })
        return [
            .optional(numbers.first?.value), .optional(sum / Double(count)), .optional(numbers.last?.value),
        ]
    }

    // MARK: Tracks

    private static func tracks(
        _ objects: ObjectAttributes, _ definitions: AttributeDefinitions, _ groupColumns: [FigureColumn],
        _ selection: Selection
    ) -> FigureTable {
        var table = FigureTable(
            "tracks",
            groupColumns + keyColumns.dropFirst() + [
                .figure("is_track_level"), .figure("tracks"), .figure("changing"), .figure("share", .share),
                .figure("partly_set"),
            ], isRanked: false)
        let tracks = objects.tracks
        var numbers: [ExactText: Int32] = [:]
        for (number, name) in tracks.names.enumerated() { numbers[ExactText(name)] = Int32(number) }
        var namesOfGroups: [Int: Set<ExactText>] = [:]
        for key in tracks.totals.keys {
            namesOfGroups[key.group, default: []].insert(ExactText(tracks.names[Int(key.name)]))
        }
        for group in objects.groups.inOrder where tracks.groups.contains(group) {
            let owner = AttributeOwner(scope: .object, categoryID: objects.categoryID(of: group))
            let defined = definitions.of(owner)
            let used = namesOfGroups[group] ?? []
            let first = defined.filter { used.contains(ExactText($0.name)) || $0.isTrackLevel == true }
                .map(\.name)
            let rest = used.subtracting(first.map(ExactText.init)).sorted().map(\.text)
            for name in first + rest {
                let total =
                    numbers[ExactText(name)].flatMap { tracks.totals[.init(group: group, name: $0)] }
                    ?? .init()
                table.rows.append(
                    objects.groups.keys[group] + [
                        .text(name),
                        definitions.named(name, of: owner)?.isTrackLevel.map { .flag($0) } ?? .none,
                        .count(total.tracks), .count(total.changing),
                        .share(total.changing, of: total.tracks), .count(total.partlySet),
                    ])
            }
        }
        if tracks.groups.isEmpty { table.unknown = "needs tracks" }
        return table
    }
}
