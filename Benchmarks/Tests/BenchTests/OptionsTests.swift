import Testing

@testable import relwh_bench

@Suite struct OptionsTests {
    private let needed = ["--relwh", "relwh", "--work", "/tmp/work"]

    @Test func `all rows are wanted unless some are named`() throws {
        let options = try Options(Arguments(needed))
        #expect(options.rows == Set(RowName.allCases))
        #expect(options.runs == 3)
        #expect(!options.isQuick)
    }

    @Test func `rows are named as in the report`() throws {
        let options = try Options(Arguments(needed + ["--only", "overview,trend,search,memory-file"]))
        #expect(options.rows == [.overview, .trend, .search, .memoryFile])
        #expect(options.wants(.boxes, .trend))
        #expect(!options.wants(.boxes, .attributes, .cooccurrence))
    }

    @Test func `the rows of differences are named as in the report`() throws {
        let options = try Options(Arguments(needed + ["--only", "diff,diff-files,diff-memory,diff-python"]))
        #expect(options.rows == [.diff, .diffFiles, .diffMemory, .diffPython])
    }

    @Test(arguments: [
        (["--only", "overview,everything"], "there is no row everything"),
        (["--runs", "0"], "--runs needs a number above 0"), (["--json"], "--json needs a value"),
        (["--fast"], "--fast is not known here"),
    ])
    func `what makes no sense is said`(more: [String], message: String) {
        let error = #expect(throws: UsageError.self) { try Options(Arguments(needed + more)) }
        #expect(error?.message == message)
    }

    @Test func `quick means a tenth`() throws {
        let whole = try Options(Arguments(needed)).scale
        let quick = try Options(Arguments(needed + ["--quick"])).scale
        #expect(quick.history.samples * 10 == whole.history.samples)
        #expect(quick.history.version * 10 == whole.history.version)
        #expect(quick.large.samples * 10 == whole.large.samples)
        #expect(quick.sparse.samples * 10 == whole.sparse.samples)
        #expect(quick.edited.samples * 10 == whole.edited.samples)
    }
}
