import TestSupport
import Testing
import Warehouse

@testable import relwh

@Suite struct ListingTests {
    private let listing = Listing(
        name: "things",
        columns: [
            .init("count", title: "count", isNumeric: true), .init("word", title: "word"),
            .init("more", title: nil),
        ],
        rows: [
            [.integer(12345), .string("a\u{1B}b"), .bool(true)], [.null, .null, .embedded("[1,2]")],
        ])

    private func text(_ format: RowFormat) throws -> String {
        let folder = try ScratchFolder()
        let output = try Output(path: folder("out"))
        try listing.write(to: output, format: format, color: .never)
        try output.finish()
        return try folder.text(of: "out")
    }

    @Test func `a table is for people`() throws {
        let lines = try text(.table).split(separator: "\n")
        #expect(lines[0] == " count  word")
        #expect(lines[2...] == ["12,345  a\\x1bb", "     -  -"])
    }

    @Test func `JSON says what it is`() throws {
        #expect(
            try text(.json) == """
                {
                  "schema": "relwh.things/1",
                  "things": [
                    {
                      "count": 12345,
                      "word": "a\\u001bb",
                      "more": true
                    },
                    {
                      "count": null,
                      "word": null,
                      "more": [1,2]
                    }
                  ]
                }

                """)
    }

    @Test func `other formats hold every column, exactly`() throws {
        #expect(try text(.csv) == "count,word,more\n12345,a\u{1B}b,true\n,,\"[1,2]\"\n")
        #expect(try text(.tsv) == "count\tword\tmore\n12345\ta\u{1B}b\ttrue\n\t\t[1,2]\n")
        #expect(
            try text(.ndjson)
                == "{\"count\":12345,\"word\":\"a\\u001bb\",\"more\":true}\n{\"count\":null,\"word\":null,\"more\":[1,2]}\n"
        )
    }

    @Test func `ids have no separators, counts do`() throws {
        let listing = Listing(
            name: "things",
            columns: ["category_id", "id", "position", "samples"].map {
                .init($0, title: $0, isNumeric: true)
            },
            rows: [[.integer(1234), .integer(1234), .integer(1234), .integer(1234)]])
        let folder = try ScratchFolder()
        let output = try Output(path: folder("out"))
        try listing.write(to: output, format: .table, color: .never)
        try output.finish()
        let row = try folder.text(of: "out").split(separator: "\n").last?.split(separator: " ")
        #expect(row == ["1234", "1234", "1234", "1,234"])
    }

    @Test func `a record is a row with a line for each column`() throws {
        #expect(
            try text(.record) == """
                count  12345
                word   a\\x1bb
                more   true

                count  NULL
                word   NULL
                more   [1,2]

                """)
    }

    @Test func `an import reports what the contract says, in its order`() throws {
        let counts = ImportReport.Counts(total: 3, new: 2, reused: 1)
        let report = ImportReport(
            ref: "a/b@c d", status: .replaced, samples: counts, labels: counts, nullLabels: 4,
            annotations: counts, warnings: ["w"], bytes: 5_000_000, seconds: 0.25, source: "f.json")
        let folder = try ScratchFolder()
        let output = try Output(path: folder("out"))
        try report.document.writeLine(to: output)
        try output.finish()
        let numbers = "\"total\":3,\"new\":2,\"reused\":1"
        #expect(
            try folder.text(of: "out")
                == "{\"schema\":\"relwh.import/1\",\"ref\":\"a/b@c d\",\"status\":\"replaced\",\"samples\":{\(numbers)},"
                + "\"labels\":{\(numbers),\"null\":4},\"annotations\":{\(numbers)},\"warnings\":[\"w\"],"
                + "\"bytes\":5000000,\"seconds\":0.25,\"source\":\"f.json\"}\n")
        var lines = ImportLines(files: ["f.json"])
        #expect(
            lines.line(of: report, isDryRun: false)
                == "replaced  a/b@c d  f.json  3 samples (2 new), 3 labels (2 new), 3 annotations (2 new)  0.25 s, 20.0 MB/s"
        )
    }

    @Test func `a view that is nearly named right is suggested`() {
        let views = ["annotations", "samples"].map { ViewDescription(name: $0, summary: "", columns: []) }
        #expect { try SchemaSearch.view(named: "anotation", among: views) } throws: {
            ($0 as? Failure)?.hints == ["Did you mean 'annotations'?"] && Failure($0).status == .notFound
        }
        #expect(throws: Never.self) { try SchemaSearch.view(named: "Samples", among: views) }
    }
}
