import SQLite

/// The labels, or samples, of each group. One may be in several: by category, a label is in a group for each of its
/// categories.
struct Members {
    var groups: Groups
    /// Of each group: indexes in ``Selection/labels()``, or ids of samples; each once, ascending.
    var members: [[Int64]]

    init(groups: Groups, members: [[Int64]]) {
        self.groups = groups
        self.members = members
    }

    /// One group without a key.
    init(ofOneGroup members: [Int64]) {
        groups = Groups([])
        _ = groups.number(of: [])
        self.members = [members]
    }

    /// The groups of each label.
    ///
    /// - Parameter labels: how many there are.
    func groupsOfLabels(_ labels: Int) -> GroupsOfLabels {
        var found = GroupsOfLabels(labels: labels)
        for (group, members) in members.enumerated() {
            for member in members { found.add(Int32(group), to: Int(member)) }
        }
        return found
    }
}

/// Which groups labels are in: most in one, or none.
struct GroupsOfLabels {
    private var first: [Int32]
    private var others: [Int: [Int32]] = [:]

    init(labels: Int) {
        first = [Int32](repeating: -1, count: labels)
    }

    mutating func add(_ group: Int32, to label: Int) {
        if first[label] < 0 { first[label] = group } else { others[label, default: []].append(group) }
    }

    func isInAny(_ label: Int) -> Bool { first[label] >= 0 }

    func forEach(of label: Int, _ body: (Int) throws -> Void) rethrows {
        guard first[label] >= 0 else { return }
        try body(Int(first[label]))
        guard !others.isEmpty else { return }
        for group in others[label] ?? [] { try body(Int(group)) }
    }
}

extension Selection {
    /// Whether groups depend on annotations, and not only on labels.
    func needAnnotations(_ groupings: [Grouping]) -> Bool {
        filtersAnnotations
            || groupings.contains {
                switch $0 {
                case .category, .sensor, .attribute: true
                case .labelset, .status, .metadata: false
                }
            }
    }

    /// The labels of each group: those that pass the filters and, where annotations are filtered or grouped, have an
    /// annotation in the group.
    func labelsByGroup(_ groupings: [Grouping]) throws -> Members {
        if needAnnotations(groupings) {
            func add(_ label: Int64, to labels: inout [Int64]) {
                // The annotations of a label follow each other.
                if labels.last != label { labels.append(label) }
            }
            var members = PerGroup<[Int64]>([])
            let groups = try forEachAnnotation(groupedBy: groupings) { annotation, _ in
                add(Int64(annotation.label), to: &members[annotation.group])
            }
            return Members(groups: groups, members: members.elements.map { Array(Set($0)).sorted() })
        }
        let parts = try LabelParts(self, groupings)
        let groups = Groups(parts.dimensions)
        var members = PerGroup<[Int64]>([])
        for index in try labels().indices {
            for combination in parts.combinations(of: parts.number(ofLabel: Int32(index))) {
                members[groups.number(of: combination)].append(Int64(index))
            }
        }
        return Members(groups: groups, members: members.elements)
    }

    /// The group of each label by what was asked for and is a label's own; -1 for one that filters leave out.
    func groupsOfLabels() throws -> (groups: Groups, groupOfLabel: [Int32]) {
        let members = try labelsByGroup(
            groupings.filter {
                switch $0 {
                case .labelset, .status, .metadata: true
                case .category, .sensor, .attribute: false
                }
            })
        // Without groups of annotations a label is in one group at most.
        var groupOfLabel = [Int32](repeating: -1, count: try labels().count)
        for (group, labels) in members.members.enumerated() {
            for label in labels { groupOfLabel[Int(label)] = Int32(group) }
        }
        return (members.groups, groupOfLabel)
    }

    /// The ids of the samples that have a label left, all samples when nothing is filtered; by group when groups are
    /// asked for, and then by labelset too.
    func samplesByGroup() throws -> Members {
        if isCountedAtImport, options.labelsets.isEmpty, options.groups == nil {
            var ids: [Int64] = []
            try connection.query(
                "SELECT sample_id FROM release_sample WHERE release_id = ? ORDER BY sample_id",
                Value(releaseID)
            ) { ids.append($0.int64(at: 0)) }
            return Members(ofOneGroup: ids)
        }
        let labels = try labels()
        if options.groups == nil {
            if options.labelsets.isEmpty, options.statuses.isEmpty, !filtersAnnotations,
                let passing = try condition()?.samples
            {
                // A condition on samples asks for no label: there may be no labelset at all.
                return Members(ofOneGroup: passing.sorted())
            }
            let kept = try labelsByGroup([]).members.joined().map { labels[Int($0)].sampleID }
            return Members(ofOneGroup: Array(Set(kept)).sorted())
        }
        var found = try labelsByGroup(groupings)
        found.members = found.members.map { members in
            Array(Set(members.map { labels[Int($0)].sampleID })).sorted()
        }
        return found
    }
}
