import ReleaseFormat

/// Finds the attributes that change along tracks, during a scan of annotations.
struct TrackAttributes {
    /// What is known about an attribute in a group's tracks.
    struct Total {
        /// Tracks with a value in at least one annotation.
        var tracks = 0
        /// Those with two values that differ.
        var changing = 0
        /// Those with annotations that have no value.
        var partlySet = 0
    }

    struct Key: Hashable {
        var group: Int
        var name: Int32
    }

    /// An attribute's name and value by number.
    fileprivate struct Pair {
        var name: Int32
        var value: Int32
    }

    fileprivate struct Track {
        var group: Int
        var annotations = 0
        /// The attributes of the last annotations, and how many of them in a row have those.
        var set: Int64 = -1
        var pairs: [Pair] = []
        var run = 0
        var attributes: [Attribute] = []
    }

    fileprivate struct Attribute {
        var pair: Pair
        var annotations: Int
        var isChanging = false
    }

    private struct TrackKey: Hashable {
        var sequence: Int32
        var trackID: Int64
        /// A track of a label that is in several groups is a track of each.
        var repetition: Int
    }

    private(set) var totals: [Key: Total] = [:]
    /// Groups that have tracks, with or without attributes.
    private(set) var groups: Set<Int> = []
    private(set) var names: [String] = []

    private var label = -1
    private var tracks: [Track] = []
    private var indexes: [TrackKey: Int] = [:]
    private var nameNumbers: [ExactText: Int32] = [:]
    private var valueNumbers: [ExactFigure: Int32] = [:]
    private var knownSets: [Int64: [Pair]] = [:]

    /// Adds an annotation; those of a label follow each other.
    ///
    /// - Parameters:
    ///   - sequence: distinguishes the sensors of a label.
    ///   - repetition: how often the annotation was added before, in another group.
    ///   - set: the id of its attributes; 0 for none, -1 for attributes that are not shared.
    ///   - members: reads them.
    mutating func see(
        label: Int, sequence: Int32, trackID: Int64, group: Int, repetition: Int, set: Int64,
        _ members: () throws -> [JSONValue.Member]
    ) rethrows {
        if label != self.label {
            finish()
            self.label = label
        }
        let key = TrackKey(sequence: sequence, trackID: trackID, repetition: repetition)
        let index: Int
        if let known = indexes[key] {
            index = known
        } else {
            index = tracks.count
            indexes[key] = index
            tracks.append(Track(group: group))
        }
        tracks[index].annotations += 1
        if set < 0 || tracks[index].set != set {
            tracks[index].settle()
            tracks[index].pairs = try pairs(of: set, members)
            tracks[index].set = set
        }
        tracks[index].run += 1
    }

    private mutating func pairs(of set: Int64, _ members: () throws -> [JSONValue.Member]) rethrows -> [Pair]
    {
        if set == 0 { return [] }
        if set > 0, let known = knownSets[set] { return known }
        let pairs = try members().filter { $0.value != .null }.map { member in
            let name = nameNumbers[ExactText(member.key)] ?? Int32(names.count)
            if name == names.count {
                nameNumbers[ExactText(member.key)] = name
                names.append(member.key)
            }
            let value = ExactFigure(member.value.figure)
            let next = Int32(truncatingIfNeeded: valueNumbers.count)
            let number = valueNumbers[value] ?? next
            if number == next { valueNumbers[value] = number }
            return Pair(name: name, value: number)
        }
        if set > 0 { knownSets[set] = pairs }
        return pairs
    }

    /// Counts the tracks of the current label: afterwards the totals are complete.
    mutating func finish() {
        for index in tracks.indices {
            tracks[index].settle()
            let track = tracks[index]
            groups.insert(track.group)
            for attribute in track.attributes {
                let key = Key(group: track.group, name: attribute.pair.name)
                totals[key, default: Total()].tracks += 1
                if attribute.isChanging { totals[key, default: Total()].changing += 1 }
                if attribute.annotations < track.annotations { totals[key, default: Total()].partlySet += 1 }
            }
        }
        tracks.removeAll(keepingCapacity: true)
        indexes.removeAll(keepingCapacity: true)
    }
}

extension TrackAttributes.Track {
    /// Takes what the last annotations said into the attributes.
    fileprivate mutating func settle() {
        guard run > 0 else { return }
        for pair in pairs {
            if let index = attributes.firstIndex(where: { $0.pair.name == pair.name }) {
                attributes[index].annotations += run
                if attributes[index].pair.value != pair.value { attributes[index].isChanging = true }
            } else {
                attributes.append(.init(pair: pair, annotations: run))
            }
        }
        run = 0
    }
}
