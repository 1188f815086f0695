import ArgumentParser
import Warehouse

struct SQL: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sql",
        abstract: "Query the warehouse with SQL (read-only).",
        usage: "relwh sql [<options>] [<query>]",
        discussion: """
            One statement, on the views that 'relwh schema' describes; the query is an argument, a file (--file) or, \
            as -, standard input. JSON is an array of row objects, ndjson one object per line; both are streamed. \
            Integers, reals and text come out exactly, a BLOB in base64.

            In addition to SQLite's own functions there are median(x), percentile(x, p) with p from 0 to 100, \
            percentile_cont(x, f), percentile_disc(x, f), stddev(x) = stddev_samp(x), stddev_pop(x), x REGEXP pattern \
            and regexp_like(x, pattern).

            With --diff, two releases or release files are compared first, and there are two more tables: changes, \
            and annotation_changes with the columns of both sides. 'relwh schema --diff' describes them.

            Examples:
              relwh sql "SELECT category, count(*) FROM annotations GROUP BY 1 ORDER BY 2 DESC"
              relwh sql "SELECT labelset, median(area), stddev(area) FROM annotations GROUP BY 1"
              relwh sql "SELECT * FROM samples WHERE sample = :name" -p name=img_0033.jpg --json
              relwh sql --file report.sql -f csv -o report.csv
              echo "SELECT * FROM releases" | relwh sql -
              relwh sql --diff flowers@v1 flowers@v2 "SELECT level, change, count(*) FROM changes GROUP BY 1, 2"
            """)

    /// More rows than anyone reads on a terminal.
    static let rowsOnTerminal = 1000

    @OptionGroup var global: GlobalOptions
    @OptionGroup var form: FormatOptions<RowFormat>

    @Option(
        help: ArgumentHelp("Read the query from a file.", valueName: "file"), completion: .file())
    var file: String?

    @Option(
        name: .customShort("p"),
        help: ArgumentHelp(
            "A parameter :name. Integers, reals and null are recognized, the rest is text; name:text=007 stays text.",
            valueName: "name=value"),
        transform: QueryArgument.parse)
    var parameters: [QueryArgument] = []

    @Option(
        name: .customLong("diff"), parsing: .upToNextOption,
        help: ArgumentHelp(
            "Compare two releases or release files, for the tables changes and annotation_changes.",
            valueName: "from> <to"), completion: .reference)
    var compared: [String] = []

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Give up after this time; 0 waits forever (default: 30).", valueName: "seconds"),
        transform: NumberOption.seconds(upTo: 1e9))
    var timeout = 30.0

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Show at most N rows; 0 shows all (default: all, and 1000 as text on a terminal).",
            valueName: "n"), transform: Limit.parse)
    var limit: Limit?

    @Flag(help: "With json and ndjson: write JSON columns as JSON, not as strings.")
    var jsonColumns = false

    @Argument(help: "The query, or - to read it from standard input.")
    var query: String?

    /// The query may come after the two that are compared.
    private var argument: String? { query ?? (compared.count == 3 ? compared[2] : nil) }

    func validate() throws {
        if !compared.isEmpty {
            guard compared.count == 2 || compared.count == 3 && query == nil else {
                throw ValidationError(
                    "--diff needs two releases and one query: --diff FROM TO QUERY")
            }
        }
        let query = argument
        if query == "-", compared.prefix(2).contains("-") {
            throw ValidationError("standard input (-) can be read only once")
        }
        if (query == nil) == (file == nil) {
            throw ValidationError(
                query == nil && !compared.isEmpty
                    ? "--diff takes two arguments, which leaves no query; write --diff FROM TO QUERY"
                    : query == nil
                        ? "there is no query; give it as an argument, with --file, or as - on standard input"
                        : "the query is given twice, as an argument and with --file")
        }
        if jsonColumns, form.format != .json, form.format != .ndjson {
            throw ValidationError("--json-columns is for the formats json and ndjson")
        }
    }

    func run() throws {
        Interruption.listen()
        let text = try queryText()
        let warehouse = try warehouse(for: text)
        let output = try form.openOutput()
        let isCapped = limit == nil && form.format.isText && output.isTerminal
        let options = QueryOptions(
            timeout: timeout == 0 ? nil : .seconds(timeout),
            maximumRows: isCapped ? SQL.rowsOnTerminal : limit?.most, cancellation: Interruption.cancellation)
        let writer = rowWriter(for: output)
        let outcome = try warehouse.query(
            text, parameters: parameters.map(\.parameter), options: options, columns: writer.begin,
            row: writer.row)
        try writer.end()
        try output.finish()
        if isCapped, outcome.isTruncated {
            global.messages.note(
                "only the first \(NumberText.counted(outcome.rows, "row")) are shown; --limit 0 shows all")
        }
        if let table = writer as? TableRows, table.hiddenColumns > 0 {
            global.messages.noteHiddenColumns(table.hiddenColumns)
        }
    }

    private func queryText() throws -> String {
        if let file { return try QueryText.ofFile(file) }
        let query = argument
        return query == "-" ? try QueryText.ofStandardInput() : query ?? ""
    }

    /// The warehouse that is asked, with the tables of a diff where one is wanted.
    private func warehouse(for text: String) throws -> Warehouse {
        guard compared.count >= 2 else { return try global.openForReading() }
        let (old, new) = try Reference.findPair(compared[0], compared[1], options: global)
        var options = DiffOptions()
        options.cancellation = Interruption.cancellation
        // The views are the warehouse's own where one of the two is in it.
        let host = new.warehouse.path.isEmpty ? old.warehouse : new.warehouse
        let asked = host.path.isEmpty ? new.warehouse : host
        try asked.materializeDiff(
            from: DiffSide(warehouse: old.warehouse, ref: old.ref),
            to: DiffSide(warehouse: new.warehouse, ref: new.ref), options: options,
            tables: DiffTable.named(in: text))
        return asked
    }

    private func rowWriter(for output: Output) -> any RowWriter {
        RowWriters.writer(form.format, output: output, color: global.color, embedsJSON: jsonColumns)
    }
}
