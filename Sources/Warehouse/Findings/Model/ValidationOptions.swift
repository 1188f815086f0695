/// Which part of a release is checked against which rules.
public struct ValidationOptions: Sendable {
    public var rules = RuleSelection.all
    public var settings = RuleSettings()
    /// Rules that are less severe, after settings, are skipped.
    public var minimumSeverity = Severity.info
    /// Labels of other labelsets are not looked at; nil for all. What is not of a label is looked at all the same.
    public var labelsets: Set<String>?
    /// Labels of other statuses are not looked at, in any case; `UNLABELED` is a null label's; nil for all.
    public var statuses: Set<String>?
    public var cancellation: Cancellation?

    public init() {}
}

extension FilterValues {
    init(_ options: ValidationOptions) {
        self.init(labelsets: (options.labelsets ?? []).sorted(), statuses: (options.statuses ?? []).sorted())
    }
}
