import ReleaseFormat
import TestSupport

@testable import Warehouse

/// What changed between two documents, counted in the simplest way.
struct NaiveLog {
    let old: JSONValue
    let new: JSONValue

    private struct Key: Hashable {
        var sample: ExactText
        var labelset: ExactText
    }

    var samples: LogEntry.Samples {
        let (before, after) = (Self.samples(of: old), Self.samples(of: new))
        var counts = LogEntry.Samples()
        counts.added = after.keys.count { before[$0] == nil }
        counts.removed = before.keys.count { after[$0] == nil }
        for (uuid, sample) in after {
            if let twin = before[uuid], twin != sample { counts.modified += 1 }
        }
        return counts
    }

    func labels(in labelset: String? = nil) -> LogEntry.Labels {
        func isMeant(_ key: Key) -> Bool { labelset.map { key.labelset.text.isExactly($0) } ?? true }
        let before = Self.labels(of: old).filter { isMeant($0.key) }
        let after = Self.labels(of: new).filter { isMeant($0.key) }
        var counts = LogEntry.Labels()
        counts.added = after.keys.count { before[$0] == nil }
        counts.removed = before.keys.count { after[$0] == nil }
        for (key, label) in after {
            guard let twin = before[key], JSONMeaning(twin) != JSONMeaning(label) else { continue }
            counts.modified += 1
            let statuses = [twin, label].map { $0["label_status"]?.string.map(ExactText.init) }
            if statuses[0] != statuses[1] { counts.statusChanged += 1 }
        }
        return counts
    }

    /// Each sample's own content, without its labels.
    private static func samples(of document: JSONValue) -> [ExactText: JSONMeaning] {
        document.samples.reduce(into: [:]) { samples, sample in
            samples[ExactText(sample["uuid"]?.string ?? "")] = JSONMeaning(sample.with("labels", nil))
        }
    }

    private static func labels(of document: JSONValue) -> [Key: JSONValue] {
        document.samples.reduce(into: [:]) { labels, sample in
            // Null is no label, and what is no object either.
            for label in sample["labels"]?.members ?? [] where label.value.members != nil {
                let uuid = ExactText(sample["uuid"]?.string ?? "")
                labels[Key(sample: uuid, labelset: ExactText(label.key))] = label.value
            }
        }
    }
}
