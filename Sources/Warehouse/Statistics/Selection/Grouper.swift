import ReleaseFormat
import SQLite

/// Finds the group of each annotation.
struct Grouper {
    let groups: Groups
    let needsAttributes: Bool

    /// A group that was found recently, by its key.
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
    /// The groups of annotations that are in several.
    private(set) var several: [[Int]] = []
    private var severalNumbers: [[Int]: Int] = [:]
    private var numberOfNone: Int32 = -1

    /// The source of a dimension's part.
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
                let dimension = FigureDimension(.key("sensor"))
                sensor = dimension
                dimensions.append(dimension)
                slots.append(.sensor)
            case .category:
                let dimension = CategoryDimension(selection.taxonomy)
                category = dimension
                dimensions.append(dimension)
                slots.append(.category)
            case .attribute(let name):
                let dimension = FigureDimension(.value("attribute.\(name)"))
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

    /// The group of an annotation, whose row has its attributes in column 3 if they are needed; for one that is in
    /// several groups, the complement of their index in ``several``.
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
        let found = labelParts.combinations(of: base).map { label in
            groups.number(
                of: slots.map { slot -> Int32 in
                    switch slot {
                    case .label(let index): label[index]
                    case .sensor: sensorPart
                    case .category: category
                    case .attribute(let index): attributeParts[Int(attributes)][index]
                    }
                })
        }
        let group = found.count == 1 ? found[0] : number(ofGroups: found)
        if sensorPart < 64, base < 1 << 24 {
            recent[slot] = Recent(base: code, category: category, attributes: attributes, group: group)
        }
        return group
    }

    private mutating func number(ofGroups groups: [Int]) -> Int {
        if let number = severalNumbers[groups] { return number }
        let number = ~several.count
        several.append(groups)
        severalNumbers[groups] = number
        return number
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
