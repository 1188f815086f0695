import ReleaseFormat

/// The values of one key of the samples' metadata.
struct MetadataTally {
    struct Kinds: OptionSet {
        var rawValue: UInt8
        static let text = Kinds(rawValue: 1)
        static let number = Kinds(rawValue: 2)
        static let list = Kinds(rawValue: 4)
        static let flag = Kinds(rawValue: 8)
        static let object = Kinds(rawValue: 16)

        /// The only kind, else `mixed`.
        var word: String {
            switch self {
            case .text: "text"
            case .number: "number"
            case .list: "list"
            case .flag: "flag"
            case .object: "object"
            default: "mixed"
            }
        }
    }

    /// Samples that have a value: not null.
    private(set) var samples = 0
    private(set) var kinds: Kinds = []
    private(set) var numbers: [Double] = []
    /// Numbers beyond the range of doubles.
    private(set) var outOfRange = 0
    /// Texts and flags as written, by number in ``MetadataKeys``, and how many samples have them.
    private var words: [Int32: Int] = [:]
    /// Lists, objects and numbers out of range as written.
    private var wholes: Set<Int32> = []
    /// The elements of lists as written, how many samples have them, and the last that did.
    private var elements: [Int32: (samples: Int, last: Int)] = [:]

    /// Adds a value, as it is written.
    mutating func add(_ value: UnsafeRawBufferPointer, _ texts: inout DistinctTexts) {
        switch MinifiedJSON.kind(of: value) {
        case .null: return
        case .text:
            kinds.insert(.text)
            words[texts.number(of: value), default: 0] += 1
        case .flag:
            kinds.insert(.flag)
            words[texts.number(of: value), default: 0] += 1
        case .number:
            kinds.insert(.number)
            let number = MinifiedJSON.double(value)
            if number.isFinite {
                numbers.append(number)
            } else {
                outOfRange += 1
                wholes.insert(texts.number(of: value))
            }
        case .object:
            kinds.insert(.object)
            wholes.insert(texts.number(of: value))
        case .list:
            kinds.insert(.list)
            wholes.insert(texts.number(of: value))
            MinifiedJSON.forEachElement(of: value) { element in
                guard MinifiedJSON.kind(of: element) != .null else { return }
                let number = Self.number(ofElement: element, &texts)
                let known = elements[number] ?? (0, -1)
                if known.last != samples { elements[number] = (known.samples + 1, samples) }
            }
        }
        samples += 1
    }

    /// Equal numbers are one element, however they are spelled.
    private static func number(
        ofElement element: UnsafeRawBufferPointer, _ texts: inout DistinctTexts
    ) -> Int32 {
        guard MinifiedJSON.kind(of: element) == .number else { return texts.number(of: element) }
        var spelling = String(decoding: element, as: UTF8.self)
        switch JSONValue.number(spelling).figure {
        case .count(let whole): spelling = "\(whole)"
        case .measure(let real): spelling = "\(real)"
        default: break
        }
        return spelling.withUTF8 { texts.number(of: UnsafeRawBufferPointer($0)) }
    }

    /// How many values differ: numbers by size, lists and objects by how they are written.
    var distinct: Int {
        var sorted = numbers
        sorted.sort()
        let differing = zip(sorted, sorted.dropFirst()).reduce(sorted.isEmpty ? 0 : 1) {
            $0 + ($1.0 == $1.1 ? 0 : 1)
        }
        return words.count + wholes.count + differing
    }

    /// Texts, flags and elements of lists, and how many samples have them.
    func counts(_ texts: DistinctTexts) -> [ExactFigure: Int] {
        var counts: [ExactFigure: Int] = [:]
        counts.reserveCapacity(words.count + elements.count)
        for (number, samples) in words { counts[Self.value(texts[number]), default: 0] += samples }
        for (number, use) in elements { counts[Self.value(texts[number]), default: 0] += use.samples }
        return counts
    }

    private static func value(_ json: String) -> ExactFigure {
        if json.utf8.first == 0x22, !json.utf8.contains(0x5C) {
            return ExactFigure(.text(String(json.dropFirst().dropLast())))
        }
        return ExactFigure((try? JSONValue(text: json))?.figure ?? .text(json))
    }
}

/// The tallies of all keys, group by group.
struct MetadataKeys {
    private(set) var texts = DistinctTexts()
    private(set) var names: [String] = []
    /// By group, then by key.
    private(set) var tallies: [PerGroup<MetadataTally>]
    private var keys = DistinctTexts()

    init(groups: Int) {
        tallies = Array(repeating: PerGroup(MetadataTally()), count: groups)
    }

    /// Adds a sample's metadata, as it is written.
    mutating func add(_ metadata: UnsafeRawBufferPointer, to groups: ArraySlice<Int32>) {
        MinifiedJSON.forEachMember(of: metadata) { key, value in
            let number = Int(keys.number(of: key))
            if number == names.count {
                names.append((try? JSONValue(text: keys[Int32(number)]))?.string ?? "")
            }
            for group in groups { tallies[Int(group)][number].add(value, &texts) }
        }
    }

    /// The keys that samples have a value of, by group: the most frequent first, then by alphabet.
    func ranked(group: Int) -> [Int] {
        let own = tallies[group].elements
        return own.indices.filter { own[$0].samples > 0 }.sorted {
            own[$0].samples != own[$1].samples
                ? own[$0].samples > own[$1].samples : ExactText(names[$0]) < ExactText(names[$1])
        }
    }
}
