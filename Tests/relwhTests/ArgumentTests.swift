import ArgumentParser
import Testing
import Warehouse

@testable import relwh

@Suite struct ArgumentTests {
    @Test(arguments: [
        (["list"], ["list"]),
        (["--db", "w.db", "list", "releases"], ["list", "--db", "w.db", "releases"]),
        (
            ["--json", "-q", "--db=w.db", "-fjson", "sql", "SELECT 1"],
            ["sql", "--json", "-q", "--db=w.db", "-fjson", "SELECT 1"]
        ),
        (["--db", "w.db", "--version"], ["--version"]),
        (["--db", "w.db", "help", "list"], ["help", "list"]),
        (["--help"], ["--help"]),
        (["--frobnicate"], ["--frobnicate"]),
        (["-q", "--frobnicate", "x"], ["-q", "--frobnicate", "x"]),
        (["---completion", "list", "--", "x"], ["---completion", "list", "--", "x"]),
        ([], []),
    ])
    func `options before the command are moved behind it`(arguments: [String], expected: [String]) throws {
        #expect(try ArgumentOrder.hoisted(arguments) == expected)
    }

    @Test(arguments: [
        (["--labelset", "a", "stats"], "--labelset"), (["-q", "--frobnicate", "list"], "--frobnicate"),
    ])
    func `a command's own option before the command is refused`(arguments: [String], option: String) {
        #expect { try ArgumentOrder.hoisted(arguments) } throws: {
            ($0 as? Failure)?.message == "unknown option '\(option)' before the command"
        }
    }

    @Test func `a query may begin with a comment`() {
        let query = "-- all\nSELECT 1"
        let arguments = ArgumentOrder.withCommentedQueryLast(["sql", query, "--json"])
        #expect(arguments == ["sql", "--json", "--", query])
        #expect(ArgumentOrder.withCommentedQueryLast(["sql", "--json", "q"]) == ["sql", "--json", "q"])
        #expect(ArgumentOrder.withCommentedQueryLast(["list", query]) == ["list", query])
    }

    @Test func `a warehouse without a path is refused`() {
        #expect(throws: (any Error).self) { try GlobalOptions.parse(["--db", ""]) }
    }

    @Test(arguments: [["--db"], ["--db", "w.db"], ["-q"]])
    func `options alone are no command line`(arguments: [String]) {
        #expect { try ArgumentOrder.hoisted(arguments) } throws: { ($0 as? Failure)?.status == .usage }
    }

    @Test(arguments: [
        ("n=5", "n", Value.integer(5)), (":n=-5", "n", .integer(-5)), ("x=0.5", "x", .real(0.5)),
        ("x=1e3", "x", .real(1000)),
        ("x=null", "x", .null), ("x=", "x", .text("")), ("x=a=b", "x", .text("a=b")),
        ("x:text=007", "x", .text("007")),
        (":x:text=null", "x", .text("null")), ("x=nan", "x", .text("nan")), ("x=0x10", "x", .text("0x10")),
        ("x=-", "x", .text("-")),
        ("x=1.2.3", "x", .text("1.2.3")), ("x:real=5", "x", .real(5)), ("x:integer=5", "x", .integer(5)),
        ("x=2024-01-01", "x", .text("2024-01-01")),
    ])
    func `a parameter has a name and a typed value`(text: String, name: String, value: Value) throws {
        #expect(try QueryArgument.parse(text) == QueryArgument(name: name, value: value))
    }

    @Test(arguments: ["x", "=5", ":=5", "x:blob=1", "x:integer=a", "x:real=inf", "x=99999999999999999999"])
    func `a parameter that makes no sense is refused`(text: String) {
        #expect(throws: ValidationError.self) { try QueryArgument.parse(text) }
    }

    @Test func `formats follow --format and --json`() throws {
        #expect(try FormatOptions<RowFormat>.parse([]).format == .table)
        #expect(try FormatOptions<RowFormat>.parse(["--json"]).format == .json)
        #expect(try FormatOptions<RowFormat>.parse(["-f", "csv"]).format == .csv)
        #expect(try FormatOptions<RowFormat>.parse(["--json", "--format", "json"]).format == .json)
        #expect(throws: (any Error).self) { try FormatOptions<RowFormat>.parse(["--json", "-f", "csv"]) }
        #expect(throws: (any Error).self) { try FormatOptions<RowFormat>.parse(["-f", "nosuch"]) }
    }

    @Test func `the warehouse on a half-typed line is found`() {
        #expect(WarehousePath.choose(arguments: ["relwh", "--db", "a.db", "show"]) == "a.db")
        #expect(WarehousePath.choose(arguments: ["relwh", "show", "--db=b.db"]) == "b.db")
    }

    @Test func `every command has a name, a summary and an example`() {
        for command in Relwh.configuration.subcommands {
            let configuration = command.configuration
            #expect(configuration.commandName != nil)
            #expect(configuration.abstract.hasSuffix("."))
            #expect(configuration.discussion.contains("relwh \(configuration.commandName ?? "?")"))
        }
    }

    @Test(arguments: [("lst", "list"), ("exprot", "export"), ("imports", "import"), ("xyzzy", nil)])
    func `a command that is nearly one is known`(word: String, expected: String?) {
        #expect(NearestName.of(word, among: Relwh.commandNames) == expected)
    }
}
