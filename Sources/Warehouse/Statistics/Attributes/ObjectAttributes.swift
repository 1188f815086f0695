import ReleaseFormat
import SQLite

/// Counts the attributes of objects and links, and how those of objects change along tracks, in one scan of
/// annotations.
struct ObjectAttributes {
    private let selection: Selection
    private let content: LabelContent
    private let definitions: AttributeDefinitions
    private let values: AttributeValues

    /// Groups, the category last.
    private(set) var groups = Groups([])
    private(set) var tracks = TrackAttributes()
    private var origins: LinkOrigins
    private var uses: AttributeUses

    init(_ selection: Selection, _ content: LabelContent, _ definitions: AttributeDefinitions) throws {
        self.selection = selection
        self.content = content
        self.definitions = definitions
        values = AttributeValues(selection.connection)
        origins = LinkOrigins(content.links)
        uses = AttributeUses(definitions)
        if origins.isEmpty, !content.hasTracks.contains(true) {
            // Nothing depends on which object it is.
            (groups, uses) = try selection.tally(
                AnnotationColumns(hasAttributes: true), groupedBy: selection.groupings(andAlways: .category),
                into: uses)
            uses.finish()
        } else {
            try scan()
        }
    }

    private mutating func scan() throws {
        let sequences = FrameSequence.numbers(of: try selection.frames())
        // Copies would be made of what a closure changes in place.
        var origins = origins
        var tracks = tracks
        var uses = uses
        let hasLinks = !origins.isEmpty
        let id = AnnotationColumns.first
        groups = try selection.forEachAnnotation(
            AnnotationColumns(sql: ", a.annotation_id, a.track_id", hasAttributes: true),
            groupedBy: selection.groupings(andAlways: .category)
        ) { annotation, row in
            uses.add(annotation, row)
            if content.hasTracks[annotation.label], !row.isNull(at: id + 1) {
                let set = AttributeUses.set(in: row)
                try tracks.see(
                    label: annotation.label, sequence: sequences[annotation.frame],
                    trackID: row.int64(at: id + 1),
                    group: annotation.group, repetition: annotation.repetition, set: set
                ) {
                    set < 0 ? try values.members(in: row, at: 3) : try values.members(ofSet: set)
                }
            }
            if hasLinks {
                origins.see(
                    label: annotation.label, id: row.optionalInt64(id), trackID: row.optionalInt64(id + 1),
                    group: annotation.group, isRepeat: annotation.isRepeat)
            }
        }
        uses.finish()
        tracks.finish()
        self.origins = origins
        self.tracks = tracks
        self.uses = uses
    }

    /// Adds all objects.
    func count(into populations: inout AttributePopulations) throws {
        var tallies = uses.inline
        for (use, times) in uses.shared {
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
            let found = origins.groups(ofLink: index, content.structures[Int(link.label)])
            for group in found {
                populations.add(
                    members, times: 1, of: groups.keys[group].dropLast(2) + [],
                    AttributeOwner(scope: .link, categoryID: categoryID(of: group)))
            }
            if found.isEmpty, !selection.filtersAnnotations {
                for key in keys(ofLabel: link.label, labelParts, groupings) {
                    populations.add(
                        members, times: 1, of: key, AttributeOwner(scope: .link, categoryID: nil))
                }
            }
        }
    }

    /// The keys of a label's groups without an object: sensors and objects' attributes are left out.
    private func keys(
        ofLabel label: Int32, _ labelParts: LabelParts, _ groupings: [Grouping]
    ) -> [[Figure]] {
        labelParts.combinations(of: labelParts.number(ofLabel: label)).map { parts in
            var cells = zip(labelParts.dimensions, parts).map { $0.figures(of: $1)[0] }
            for (index, grouping) in groupings.enumerated() {
                switch grouping {
                case .sensor, .attribute: cells.insert(.none, at: min(index + 1, cells.count))
                case .category, .labelset, .status, .metadata: continue
                }
            }
            return cells
        }
    }

    func categoryID(of group: Int) -> Int64? { ClassesStatistic.id(in: groups.keys[group]) }
}
