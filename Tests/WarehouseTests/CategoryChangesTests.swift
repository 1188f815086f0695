import Testing

@testable import Warehouse

@Suite struct CategoryChangesTests {
    private func list(_ text: String) -> [CategoryIdentity] {
        text.split(separator: " ").map { word in
            let parts = word.split(separator: ":", omittingEmptySubsequences: false)
            return CategoryIdentity(
                id: Int64(parts[0]), name: parts.count > 1 && parts[1] != "-" ? String(parts[1]) : nil)
        }
    }

    private func text(_ category: CategoryIdentity) -> String {
        "\(category.id.map(String.init) ?? "-"):\(category.name ?? "-")"
    }

    private func summary(_ changes: CategoryChanges) -> String {
        let parts =
            changes.added.map { "+" + text($0) } + changes.removed.map { "-" + text($0) }
            + (changes.renamed + changes.renumbered).map { "\(text($0.from))>\(text($0.to))" }
        return parts.joined(separator: " ")
    }

    static let pairs: [(String, String, String)] = [
        ("", "", ""),
        ("1:a 2:b", "2:b 1:a", ""),
        ("1:a", "1:a 2:b", "+2:b"),
        ("1:a 2:b", "2:b", "-1:a"),
        ("1:a", "1:b", "1:a>1:b"),
        ("1:a", "2:a", "1:a>2:a"),
        ("1:a 2:b", "2:a 1:b", "1:a>2:a 2:b>1:b"),
        ("1:a 2:b", "2:a 3:b", "1:a>2:a 2:b>3:b"),
        ("1:a 2:b", "2:a", "-2:b 1:a>2:a"),
        ("1:a", "1:b 2:a", "+1:b 1:a>2:a"),
        ("1:a", "2:b", "+2:b -1:a"),
        ("1:a 1:a", "1:a", "-1:a"),
        ("1:a 2:a", "3:a 4:a", "1:a>3:a 2:a>4:a"),
        ("1:a 2:a", "2:a 3:a", "1:a>3:a"),
        ("1:- 2:-", "2:- 3:-", "+3:- -1:-"),
        ("-:a", "1:a", "-:a>1:a"),
        ("-:- -:-", "-:-", "--:-"),
        ("1:é", "1:e\u{301}", "1:é>1:e\u{301}"),
    ]

    @Test(arguments: pairs)
    func `categories are paired by both, then by name, then by id`(old: String, new: String, changes: String)
    {
        let found = CategoryChanges(from: list(old), to: list(new))
        #expect(summary(found).utf8.elementsEqual(changes.utf8), "\(summary(found))")
        #expect(found.isEmpty == changes.isEmpty)
    }

    @Test(arguments: pairs)
    func `the other way around is the mirror`(old: String, new: String, changes: String) {
        let there = CategoryChanges(from: list(old), to: list(new))
        let back = CategoryChanges(from: list(new), to: list(old))
        #expect(there.added == back.removed && there.removed == back.added)
        #expect(Set(there.renamed.map { [$0.from, $0.to] }) == Set(back.renamed.map { [$0.to, $0.from] }))
        #expect(
            Set(there.renumbered.map { [$0.from, $0.to] }) == Set(back.renumbered.map { [$0.to, $0.from] }))
    }
}
