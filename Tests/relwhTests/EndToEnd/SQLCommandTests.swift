import ReleaseFormat
import TestSupport
import Testing

@Suite struct SQLCommandTests {
    private let bench: Bench

    init() throws {
        bench = try Bench()
        try bench.load()
    }

    private let query =
        "SELECT annotation_id AS id, x_max, category, NULL AS none FROM annotations ORDER BY sample"

    @Test func `JSON is an array of row objects`() throws {
        let run = try bench.run("sql", query, "--json")
        #expect(run.isClean, "\(run)")
        let row = "{\"id\":1,\"x_max\":30.5,\"category\":\"rose, wild\",\"none\":null}"
        #expect(run.stdout == "[\(row),\n\(row)]\n")
    }

    @Test func `ndjson, CSV and TSV hold the same rows`() throws {
        let row = "{\"id\":1,\"x_max\":30.5,\"category\":\"rose, wild\",\"none\":null}\n"
        #expect(try bench.run("sql", query, "-f", "ndjson").stdout == row + row)
        #expect(
            try bench.run("sql", query, "-f", "csv").stdout
                == "id,x_max,category,none\n1,30.5,\"rose, wild\",\n1,30.5,\"rose, wild\",\n")
        #expect(
            try bench.run("sql", query, "-f", "tsv").stdout
                == "id\tx_max\tcategory\tnone\n1\t30.5\trose, wild\t\n1\t30.5\trose, wild\t\n")
    }

    @Test func `repeated names get numbers, integers stay exact, blobs are base64`() throws {
        let run = try bench.run("sql", "SELECT 9007199254740993 AS a, 1.5 AS a, x'0001' AS a", "--json")
        #expect(run.stdout == "[{\"a\":9007199254740993,\"a_2\":1.5,\"a_3\":\"AAE=\"}]\n", "\(run)")
    }

    @Test func `a query comes from standard input or a file, with parameters`() throws {
        let stdin = try bench.run("sql", "-", "-f", "csv", stdin: "SELECT count(*) AS n FROM labels;\n")
        #expect(stdin.stdout == "n\n2\n", "\(stdin)")
        try bench.folder.write("SELECT sample FROM samples WHERE sample = :name", to: "q.sql")
        let file = try bench.run("sql", "--file", "q.sql", "-p", "name=1.jpg", "-f", "csv")
        #expect(file.stdout == "sample\n1.jpg\n", "\(file)")
    }

    @Test(arguments: [
        "DELETE FROM samples", "SELECT 1; SELECT 2", "SELEC 1", "PRAGMA user_version = 9",
        "SELECT nothing FROM samples",
    ])
    func `what is refused is exit 6, and leaves the bytes alone`(query: String) throws {
        let before = try bench.folder.bytes(of: "relwh.db")
        let run = try bench.run("sql", query)
        #expect(run.isRefusal(6), "\(run)")
        #expect(try bench.folder.bytes(of: "relwh.db") == before)
        #expect(try bench.names == ["relwh.db", "v1.json"])
    }

    @Test func `an error shows the place`() throws {
        let run = try bench.run("sql", "SELECT ref, nothing FROM samples")
        #expect(run.stderr.contains("SELECT ref, nothing FROM samples\n              ^"), "\(run)")
    }

    @Test func `time and rows have limits`() throws {
        let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
        let run = try bench.run("sql", endless, "--timeout", "0.1")
        #expect(run.isRefusal(7) && run.stderr.contains("--timeout"), "\(run)")
        let rows = try bench.run("sql", "SELECT 1 AS n FROM samples", "--limit", "1", "-f", "csv")
        #expect(rows.stdout == "n\n1\n", "\(rows)")
    }

    @Test func `a closed pipe is no news`() throws {
        let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
        let run = try bench.run("sql", endless, "-f", "csv", script: "\"$@\" | head -2")
        #expect(run.isClean && run.stdout == "i\n1\n", "\(run)")
    }

    @Test func `a file of rows appears whole, or not at all`() throws {
        let run = try bench.run("sql", query, "--json", "-o", "rows.json")
        #expect(run.isClean && run.output.isEmpty)
        #expect(try JSONValue(text: bench.folder.text(of: "rows.json")).array?.count == 2)
        let failed = try bench.run("sql", "SELECT abs(-9223372036854775808)", "--json", "-o", "none.json")
        #expect(failed.isRefusal(6), "\(failed)")
        #expect(!bench.folder.exists("none.json"))
    }

    @Test func `there are functions for figures and patterns`() throws {
        let run = try bench.run(
            "sql",
            "SELECT median(x_max) AS m, stddev_pop(x_min) AS s FROM annotations WHERE sample REGEXP '^\\d'",
            "-f",
            "csv")
        #expect(run.isClean && run.stdout == "m,s\n30.5,0.5\n", "\(run)")
        try bench.load("v2", samples: 3)
        let diff = try bench.run(
            "sql", "--diff", "v1", "v2",
            "SELECT median(length(sample)) AS m FROM changes WHERE level = 'sample'",
            "-f", "csv")
        #expect(diff.isClean && diff.stdout == "m\n5.0\n", "\(diff)")
        #expect(try bench.run("sql", "SELECT 'a' REGEXP '('").isRefusal(6))
        #expect(try bench.run("sql", "SELECT median('a')").isRefusal(6))
    }

    @Test(arguments: [
        ("SELECT categry FROM annotations", "Did you mean:\n    category\n"),
        ("SELECT * FROM anotations", "Did you mean:\n    annotations\n"),
        ("SELECT 1 FROM annotation WHERE labelset = ''", "query the view annotations"),
        ("SELECT 1 FROM annotations WHERE category = \"car\"", "text goes in single quotes: 'car'"),
    ])
    func `a name that is not there gets help`(query: String, help: String) throws {
        let run = try bench.run("sql", query)
        #expect(run.isRefusal(6) && run.stderr.contains(help), "\(run)")
    }
}
