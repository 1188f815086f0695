import ReleaseFormat

extension RuleCase {
    static var platform: [RuleCase] {
        []
    }
}
