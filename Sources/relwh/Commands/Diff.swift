import ArgumentParser
import Warehouse

struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Show what changed between two releases.",
        usage: "relwh diff [<options>] <from> <to>",
        discussion: """
            From the list of categories down to one corner of one box. Each side is a release in the \
            warehouse or a release file; files need no warehouse and leave nothing behind.

            Categories are matched by name, then by id: renaming or renumbering a category does not change \
            its annotations, but they did change if their number now means another category. Samples are \
            matched by uuid, annotations by their track, then by their id, then by the overlap of their \
            shapes. Signatures in URLs, the order of keys and of annotations, empty lists and objects, and \
            differences of numbers up to 1e-6 are hidden, and counted.

            Exit 0 in any case; with --exit-code or --quiet, 1 if the releases differ. A different name, \
            time or description of the release does not count.

            Examples:
              relwh diff acme/flowers@v1 acme/flowers@v2
              relwh diff flowers@latest~1 flowers@latest --stat
              relwh diff v1.json v2.json --filter added,removed --category rose
              relwh diff flowers@v1 v2.json -f markdown -o changes.md
              relwh diff flowers@v1 flowers@v2 -f csv -o changes.csv
              relwh diff flowers@v1 flowers@v2 --json --level annotation
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var form: DiffFormatOptions
    @OptionGroup var scope: DiffScopeOptions

    @Flag(name: [.customShort("R"), .long], help: "Swap the two sides.")
    var reverse = false

    @Flag(help: "Exit 1 if they differ; so does --quiet, which prints nothing.")
    var exitCode = false

    @Argument(help: "The first release, or a release file.", completion: .reference)
    var from: String

    @Argument(help: "The second release, or a release file.", completion: .reference)
    var to: String

    func run() throws {
        Interruption.listen()
        let sides = try find(reverse ? [to, from] : [from, to])
        if global.quiet { return try compareQuietly(sides) }
        let output = try form.output.openOutput()
        let writer = DiffWriters.writer(
            form.form,
            DiffFrame(
                from: try sides.from.named(), to: try sides.to.named(), isNarrowed: scope.isNarrowed,
                filters: scope.filterText, samplesShown: form.samplesShown, isPerFrame: form.perFrame),
            output: output, color: global.color)
        var options = scope.options
        // What a sample that came or went brought along is counted by category.
        if form.form == .stat, options.level == nil { options.level = .annotation }
        var doesDiffer = false
        try writer.begin()
        let summary = try Warehouse.diff(from: sides.from.side, to: sides.to.side, options: options) {
            doesDiffer = doesDiffer || $0.changesContent
            try writer.change($0)
        }
        try writer.end(summary)
        try output.finish()
        if exitCode, doesDiffer || !summary.isEmpty { throw Finished(status: .differences) }
    }

    // MARK: Sides

    private struct Side {
        var side: DiffSide
        /// The file that it was read from.
        var file: String?

        func named() throws -> DiffFrame.Side {
            let release = try side.warehouse.release(side.ref)
            return DiffFrame.Side(ref: release.ref, createdAt: release.createdAt, file: file)
        }
    }

    private func find(_ names: [String]) throws -> (from: Side, to: Side) {
        let (from, to) = try Reference.findPair(names[0], names[1], options: global)
        return (side(from, named: names[0]), side(to, named: names[1]))
    }

    /// A file is read into a warehouse that has no path.
    private func side(_ reference: Reference, named name: String) -> Side {
        Side(
            side: DiffSide(warehouse: reference.warehouse, ref: reference.ref),
            file: reference.warehouse.path.isEmpty ? name : nil)
    }

    // MARK: Quietly

    /// Stops at the first difference.
    private func compareQuietly(_ sides: (from: Side, to: Side)) throws {
        let summary: DiffSummary
        do {
            summary = try Warehouse.diff(
                from: sides.from.side, to: sides.to.side, options: scope.options
            ) { if $0.changesContent { throw Differ() } }
        } catch is Differ {
            throw Finished(status: .differences)
        }
        if !summary.isEmpty { throw Finished(status: .differences) }
    }

    private struct Differ: Error {}
}

extension Change {
    /// Whether two releases with this change have other contents: not only another name, time or description.
    var changesContent: Bool {
        level != .release
            || fields.contains { field in !["name", "description", "created_at"].contains(field.field) }
    }
}
