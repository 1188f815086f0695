import ReleaseFormat

extension RuleCase {
    static var tracks: [RuleCase] {
        []
    }
}
