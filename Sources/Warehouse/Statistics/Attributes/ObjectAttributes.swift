import ReleaseFormat
import SQLite

/// Counts what objects and links say, and how objects' attributes change along tracks: one scan of annotations.
struct ObjectAttributes {
    private let selection: Selection
    private let content: LabelContent
    private let definitions: AttributeDefinitions
    private let values: AttributeValues

    private struct SetUse: Hashable {
        var group: Int
        /// 0 for none.
        var set: Int64
    }

    /// Groups, the category last.
    private(set) var groups = Groups([])
    private(set) var tracks = TrackAttributes()
    private var origins: LinkOrigins
    private var uses: [SetUse: Int] = [:]
    /// What stands in annotations themselves, by group.
    private var inline: [Int: AttributeTallies] = [:]

    init(_ selection: Selection, _ content: LabelContent, _ definitions: AttributeDefinitions) throws {
        self.selection = selection
        self.content = content
        self.definitions = definitions
        values = AttributeValues(selection.connection)
        origins = LinkOrigins(content.links)
        try scan()
    }

    private mutating func scan() throws {
        let frames = try selection.frames()
        // Copies would be made of what a closure changes in place.
        var origins = origins
        var tracks = tracks
        var inline = inline
        var uses = uses
        var last = SetUse(group: -1, set: 0)
        var run = 0
        let hasLinks = !origins.isEmpty
        let id = AnnotationColumns.first
        // Ids are for tracks and links: where there are none, rows are read sooner.
        let hasIDs = hasLinks || content.hasTracks.contains(true)
        let ids = hasIDs ? ", a.annotation_id, a.track_id" : ""
        groups = try selection.forEachAnnotation(
            AnnotationColumns(sql: ids, hasAttributes: true),
            groupedBy: selection.groupings(andAlways: .category)
        ) { place, row in
            let type = row.type(at: 3)
            let set: Int64 = type == .integer ? row.int64(at: 3) : type == .text ? -1 : 0
            if set >= 0 {
                if last.group != place.group || last.set != set {
                    if run > 0 { uses[last, default: 0] += run }
                    last = SetUse(group: place.group, set: set)
                    run = 0
                }
                run += 1
            }
            var own: [JSONValue.Member] = []
            if set < 0 {
                own = try values.members(in: row, at: 3)
                let owner = AttributeOwner(scope: .object, categoryID: place.categoryID)
                inline[place.group, default: AttributeTallies()].things += 1
                inline[place.group, default: AttributeTallies()].add(own, times: 1, of: owner, definitions)
            }
            if hasIDs, content.hasTracks[place.label], !row.isNull(at: id + 1) {
                try tracks.see(
                    label: place.label, sensor: frames[place.frame].sensor, trackID: row.int64(at: id + 1),
                    group: place.group, set: set
                ) {
                    set < 0 ? own : try values.members(ofSet: set)
                }
            }
            if hasLinks {
                origins.see(
                    label: place.label, id: row.optionalInt64(id), trackID: row.optionalInt64(id + 1),
                    group: place.group)
            }
        }
        if run > 0 { uses[last, default: 0] += run }
        tracks.finish()
        self.origins = origins
        self.tracks = tracks
        self.inline = inline
        self.uses = uses
    }

    /// Adds all objects.
    func count(into populations: inout AttributePopulations) throws {
        var tallies = inline
        for (use, times) in uses {
            let owner = AttributeOwner(scope: .object, categoryID: categoryID(of: use.group))
            let members = use.set == 0 ? [] : try values.members(ofSet: use.set)
            tallies[use.group, default: AttributeTallies()].things += times
            tallies[use.group, default: AttributeTallies()].add(members, times: times, of: owner, definitions)
        }
        for (group, tally) in tallies {
            populations.set(
                tally, of: groups.keys[group].dropLast(2) + [],
                AttributeOwner(scope: .object, categoryID: categoryID(of: group)))
        }
    }

    /// Adds the links that begin at objects that were seen; when objects are not filtered, also those that begin
    /// nowhere.
    func countLinks(into populations: inout AttributePopulations) throws {
        guard !content.links.isEmpty else { return }
        let groupings = selection.groupings.filter { $0 != .category }
        let labelParts = try LabelParts(selection, groupings)
        for (index, link) in content.links.enumerated() {
            let members =
                link.attributes < 0 ? [] : AttributeValues.members(of: content.texts[link.attributes])
            if let group = origins.group(ofLink: index, content.structures[Int(link.label)]) {
                populations.add(
                    members, times: 1, of: groups.keys[group].dropLast(2) + [],
                    AttributeOwner(scope: .link, categoryID: categoryID(of: group)))
            } else if !selection.filtersAnnotations {
                populations.add(
                    members, times: 1, of: key(ofLabel: link.label, labelParts, groupings),
                    AttributeOwner(scope: .link, categoryID: nil))
            }
        }
    }

    /// What is known of a label's group without an object: nothing of sensors and objects' attributes.
    private func key(ofLabel label: Int32, _ labelParts: LabelParts, _ groupings: [Grouping]) -> [Figure] {
        let parts = labelParts.parts(of: labelParts.number(ofLabel: label))
        var cells = zip(labelParts.dimensions, parts).map { $0.figures(of: $1)[0] }
        for (index, grouping) in groupings.enumerated() {
            switch grouping {
            case .sensor, .attribute: cells.insert(.none, at: min(index + 1, cells.count))
            case .category, .labelset, .status, .metadata: continue
            }
        }
        return cells
    }

    func categoryID(of group: Int) -> Int64? { ClassesStatistic.id(in: groups.keys[group]) }
}
