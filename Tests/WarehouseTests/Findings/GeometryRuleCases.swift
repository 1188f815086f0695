import ReleaseFormat

extension RuleCase {
    static var geometry: [RuleCase] {
        []
    }
}
