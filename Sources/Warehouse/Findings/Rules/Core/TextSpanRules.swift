import ReleaseFormat

/// Rules on the spans of a text.
final class TextSpanRules: ContentRules {
    static let empty = Rule(
        "annotation.span.empty", .core, .error,
        summary: "a text span ends before it starts",
        definition: """
            The `end` of a span, which is the index after its last character, is not greater than its \
            `start`; or one of them is negative or not an integer.
            """,
        example: .init(
            breaking: #"{"annotations":[{"start":8,"end":8,"category_id":1}]}"#,
            remedy: "Mark the text again, or remove the span."),
        needs: .spanExtra)

    static let beyond = Rule(
        "annotation.span.beyond", .core, .error,
        summary: "a span reaches beyond its text",
        definition: """
            The `end` of a span is greater than the length of the sample's text. The format does not define \
            the unit of characters; they are counted in UTF-16 units, which gives the greatest length.
            """,
        example: .init(
            breaking: """
                {"attributes":{"text":"a rose"},"labels":{"ground-truth":{"label_status":"LABELED",\
                "attributes":{"annotations":[{"start":2,"end":9,"category_id":1}]}}}}
                """,
            remedy: "Mark the text again: it changed after it was labeled."),
        needs: .spanExtra)

    static let rules = [empty, beyond]

    private let empty: ActiveRule?
    private let beyond: ActiveRule?

    init(_ context: RuleContext) {
        empty = context.active(Self.empty)
        beyond = context.active(Self.beyond)
    }

    func check(_ label: CheckedLabel, in batch: ContentBatch, _ findings: inout FindingSink) throws {
        let annotations = batch.annotations
        var length: Int??
        for index in label.annotations where annotations.type[index] == .span {
            guard let rest = JSONValue(json: try batch.extra(of: index, in: label)) else { continue }
            let start = rest["start"]
            let end = rest["end"]
            if let first = start?.integer, let last = end?.integer, first >= 0, first < last {
                guard let beyond else { continue }
                if length == nil { length = .some(try Self.length(of: batch.samples[label.sample], batch)) }
                guard let known = length ?? nil, last > known else { continue }
                findings.add(
                    beyond, label, in: batch, annotation: index, field: "end", expected: "at most \(known)",
                    found: "\(last)")
            } else if let empty {
                findings.add(
                    empty, label, in: batch, annotation: index, field: "end",
                    expected: "greater than the start",
                    found: "\(start?.text ?? "none") to \(end?.text ?? "none")")
            }
        }
    }

    /// In UTF-16 units; nil for a sample without text.
    private static func length(of sample: CheckedSample, _ batch: ContentBatch) throws -> Int? {
        JSONValue(json: try batch.attributes(of: sample))?["text"]?.string?.utf16.count
    }
}
