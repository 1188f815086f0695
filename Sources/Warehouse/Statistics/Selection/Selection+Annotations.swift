import ReleaseFormat
import SQLite

/// Where an annotation stands.
struct AnnotationPlace {
    var id: Int64
    /// In ``Selection/frames()``.
    var frame: Int
    /// In ``Selection/labels()``.
    var label: Int
    var categoryID: Int64?
    /// In ``Selection/types``; -1 for none, and when types were not asked for.
    var type: Int32
    /// In the groups that the scan returns.
    var group: Int
}

/// What a scan of annotations reads of each.
struct AnnotationColumns {
    /// Where the columns begin that were asked for.
    static let first = 4

    /// SQL, each behind a comma: columns of `annotation AS a`, and of what `joins` adds.
    var sql = ""
    var joins = ""
    /// SQL that holds of each annotation wanted: cheaper than to look at all of them.
    var condition = "TRUE"
    var hasTypes = false
    var hasAttributes = false
}

extension Selection {
    /// What tells groups apart: what was asked for, else what the statistic tells apart by itself.
    func groupings(orByItself ownGroupings: [Grouping]) -> [Grouping] {
        options.groups == nil ? ownGroupings : groupings
    }

    /// What was asked for, and last what the statistic always tells apart.
    func groupings(andAlways grouping: Grouping) -> [Grouping] {
        groupings.filter { $0 != grouping } + [grouping]
    }

    /// Calls `body` with each annotation that passes all filters, in the order of ids.
    ///
    /// - Parameters:
    ///   - groupings: what groups are told apart by, besides the labelset.
    ///   - body: is given the row with the columns asked for, from ``AnnotationColumns/first`` on.
    /// - Returns: the groups that were met.
    @discardableResult
    func forEachAnnotation(
        _ columns: AnnotationColumns = AnnotationColumns(), groupedBy groupings: [Grouping] = [],
        _ body: (AnnotationPlace, borrowing Row) throws -> Void
    ) throws -> Groups {
        let frames = try frames()
        var grouper = try Grouper(self, groupings)
        let passing = try condition()?.annotations
        let wanted = categoryIDs
        let runs = IDRuns(
            frames.indices.map {
                IDSpan(
                    first: frames[$0].firstAnnotation, count: Int(frames[$0].annotations), owner: Int32($0))
            })
        let attributes = columns.hasAttributes || grouper.needsAttributes ? "a.attributes" : "NULL"
        var next = 0
        try runs.forEach(
            connection,
            """
            SELECT a.id, a.category_id, \(columns.hasTypes ? "a.type" : "NULL"), \(attributes)\(columns.sql)
            FROM annotation AS a\(columns.joins)
            WHERE a.id >= ?1 AND a.id < ?2 AND \(columns.condition)
            ORDER BY a.id
            """
        ) { owner, row in
            let id = row.int64(at: 0)
            if let passing {
                while next < passing.count, passing[next] < id { next += 1 }
                guard next < passing.count, passing[next] == id else { return }
            }
            let categoryID = row.isNull(at: 1) ? nil : row.int64(at: 1)
            if let wanted {
                guard let categoryID, wanted.contains(categoryID) else { return }
            }
            let frame = frames[Int(owner)]
            var type: Int32 = -1
            if columns.hasTypes {
                type = types.number(in: row, at: 2)
                if type < 0 { type = frame.untyped }
            }
            let group = try grouper.group(frame, categoryID, row)
            try body(
                AnnotationPlace(
                    id: id, frame: Int(owner), label: Int(frame.label), categoryID: categoryID, type: type,
                    group: group), row)
        }
        return grouper.groups
    }
}

/// Finds the group of each annotation.
struct Grouper {
    let groups: Groups
    let needsAttributes: Bool

    /// A group that was found lately, by what tells it apart.
    private struct Recent {
        var base: Int32 = -1
        var category: Int32 = -1
        var attributes: Int32 = -1
        var group = 0
    }

    private let slots: [Slot]
    private let category: CategoryDimension?
    private let sensor: FigureDimension?
    private let labelParts: LabelParts
    private let sensors: Words
    private var attributeNames: [(name: String, dimension: FigureDimension)] = []
    private let attributeValues: AttributeValues
    private var recent = [Recent](repeating: Recent(), count: 1024)
    /// The parts that attributes have in the attributes' dimensions, by number.
    private var attributeParts: [[Int32]] = []
    private var attributeNumbers: [[Int32]: Int32] = [:]
    private var numbersOfSets: [Int64: Int32] = [:]
    private var numberOfNone: Int32 = -1

    /// Where a dimension's part comes from.
    private enum Slot {
        case label(Int)
        case sensor
        case category
        case attribute(Int)
    }

    init(_ selection: Selection, _ groupings: [Grouping]) throws {
        labelParts = try LabelParts(selection, groupings)
        sensors = selection.sensors
        attributeValues = AttributeValues(selection.connection)
        var dimensions: [Dimension] = [labelParts.dimensions[0]]
        var slots = [Slot.label(0)]
        var category: CategoryDimension?
        var sensor: FigureDimension?
        var labelDimension = 1
        for grouping in groupings {
            switch grouping {
            case .labelset: continue
            case .status, .metadata:
                dimensions.append(labelParts.dimensions[labelDimension])
                slots.append(.label(labelDimension))
                labelDimension += 1
            case .sensor:
                let dimension = FigureDimension("sensor")
                sensor = dimension
                dimensions.append(dimension)
                slots.append(.sensor)
            case .category:
                let dimension = CategoryDimension(selection.taxonomy)
                category = dimension
                dimensions.append(dimension)
                slots.append(.category)
            case .attribute(let name):
                let dimension = FigureDimension("attribute.\(name)")
                slots.append(.attribute(attributeNames.count))
                attributeNames.append((name, dimension))
                dimensions.append(dimension)
            }
        }
        self.slots = slots
        self.category = category
        self.sensor = sensor
        needsAttributes = !attributeNames.isEmpty
        groups = Groups(dimensions)
    }

    /// The group of an annotation, whose row holds its attributes in column 3 when they are needed.
    mutating func group(_ frame: SelectedFrame, _ categoryID: Int64?, _ row: borrowing Row) throws -> Int {
        let base = labelParts.number(ofLabel: frame.label)
        let sensorPart = sensor?.part(of: .optional(sensors[frame.sensor])) ?? 0
        let category = category?.part(of: categoryID) ?? 0
        let attributes = needsAttributes ? try attributeNumber(row) : 0
        let mixed = base &* 31 &+ category &* 7 &+ attributes &* 131 &+ sensorPart &* 1009
        let slot = Int(mixed & 1023)
        let code = base &* 64 &+ sensorPart
        if sensorPart < 64, base < 1 << 24, recent[slot].base == code, recent[slot].category == category,
            recent[slot].attributes == attributes
        {
            return recent[slot].group
        }
        let parts = slots.map { slot -> Int32 in
            switch slot {
            case .label(let index): labelParts.parts(of: base)[index]
            case .sensor: sensorPart
            case .category: category
            case .attribute(let index): attributeParts[Int(attributes)][index]
            }
        }
        let group = groups.number(of: parts)
        if sensorPart < 64, base < 1 << 24 {
            recent[slot] = Recent(base: code, category: category, attributes: attributes, group: group)
        }
        return group
    }

    private mutating func attributeNumber(_ row: borrowing Row) throws -> Int32 {
        switch row.type(at: 3) {
        case .integer:
            let id = row.int64(at: 3)
            if let number = numbersOfSets[id] { return number }
            let number = number(of: try attributeValues.members(ofSet: id))
            numbersOfSets[id] = number
            return number
        case .text: return number(of: try attributeValues.members(in: row, at: 3))
        default:
            if numberOfNone < 0 { numberOfNone = number(of: []) }
            return numberOfNone
        }
    }

    private mutating func number(of members: [JSONValue.Member]) -> Int32 {
        let parts = attributeNames.map { attribute in
            let value = members.first { $0.key.isExactly(attribute.name) }?.value
            return attribute.dimension.part(of: value?.figure ?? .none)
        }
        if let number = attributeNumbers[parts] { return number }
        let number = Int32(attributeParts.count)
        attributeNumbers[parts] = number
        attributeParts.append(parts)
        return number
    }
}
