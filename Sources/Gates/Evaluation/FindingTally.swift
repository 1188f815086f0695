import Warehouse

/// Findings of a release, counted as they come: all, and those that releases it is compared with do not have.
struct FindingTally {
    private struct Key: Hashable {
        var rule: String
        var severity: Severity
        var labelset: String?
    }

    /// How many there are, and the first of them.
    private struct Count {
        var findings = 0
        var first: [Finding] = []

        mutating func add(_ finding: Finding) {
            findings += 1
            if first.count < 3 { first.append(finding) }
        }
    }

    private var all: [Key: Count] = [:]
    private var new: [String: [Key: Count]] = [:]
    /// How often each fingerprint is still expected before one is new, by the reference of its release.
    private var known: [String: [UInt64: Int]]

    /// - Parameter known: the fingerprints of the findings of other releases, by reference.
    init(known: [String: [UInt64: Int]] = [:]) {
        self.known = known
        for ref in known.keys { new[ref] = [:] }
    }

    mutating func add(_ finding: Finding) {
        let key = Key(rule: finding.rule, severity: finding.severity, labelset: finding.place.labelset)
        all[key, default: Count()].add(finding)
        guard !known.isEmpty else { return }
        let fingerprint = finding.fingerprintNumber
        for ref in known.keys {
            if let left = known[ref]?[fingerprint], left > 0 {
                known[ref]?[fingerprint] = left - 1
            } else {
                new[ref, default: [:]][key, default: Count()].add(finding)
            }
        }
    }

    /// - Parameters:
    ///   - labelset: only findings in it, or in none; nil for all.
    ///   - ref: only what this release does not have; nil for all.
    func count(
        _ kind: FindingKind, labelset: String?, newSince ref: String? = nil
    ) -> (findings: Int, first: [Finding]) {
        let counts = ref.map { new[$0] ?? [:] } ?? all
        var findings = 0
        var first: [Finding] = []
        let inOrder = counts.sorted { one, other in
            if one.key.severity != other.key.severity { return one.key.severity > other.key.severity }
            return (one.key.rule, one.key.labelset ?? "") < (other.key.rule, other.key.labelset ?? "")
        }
        for (key, count) in inOrder where kind.contains(key.rule, key.severity) {
            guard labelset == nil || key.labelset == nil || key.labelset == labelset else { continue }
            findings += count.findings
            first += count.first
        }
        return (findings, first)
    }
}
