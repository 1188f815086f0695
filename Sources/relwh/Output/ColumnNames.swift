/// Names for the columns of a result, each one once.
enum ColumnNames {
    /// `names` with `_2`, `_3` … added where one repeats. A name that is in the query as it stands is never given away.
    static func unique(_ names: [String]) -> [String] {
        var taken = Set<String>()
        let literal = Set(names)
        return names.map { name in
            if taken.insert(name).inserted { return name }
            var number = 2
            while literal.contains("\(name)_\(number)") || !taken.insert("\(name)_\(number)").inserted {
                number += 1
            }
            return "\(name)_\(number)"
        }
    }
}
