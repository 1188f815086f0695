// How a rule is added.
//
// 1. Choose its family, a file in `Rules/GROUP`: rules that look at the same content belong together. A family of
//    ``ContentRules`` looks at one sample, and at one label with all its frames, at a time; ``ReleaseRules`` gather
//    from all labels and report at the end; ``HeaderRules`` look at what is outside the samples.
// 2. Add the rule to the family as a `static let`, with its exact definition, an example and the content that it needs,
//    and list it in `rules`. Content that no selected rule needs is not read, so that asking for little pays.
// 3. In `init`, keep what ``RuleContext/active(_:)`` answers: nil means that the rule is not asked for.
// 4. Check, and report to the ``FindingSink``. What runs for each annotation makes no text, no array, no closure until
//    something is found: it compares numbers of ``CheckedAnnotations``.
// 5. List a new family in its group in `RuleCatalogue.swift`.
// 6. Add a case to the group's cases in `Tests/WarehouseTests/Findings`: a document that breaks the rule and one that
//    nearly does. A test asks it of every rule.
//
// `Rules/Core/CategoryRules.swift` is an example.

/// Rules that are checked together, since they look at the same content.
protocol RuleFamily: SendableMetatype {
    /// In the order in which they are listed, and in which their findings on one object come.
    static var rules: [Rule] { get }
}

/// Rules whose findings depend on one sample with its labels, and on the taxonomy, alone.
///
/// Their findings on a sample are the same in every release that contains it with the same taxonomy, and are counted
/// once for all of them.
protocol ContentRules: AnyObject, RuleFamily {
    /// Called once for each thread, and only if one of the rules is asked for.
    init(_ context: RuleContext)

    /// Called once for each sample, before its labels.
    func check(_ sample: CheckedSample, in batch: ContentBatch, _ findings: inout FindingSink) throws

    /// Called once for each label, null and missing ones too, in the order of the release's labelsets.
    func check(_ label: CheckedLabel, in batch: ContentBatch, _ findings: inout FindingSink) throws
}

extension ContentRules {
    func check(_ sample: CheckedSample, in batch: ContentBatch, _ findings: inout FindingSink) throws {}
    func check(_ label: CheckedLabel, in batch: ContentBatch, _ findings: inout FindingSink) throws {}
}

/// Rules about the whole release.
///
/// Two threads gather, each from its own samples and out of order: what is reported must not depend on that.
protocol ReleaseRules: RuleFamily, Sendable {
    /// Called once for each thread, and only if one of the rules is asked for.
    init(_ context: RuleContext)

    /// Called once for each sample, before its labels.
    mutating func gather(_ sample: CheckedSample, in batch: ContentBatch) throws

    /// Called once for each label, null and missing ones too.
    mutating func gather(_ label: CheckedLabel, in batch: ContentBatch) throws

    /// Adds what another thread gathered.
    mutating func append(_ other: Self)

    /// Called once, at the end.
    ///
    /// - Parameter locator: finds samples again by their positions.
    func report(_ locator: SampleLocator, _ findings: inout FindingSink) throws
}

extension ReleaseRules {
    mutating func gather(_ sample: CheckedSample, in batch: ContentBatch) throws {}
    mutating func gather(_ label: CheckedLabel, in batch: ContentBatch) throws {}

    /// Adds what another thread gathered, if it comes from the same rules.
    mutating func appendSame(_ other: any ReleaseRules) {
        if let other = other as? Self { append(other) }
    }
}

/// Rules on the header of a release: the task, its categories, the labelsets.
protocol HeaderRules: RuleFamily {
    static func check(_ context: RuleContext, _ findings: inout FindingSink) throws
}
