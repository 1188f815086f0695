import ArgumentParser
import Warehouse

struct List: ParsableCommand {
    enum Subject: String, CaseIterable, ExpressibleByArgument {
        case datasets, releases, labelsets, categories, sensors, stats, rules
    }

    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List datasets, releases, labelsets, categories or sensors; or all statistics or rules.",
        usage: "relwh list [<options>] [datasets|releases|labelsets|categories|sensors|stats|rules] [<name>]",
        discussion: """
            Newest first. Without a subject, releases are listed. A dataset narrows the list of releases; a release \
            narrows the lists of labelsets, categories and sensors.

            Examples:
              relwh list
              relwh list releases acme/flowers --json
              relwh list categories acme/flowers@latest -f csv
              relwh list rules
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var form: FormatOptions<RowFormat>

    @Argument(help: "What to list.")
    var subject = Subject.releases

    @Argument(
        help: ArgumentHelp("Only this dataset or release.", valueName: "name"),
        completion: .reference)
    var of: String?

    func validate() throws {
        if [.datasets, .stats, .rules].contains(subject), of != nil {
            throw ValidationError("'list \(subject.rawValue)' lists all of them; it takes no name")
        }
    }

    func run() throws {
        let listing = try listing()
        let output = try form.openOutput()
        if listing.rows.isEmpty, form.format == .table {
            global.messages.note(emptyNote)
            return try output.finish()
        }
        let hidden = try listing.write(to: output, format: form.format, color: global.color)
        try output.finish()
        if hidden > 0 { global.messages.noteHiddenColumns(hidden) }
    }

    private func listing() throws -> Listing {
        switch subject {
        case .stats: return .statistics(Statistic.all)
        case .rules: return .rules(Rule.all)
        case .datasets: return .datasets(try global.openForReading().datasets())
        case .releases: return .releases(try global.openForReading().releases(dataset: of))
        case .labelsets:
            let (warehouse, ref) = try scope()
            return .labelsets(try warehouse.labelsets(ref: ref))
        case .categories:
            let (warehouse, ref) = try scope()
            let categories = try warehouse.categories(ref: ref)
            let listing = Listing.categories(categories)
            return form.format == .table ? listing.addingLabelsets(categories) : listing
        case .sensors:
            let (warehouse, ref) = try scope()
            return .sensors(try warehouse.sensors(ref: ref))
        }
    }

    private func scope() throws -> (Warehouse, ref: String?) {
        guard let of else { return (try global.openForReading(), nil) }
        let reference = try Reference.find(of, options: global)
        return (reference.warehouse, reference.ref)
    }

    /// What an empty warehouse says.
    static let noReleasesNote = "no releases yet; import one: relwh import FILE"

    private var emptyNote: String {
        switch subject {
        case .datasets, .releases: List.noReleasesNote
        case .labelsets: "no labelsets"
        case .categories: "no categories"
        case .sensors: "no sensors"
        case .stats: "no statistics"
        case .rules: "no rules"
        }
    }
}
