import ArgumentParser
import Warehouse

struct Samples: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "samples",
        abstract: "Search the samples of a release.",
        usage: "relwh samples [<options>] <query> [<reference>]",
        discussion: """
            A query is one argument, in the syntax of the platform's search:

              word                        the name contains it
              weather:rain  speed:>5      metadata: a text equals, a number compares
              tags:|night                 metadata: a list contains
              ground-truth.car:>2         objects in a labelset; total_count: all of them
              labeled-by:ada              who labeled it; reviewed-by:ada: who reviewed it

            A space means AND; there are also OR, NOT, parentheses and double quotes. Beyond the platform \
            there are status:REVIEWED, category:car, type:polygon, track:7, uuid:602a, sensor:lidar, \
            attr:occluded=true, area:>100 and other sizes, annotations:>0, frames:>1, object(category:car \
            area:>100) for both in a single object, finding:label.empty for what 'relwh validate' finds, and \
            @v1 for samples that are also in that release.

            Without a release, it searches the one that the query names with @, else the latest one of the \
            only dataset.

            Examples:
              relwh samples "night ground-truth.pedestrian:>=3" street-scenes@v3
              relwh samples "status:UNLABELED OR NOT category:car" --count
              relwh samples "@v3 NOT @v2" -f csv -o new.csv
              relwh samples finding:error flowers@v3 --columns sample,metadata.city --sort sample
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var form: FormatOptions<RowFormat>

    @Flag(name: .shortAndLong, help: "Ignore case when looking for words in names.")
    var ignoreCase = false

    @Flag(help: "Print only how many match.")
    var count = false

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Show at most N samples; 0 shows all (default: all, and 1000 as text on a terminal).",
            valueName: "n"), transform: Limit.parse)
    var limit: Limit?

    @Option(
        help: ArgumentHelp(
            "Show these columns, separated by commas: position, sample_uuid, sample, frames, asset_url, LABELSET.label_status, LABELSET.annotations, metadata.KEY.",
            valueName: "columns"),
        transform: Samples.words)
    var columns: [[String]] = []

    @Option(
        help: ArgumentHelp(
            "Sort by a column, as --columns names them; COLUMN:desc for the largest first. May be given several times.",
            valueName: "column"),
        transform: Samples.order)
    var sort: [SearchOptions.Order] = []

    @Argument(help: "What to search for; \"\" matches all samples.")
    var query: String

    @Argument(help: "The release, or a release file.", completion: .reference)
    var reference: String?

    /// The words of a query that was not put in quotes.
    @Argument(help: .hidden)
    var rest: [String] = []

    func validate() throws {
        if count, limit != nil { throw ValidationError("--count counts all samples; leave out --limit") }
        if count, !(columns.isEmpty && sort.isEmpty) {
            throw ValidationError("--count prints a number; leave out --columns and --sort")
        }
        if let reference, !rest.isEmpty {
            var words = [query, reference] + rest
            let last = words.last.flatMap { Self.readsAsTerm($0) ? nil : $0 }
            if last != nil { words.removeLast() }
            throw ValidationError("put the query in quotes: \(Self.command(words, last))")
        }
    }

    /// Whether a word can only belong to a query.
    private static func readsAsTerm(_ word: String) -> Bool {
        word.contains(":") || word.hasPrefix("@") || word.hasSuffix(")")
            || ["AND", "OR", "NOT"].contains(word)
    }

    private static func command(_ words: [String], _ reference: String? = nil) -> String {
        let query = words.joined(separator: " ")
        let quoted = query.contains { "\"$`\\!".contains($0) } ? ShellWord.quoted(query) : "\"\(query)\""
        return (["relwh samples", quoted] + [reference.map(ShellWord.quoted)].compactMap { $0 })
            .joined(separator: " ")
    }

    private static func words(_ text: String) throws -> [String] {
        let words = text.split(separator: ",").map(String.init)
        guard !words.isEmpty else { throw ValidationError("--columns needs the name of a column") }
        return words
    }

    private static func order(_ text: String) throws -> SearchOptions.Order {
        for (ending, isDescending) in [(":desc", true), (":asc", false)] where text.hasSuffix(ending) {
            return .init(column: String(text.dropLast(ending.count)), isDescending: isDescending)
        }
        return .init(column: text)
    }

    func run() throws {
        Interruption.listen()
        let query = try SearchQuery(query)
        let (warehouse, ref) = try scope()
        tellOfReference(in: warehouse)
        let output = try form.openOutput()
        if count { return try writeCount(query, warehouse, ref, output) }
        let isCapped = limit == nil && form.format.isText && output.isTerminal
        let writer = SampleWriters.writer(
            form.format, query: query, columns: asked, output: output, color: global.color)
        let outcome = try warehouse.search(
            query, in: ref, options: options(limit: isCapped ? SQL.rowsOnTerminal : limit?.most),
            begin: writer.begin,
            found: writer.sample)
        try writer.end(outcome)
        try output.finish()
        report(outcome)
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
        report(outcome)
    }

    private var asked: [String] { columns.flatMap { $0 } }

    private func options(limit: Int?) -> SearchOptions {
        SearchOptions(
            ignoresCase: ignoreCase, limit: limit, columns: asked, order: sort,
            cancellation: Interruption.cancellation)
    }

    private func scope() throws -> (Warehouse, ref: String?) {
        guard let reference else { return (try global.openForReading(), nil) }
        do {
            let found = try Reference.find(reference, options: global)
            return (found.warehouse, found.ref)
        } catch var error as WarehouseError where error.kind == .notFound && reference.contains(":") {
            error.hint = "put the query in quotes: \(Self.command([query, reference]))"
            throw error
        }
    }

    /// Says so where the query is the name of a release.
    private func tellOfReference(in warehouse: Warehouse) {
        guard reference == nil, let word = (try? SearchQuery(query))?.onlyWord,
            let release = try? warehouse.resolve(word)
        else { return }
        let name = ShellWord.quoted(release.ref)
        global.messages.note(
            "\(word) is the name of a release, but was searched in the names of samples; to list that release: relwh samples \"\" \(name)"
        )
    }

    /// Says what the data do not.
    private func report(_ outcome: SearchOutcome) {
        for note in outcome.notes {
            switch note {
            case .noAuthors:
                global.messages.note(
                    "the release does not say who labeled samples; labeled-by matches nothing")
            case .noReviewers:
                global.messages.note(
                    "the release does not say who reviewed samples; reviewed-by matches nothing")
            case .unknown(let unknown, let nearest):
                let meant = nearest.isEmpty ? "" : "; did you mean \(nearest.joined(separator: " or "))?"
                global.messages.warn(
                    "nothing in \(outcome.ref) has the \(unknown.thing)\(meant)")
            case .comparisonAsWord(let word, let meant):
                global.messages.warn(
                    "\(word) was searched in names; a comparison needs a colon: \(meant)")
            }
        }
        if outcome.total == 0, form.format == .table, !count {
            global.messages.note("no sample of \(outcome.ref) matches")
        }
    }
}
