import TestSupport
import Testing
import Warehouse

@testable import relwh

@Suite struct OutputTests {
    @Test func `a file appears only once it is whole`() throws {
        let folder = try ScratchFolder()
        let output = try Output(path: folder("out.txt"))
        try output.write(line: "a")
        try output.flush()
        #expect(!folder.exists("out.txt"))
        try output.finish()
        #expect(try folder.text(of: "out.txt") == "a\n")
        #expect(try folder.names() == ["out.txt"])
    }

    @Test func `an abandoned file leaves what was there, and nothing else`() throws {
        let folder = try ScratchFolder()
        try folder.write("old", to: "out.txt")
        do {
            let output = try Output(path: folder("out.txt"))
            try output.write(line: "new")
            try output.flush()
            #expect(try folder.names().count == 2)
        }
        #expect(try folder.text(of: "out.txt") == "old")
        #expect(try folder.names() == ["out.txt"])
    }

    @Test func `a folder that is not there is said to be missing`() throws {
        let folder = try ScratchFolder()
        #expect { try Output(path: folder("none/out.txt")) } throws: { Failure($0).status == .notFound }
    }

    private func rows(_ format: (Output) -> any RowWriter, columns: [QueryColumn], _ rows: [[Value]]) throws
        -> String
    {
        let folder = try ScratchFolder()
        let output = try Output(path: folder("out"))
        let writer = format(output)
        try writer.begin(columns)
        for row in rows { try writer.row(row) }
        try writer.end()
        try output.finish()
        return try folder.text(of: "out")
    }

    private let columns = [QueryColumn(name: "a", isJSON: false), QueryColumn(name: "a", isJSON: true)]
    private let values: [[Value]] = [
        [.integer(1), .text("[1]")], [.null, .text("no JSON")], [.blob([1]), .integer(5)],
    ]

    @Test func `JSON rows are one array`() throws {
        let text = try rows({ JSONRows(output: $0, isArray: true) }, columns: columns, values)
        #expect(
            text
                == "[{\"a\":1,\"a_2\":\"[1]\"},\n{\"a\":null,\"a_2\":\"no JSON\"},\n{\"a\":\"AQ==\",\"a_2\":5}]\n"
        )
        #expect(try rows({ JSONRows(output: $0, isArray: true) }, columns: columns, []) == "[]\n")
    }

    @Test func `JSON columns are embedded where they are JSON`() throws {
        let text = try rows(
            { JSONRows(output: $0, isArray: false, embedsJSON: true) }, columns: columns, values)
        #expect(
            text == "{\"a\":1,\"a_2\":[1]}\n{\"a\":null,\"a_2\":\"no JSON\"}\n{\"a\":\"AQ==\",\"a_2\":5}\n")
    }

    @Test func `a table streams on when it holds enough rows to know its widths`() throws {
        let text = try rows(
            { TableRows(output: $0, color: .never, heldBytes: 1) }, columns: columns,
            [[.integer(1), .text("x")], [.integer(100), .text("yy")]])
        let lines = text.split(separator: "\n")
        #expect(lines.count == 4)
        #expect(lines[2] == "1  x")
        #expect(lines[3] == "100  yy")
    }

    @Test func `a table never carries an escape of its data`() throws {
        let text = try rows(
            { TableRows(output: $0, color: .never) }, columns: [QueryColumn(name: "\u{1B}c", isJSON: false)],
            [[.text("\u{1B}]0;x\u{7}")]])
        #expect(!text.contains("\u{1B}") && text.contains("\\x1b]0;x\\x07"))
    }
}
