import CSQLite

extension Statement {
    /// How many columns its rows have; 0 if it returns none.
    public var columnCount: Int {
        Int(sqlite3_column_count(pointer))
    }

    /// The name of a column, counted from zero; empty if there is no such column.
    ///
    /// Name columns with `AS`: without it, SQLite promises no particular name.
    ///
    /// <https://www.sqlite.org/c3ref/column_name.html>
    public func columnName(_ index: Int) -> String {
        Row(pointer).columnName(index)
    }

    /// How many parameters there are to bind, or the largest number N among those written `?N`.
    public var parameterCount: Int {
        Int(sqlite3_bind_parameter_count(pointer))
    }

    /// The name of a parameter, counted from one, with its prefix; nil for a plain `?`.
    ///
    /// <https://www.sqlite.org/c3ref/bind_parameter_name.html>
    public func parameterName(at index: Int32) -> String? {
        sqlite3_bind_parameter_name(pointer, index).map { String(cString: $0) }
    }

    /// The index, counted from one, of the parameter with a name, written with its prefix (`:`, `@` or `$`)
    /// or without.
    ///
    /// <https://www.sqlite.org/c3ref/bind_parameter_index.html>
    public func parameterIndex(named name: String) -> Int32? {
        let spellings = [name, ":\(name)", "@\(name)", "$\(name)"]
        return spellings.lazy.map { sqlite3_bind_parameter_index(self.pointer, $0) }.first { $0 > 0 }
    }

    /// Whether it leaves the database file as it is.
    ///
    /// `BEGIN IMMEDIATE`, `ATTACH` and a few others do not count as writing.
    ///
    /// <https://www.sqlite.org/c3ref/stmt_readonly.html>
    public var isReadOnly: Bool {
        sqlite3_stmt_readonly(pointer) != 0
    }

    /// Whether it is an `EXPLAIN` or an `EXPLAIN QUERY PLAN`.
    ///
    /// <https://www.sqlite.org/c3ref/stmt_isexplain.html>
    public var isExplain: Bool {
        sqlite3_stmt_isexplain(pointer) != 0
    }
}
