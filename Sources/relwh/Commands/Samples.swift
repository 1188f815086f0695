import ArgumentParser
import Warehouse

struct Samples: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "samples",
        abstract: "Search the samples of a release.",
        usage: "relwh samples [<options>] <query> [<reference>]",
        discussion: """
            The query is written as in the platform's search, and is one argument:

              word                        the name contains it
              weather:rain  speed:>5      metadata: a text equals, a number compares
              tags:|night                 metadata: a list contains
              ground-truth.car:>2         objects in a labelset; total_count: all of them
              labeled-by:ada              who labelled; reviewed-by:ada who reviewed

            A space is AND; OR, NOT, parentheses and double quotes are understood. Further there are status:REVIEWED, \
            category:car, type:polygon, track:7, uuid:602a, sensor:lidar, attr:occluded=true, area:>100 and other \
            sizes, annotations:>0, frames:>1, object(category:car area:>100) for one and the same object, and @v1 for \
            samples that are in that release.

            Without a reference, it is the release that the query names by @, else the latest of the only dataset. A \
            reference may also be a release file.

            Examples:
              relwh samples "night ground-truth.pedestrian:>=3" street-scenes@v3
              relwh samples "status:UNLABELED OR NOT category:car" --count
              relwh samples "@v3 NOT @v2" -f csv -o new.csv
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var form: FormatOptions<RowFormat>

    @Flag(name: .shortAndLong, help: "Find words in names whatever their case.")
    var ignoreCase = false

    @Flag(help: "Only say how many there are.")
    var count = false

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Show at most N samples; 0 shows all (default: all, and 1000 as text on a terminal).",
            valueName: "n"), transform: Limit.parse)
    var limit: Limit?

    @Argument(help: "What to search for; \"\" finds all.")
    var query: String

    @Argument(help: "The release, or a release file.", completion: .reference)
    var reference: String?

    func validate() throws {
        if count, limit != nil { throw ValidationError("--count counts all; it takes no --limit") }
    }

    func run() throws {
        Interruption.listen()
        let query = try SearchQuery(query)
        let (warehouse, ref) = try scope()
        let output = try form.openOutput()
        if count { return try writeCount(query, warehouse, ref, output) }
        let isCapped = limit == nil && form.format.isText && output.isTerminal
        let writer = SampleWriters.writer(form.format, query: query, output: output, color: global.color)
        let outcome = try warehouse.search(
            query, in: ref, options: options(limit: isCapped ? SQL.rowsOnTerminal : limit?.most),
            begin: writer.begin,
            found: writer.sample)
        try writer.end(outcome)
        try output.finish()
        tell(outcome)
        if isCapped, outcome.isTruncated {
            global.messages.note(
                "only the first \(NumberText.counted(SQL.rowsOnTerminal, "sample")) are shown; --limit 0 shows all"
            )
        }
        if writer.hiddenColumns > 0 { global.messages.noteHiddenColumns(writer.hiddenColumns) }
    }

    private func writeCount(
        _ query: SearchQuery, _ warehouse: Warehouse, _ ref: String?, _ output: Output
    ) throws {
        let outcome = try warehouse.countSamples(query, in: ref, options: options(limit: nil))
        switch form.format {
        case .json:
            try SampleDocument.head(ref: outcome.ref, query: query, total: outcome.total).write(to: output)
        case .ndjson:
            try SampleDocument.head(ref: outcome.ref, query: query, total: outcome.total).writeLine(
                to: output)
        case .table: try output.write(line: "\(outcome.total)")
        case .record, .csv, .excel, .tsv, .markdown:
            let rows = RowWriters.writer(form.format, output: output, color: global.color)
            try rows.begin([QueryColumn(name: "total", isJSON: false)])
            try rows.row([.integer(Int64(outcome.total))])
            try rows.end()
        }
        try output.finish()
        tell(outcome)
    }

    private func options(limit: Int?) -> SearchOptions {
        SearchOptions(ignoresCase: ignoreCase, limit: limit, cancellation: Interruption.cancellation)
    }

    private func scope() throws -> (Warehouse, ref: String?) {
        guard let reference else { return (try global.openForReading(), nil) }
        do {
            let found = try Reference.find(reference, options: global)
            return (found.warehouse, found.ref)
        } catch var error as WarehouseError where error.kind == .notFound && reference.contains(":") {
            error.hint = "a query of several words is one argument: relwh samples \"\(query) \(reference)\""
            throw error
        }
    }

    /// Says what the data do not.
    private func tell(_ outcome: SearchOutcome) {
        for note in outcome.notes {
            switch note {
            case .noAuthors:
                global.messages.note("the release does not say who labelled; labeled-by matches nothing")
            case .noReviewers:
                global.messages.note("the release does not say who reviewed; reviewed-by matches nothing")
            }
        }
        if outcome.total == 0, form.format == .table, !count {
            global.messages.note("no sample of \(outcome.ref) matches")
        }
    }
}
