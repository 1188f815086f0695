import SQLite
import Testing

@Suite struct ConfigurationTests {
    @Test(arguments: [
        Connection.Option.defensive, .trustedSchema, .foreignKeys, .loadExtension,
        .doubleQuotedStringsInDDL, .doubleQuotedStringsInDML, .triggers, .views,
    ])
    func `an option goes on and off`(option: Connection.Option) throws {
        let connection = try memory()
        for isOn in [true, false, true] {
            try connection.configure([option: isOn])
            #expect(try connection.isOn(option) == isOn)
        }
    }

    @Test func `foreign keys are checked when on`() throws {
        let connection = try memory(
            "CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (a_id REFERENCES a (id))")
        try connection.configure([.foreignKeys: true])
        let error = try #require(throws: SQLiteError.self) {
            try connection.run("INSERT INTO b VALUES (1)")
        }
        #expect(error.isConstraint)
        #expect(error.extendedCode == 787)
    }

    @Test func `a hardened connection takes no misspelt name for a string`() throws {
        let connection = try memory("CREATE TABLE t (a)")
        try connection.harden()
        let error = try #require(throws: SQLiteError.self) {
            try connection.rows("SELECT \"b\" FROM t")
        }
        #expect(error.message == "no such column: b")
        #expect(try !connection.isOn(.trustedSchema))
        #expect(try connection.isOn(.defensive))
    }
}
