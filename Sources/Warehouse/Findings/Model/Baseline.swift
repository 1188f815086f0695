/// Known findings, which are not to be reported again.
///
/// As a text it is made for version control: a finding a line, sorted, so that two branches merge line by line.
/// A line has, separated by tabs, the fingerprint, how many findings share it, the rule, and the location in words.
/// Empty lines and those that begin with `#` say nothing.
public struct Baseline: Sendable, Hashable {
    /// A line.
    public struct Entry: Sendable, Hashable {
        /// How many findings share the fingerprint.
        public var times: Int
        /// The rule's id.
        public var rule: String
        /// The location, for people.
        public var place: String
    }

    private(set) var entries: [UInt64: Entry] = [:]

    public init() {}

    public var isEmpty: Bool { entries.isEmpty }

    /// How many findings are known.
    public var count: Int { entries.values.reduce(0) { $0 + $1.times } }

    /// Makes a finding known; once more, if it is known already.
    ///
    /// - Parameter place: the location in words; one line, without tabs.
    public mutating func add(_ finding: Finding, place: String) {
        entries[finding.fingerprintNumber, default: Entry(times: 0, rule: finding.rule, place: place)]
            .times += 1
    }

    /// Makes known what another baseline knows; of what both know, the larger number counts.
    public mutating func formUnion(_ other: Baseline) {
        entries.merge(other.entries) { $0.times < $1.times ? $1 : $0 }
    }

    // MARK: Text

    /// Reads what ``text`` wrote, and what people and merges made of it. If a fingerprint is in two lines, the
    /// larger number counts.
    ///
    /// - Throws: ``BaselineError`` for an invalid line.
    public init(parsing text: String) throws {
        for (number, line) in zip(1..., text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)) {
            var line = line
            if line.last == 0x0D { line.removeLast() }
            guard let first = line.first, first != UInt8(ascii: "#") else { continue }
            let parts = line.split(separator: 0x09, maxSplits: 3, omittingEmptySubsequences: false)
                .map { String(Substring($0)) }
            guard parts.count >= 3, parts[0].utf8.count == 16, let fingerprint = UInt64(parts[0], radix: 16),
                let times = Int(parts[1]), times > 0, !parts[2].isEmpty
            else { throw BaselineError(line: number, text: String(Substring(line.prefix(80)))) }
            let entry = Entry(times: times, rule: parts[2], place: parts.count > 3 ? parts[3] : "")
            if entries[fingerprint]?.times ?? 0 < times { entries[fingerprint] = entry }
        }
    }

    /// The lines, sorted by rule, location and fingerprint.
    public var text: String {
        var lines = [
            "# Known findings: fingerprint, how often, rule, location."
        ]
        let sorted = entries.sorted { one, other in
            if one.value.rule != other.value.rule { return one.value.rule < other.value.rule }
            let (place, otherPlace) = (ExactText(one.value.place), ExactText(other.value.place))
            return place != otherPlace ? place < otherPlace : one.key < other.key
        }
        for (fingerprint, entry) in sorted {
            lines.append(
                "\(Finding.text(ofFingerprint: fingerprint))\t\(entry.times)\t\(entry.rule)\t\(entry.place)")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

/// A line of a baseline that cannot be read.
public struct BaselineError: Error, Sendable, Hashable {
    /// From 1.
    public var line: Int
    /// How the line begins.
    public var text: String
}

/// How many known findings were hidden, and how many are gone.
public struct BaselineOutcome: Sendable, Hashable {
    /// Findings that are known, and were found again.
    public var hidden: Int
    /// Known findings that are gone; nil if it is not known, since labels were left out.
    ///
    /// Those of rules that were not checked do not count.
    public var gone: Int?

    public init(hidden: Int, gone: Int?) {
        self.hidden = hidden
        self.gone = gone
    }
}
