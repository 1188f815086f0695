import TestSupport
import Testing

@testable import relwh

/// The built tool, as far as it needs no warehouse.
@Suite struct CommandLineTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    @Test func `the version is one line on standard output`() throws {
        let run = try Tool.run(["--version"], in: folder)
        #expect(run.status == .exited(0) && run.stdout == "relwh 0.1.0\n" && run.stderr.isEmpty, "\(run)")
    }

    @Test(arguments: Relwh.commandNames.filter { $0 != "help" })
    func `every command has help on standard output`(command: String) throws {
        let run = try Tool.run([command, "--help"], in: folder)
        #expect(run.status == .exited(0) && run.stderr.isEmpty, "\(run)")
        #expect(run.stdout.contains("USAGE: relwh \(command)"), "\(run)")
        #expect(run.stdout.split(separator: "\n").allSatisfy { DisplayWidth.of($0) <= 100 }, "\(run)")
    }

    @Test(arguments: [
        ["frobnicate"], ["list", "--frobnicate"], ["import"], ["sql"], ["sql", "SELECT 1", "-f", "nosuch"],
        ["sql", "SELECT 1", "--format"], ["list", "--color", "sometimes"], ["rm"], ["list", "--db"], ["--db"],
        ["export", "a@b", "--format", "nosuch"], ["sql", "SELECT 1", "--file", "q.sql"],
        ["import", "-", "-"],
        ["sql", "SELECT 1", "--json", "-f", "csv"], ["sql", "SELECT 1", "-p", "x"],
    ])
    func `a command line that makes no sense is exit 2, and says so`(arguments: [String]) throws {
        let run = try Tool.run(arguments, in: folder)
        #expect(run.status == .exited(2) && run.stdout.isEmpty, "\(run)")
        #expect(run.stderr.hasPrefix("relwh: error: "), "\(run)")
        #expect(try folder.names().isEmpty)
    }

    @Test func `a misspelt command is set right`() throws {
        let run = try Tool.run(["--db", "w.db", "lst"], in: folder)
        #expect(
            run.stderr
                == "relwh: error: there is no command 'lst'\n  Did you mean 'list'? 'relwh --help' lists them.\n"
        )
    }
}
