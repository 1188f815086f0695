import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse
@testable import relwh

/// `relwh rm`: which releases go, and when it asks first.
@Suite struct RemoveCommandTests {
    private let bench: Bench

    init() throws {
        bench = try Bench()
        for (name, samples) in [("v1", 1), ("v2", 2), ("v3", 3)] { try bench.load(name, samples: samples) }
    }

    private var releases: [String] {
        get throws {
            try bench.run("list", "releases", "-f", "csv").stdout.split(separator: "\n").dropFirst()
                .compactMap { $0.split(separator: ",").first.map(String.init) }
        }
    }

    @Test func `several releases go together`() throws {
        let run = try bench.run("rm", "v1", "flowers@latest")
        let lines = run.stdout.split(separator: "\n")
        #expect(run.isClean && lines.count == 2, "\(run)")
        #expect(
            lines[0].hasPrefix("removed acme/flowers@v1  ") && lines[1].hasPrefix("removed acme/flowers@v3  ")
        )
        #expect(try releases == ["acme/flowers@v2"])
        #expect(try bench.run("check").status == .exited(0))
    }

    @Test func `where one is not found, all stay`() throws {
        let run = try bench.run("rm", "v1", "v9")
        #expect(run.isRefusal(3), "\(run)")
        #expect(try releases.count == 3)
    }

    @Test func `a dry run says what would go`() throws {
        let run = try bench.run("rm", "--dry-run", "v3", "v2")
        #expect(run.isClean && run.stdout.hasPrefix("would remove acme/flowers@v3  1 sample, "), "\(run)")
        #expect(try releases.count == 3)
        let json = try bench.run("rm", "--dry-run", "v3", "--json")
        let report = try JSONValue(text: json.stdout)
        #expect(report["schema"] == "relwh.rm/1" && report["dry_run"] == .bool(true), "\(json)")
        let several = try bench.run("rm", "v3", "v2", "--json").stdout.split(separator: "\n")
        #expect(
            try several.map { try JSONValue(text: String($0))["dry_run"] } == [.bool(false), .bool(false)])
    }

    @Test func `a release that is called latest is removed by its position only`() throws {
        try bench.folder.write(
            Bench.release("latest").replacing("2024-01-01", with: "2020-01-01"), to: "l.json")
        #expect(try bench.run("import", "l.json").status == .exited(0))
        let run = try bench.run("rm", "flowers@latest")
        #expect(
            run.isRefusal(3) && run.stderr.contains("acme/flowers@latest~3")
                && run.stderr.contains("acme/flowers@v3"), "\(run)")
        #expect(try bench.run("rm", "flowers@latest~3").stdout.hasPrefix("removed acme/flowers@latest  "))
        #expect(try releases.count == 3)
    }

    @Test(arguments: [
        ("acme/flowers@v1", true), ("flowers@v1", true), ("v1", true), ("flowers@latest", false),
        ("flowers@latest~2", false), ("acme/flowers", false), ("1", false),
    ])
    func `it asks about what was not named`(reference: String, isNamed: Bool) throws {
        let warehouse = try Warehouse(path: bench.folder("relwh.db"), access: .read)
        #expect(RemovalQuestion.names(reference, try warehouse.resolve("v1")) == isNamed)
    }

    @Test func `only yes is yes`() {
        #expect(["y", "Y", "yes", "YES"].allSatisfy { RemovalQuestion.isYes($0) })
        #expect([nil, "", "n", "no", "ye", "y "].allSatisfy { !RemovalQuestion.isYes($0) })
    }

    /// On a terminal that the tool `script` makes, where there is one.
    @Test(arguments: [("n", 130, 3), ("", 130, 3), ("y", 0, 2)] as [(String, Int32, Int)])
    func `on a terminal it asks first`(answer: String, status: Int32, left: Int) throws {
        let run = try bench.run(
            "rm", "flowers@latest",
            script: """
                command -v script > /dev/null && script -qec true /dev/null > /dev/null 2>&1 || { echo none; exit 0; }
                echo '\(answer)' | script -qec "'$1' rm flowers@latest" /dev/null
                """)
        guard run.stdout != "none\n" else { return }
        #expect(run.status == .exited(status), "\(run)")
        #expect(run.stdout.contains("Remove acme/flowers@v3 (2024-01-01, 3 samples)? [y/N]"), "\(run)")
        #expect(try releases.count == left)
    }
}
