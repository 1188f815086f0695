import ReleaseFormat

extension RuleCase {
    static var attributes: [RuleCase] {
        []
    }
}
