import SQLite

/// The names that a query can use, for one that uses another.
struct SQLNames {
    /// Suggestions for a query that names something that is not there.
    struct Advice {
        var candidates: [String] = []
        var hint: String?
    }

    let connection: Connection

    /// - Parameters:
    ///   - message: of the engine.
    ///   - sql: the query, or an expression in one.
    ///   - view: the view whose columns an expression has; nil for those that the query names.
    func advice(on message: String, in sql: String, over view: String? = nil) -> Advice {
        if let name = Self.name(in: message, after: "no such column: ") {
            return column(name, sql, view)
        }
        if let name = Self.name(in: message, after: "no such table: ") {
            return Advice(
                candidates: NearestName.of(name, among: relations(ofType: "view")).map { [$0] } ?? [])
        }
        if let name = Self.name(in: message, after: "no such function: ") {
            let functions = texts("SELECT DISTINCT name FROM pragma_function_list")
            return Advice(candidates: NearestName.of(name, among: functions).map { [$0] } ?? [])
        }
        return Advice()
    }

    /// The name in a message such as `no such column: a.categry`; newer engines add advice of their own.
    private static func name(in message: String, after prefix: String) -> String? {
        guard message.hasPrefix(prefix) else { return nil }
        var name = message.dropFirst(prefix.count)
        if let dash = name.firstRange(of: " - ") { name = name[..<dash.lowerBound] }
        if name.count > 1, name.first == "\"", name.last == "\"" { name = name.dropFirst().dropLast() }
        return String(name)
    }

    private func column(_ written: String, _ sql: String, _ view: String?) -> Advice {
        // Behind the name of a table or an alias, if it is not a text with a point in it.
        let isQuoted = sql.contains("\"\(written)\"")
        let name = isQuoted ? written : written.split(separator: ".").last.map(String.init) ?? written
        let words = Self.words(of: sql)
        let views = relations(ofType: "view")
        var advice = Advice()
        // A table of ours by whose singular somebody meant the view.
        if view == nil {
            let sources = Self.sources(of: sql)
            for table in relations(ofType: "table") where sources.contains(table) {
                guard let plural = [table + "s", table.dropLast() + "ies"].first(where: views.contains),
                    columns(of: plural).contains(name.lowercased())
                else { continue }
                advice.hint = "query the view \(plural); \(table) is an internal table"
                return advice
            }
        }
        let named = view.map { [$0] } ?? (views + relations(ofType: "temporary")).filter(words.contains)
        let known = Set((named.isEmpty ? views : named).flatMap { columns(of: $0) })
        advice.candidates = NearestName.of(name, among: known.sorted()).map { [$0] } ?? []
        if isQuoted {
            let text = name.replacing("'", with: "''")
            advice.hint = "text goes in single quotes: '\(text)'; double quotes are for names of columns"
        }
        return advice
    }

    /// The words of a query in lower case, whatever they mean.
    private static func words(of sql: String) -> [String] {
        sql.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init)
    }

    /// The words behind FROM and JOIN.
    private static func sources(of sql: String) -> Set<String> {
        let words = Self.words(of: sql)
        return Set(zip(words, words.dropFirst()).filter { $0.0 == "from" || $0.0 == "join" }.map(\.1))
    }

    /// - Parameter type: `view`, `table`, or `temporary` for the tables that a connection made for itself.
    private func relations(ofType type: String) -> [String] {
        type == "temporary"
            ? texts("SELECT name FROM sqlite_temp_schema WHERE type = 'table'")
            : texts(
                """
                SELECT name FROM sqlite_schema WHERE type = ?1
                UNION SELECT name FROM sqlite_temp_schema WHERE type = ?1 AND type = 'view'
                """, .text(type))
    }

    private func columns(of relation: String) -> [String] {
        texts("SELECT name FROM pragma_table_info(?)", .text(relation))
    }

    /// Nothing where that fails: what the engine said is all there is to say then.
    private func texts(_ sql: String, _ parameters: Value...) -> [String] {
        var texts: [String] = []
        try? connection.query(sql, parameters: parameters) { texts.append($0.text(0)) }
        return texts
    }
}
