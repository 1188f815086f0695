import ArgumentParser
import Warehouse

struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Describe the views for SQL queries, and their columns.",
        usage: "relwh schema [<options>] [<view>]",
        discussion: """
            No warehouse is needed. Plural names are views, which are a stable interface. Singular names are tables, \
            which may change. --diff describes the tables that 'relwh sql --diff' adds.

            Examples:
              relwh schema
              relwh schema annotations
              relwh schema --diff
              relwh schema annotation_changes
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var form: FormatOptions<RowFormat>

    @Flag(help: "Describe the tables of a diff instead of the views.")
    var diff = false

    @Argument(
        help: "Describe the columns of this view.",
        completion: .custom { _, _, prefix in
            let names = try? Warehouse.viewsOfCurrentSchema().map(\.name)
            return ((names ?? []) + DiffTable.allCases.map(\.rawValue)).filter { $0.hasPrefix(prefix) }
        })
    var view: String?

    func run() throws {
        let views = try Warehouse.viewsOfCurrentSchema()
        let tables = DiffTable.allCases.map { $0.description(beside: views) }
        let output = try form.openOutput()
        if let view {
            try write(try SchemaSearch.view(named: view, among: diff ? tables : views + tables), to: output)
        } else if form.format == .json {
            let views = diff ? tables : views
            try JSONDocument(thing: "schema", members: [("views", .array(views.map(\.json)))]).write(
                to: output)
        } else if diff, form.format == .table {
            for (index, table) in tables.enumerated() {
                if index > 0 { try output.write(line: "") }
                try write(table, to: output)
            }
        } else {
            try Listing.views(diff ? tables : views).write(
                to: output, format: form.format, color: global.color)
        }
        try output.finish()
    }

    private func write(_ view: ViewDescription, to output: Output) throws {
        switch form.format {
        case .json:
            try JSONDocument(thing: "schema", members: [("views", .array([view.json]))]).write(to: output)
        case .table:
            try output.write(line: "\(output.style(global.color).bold(view.name)): \(view.summary)\n")
            fallthrough
        case .record, .ndjson, .csv, .excel, .tsv, .markdown:
            try Listing.columns(of: view).write(to: output, format: form.format, color: global.color)
        }
    }
}

/// Views by name.
enum SchemaSearch {
    static func view(named name: String, among views: [ViewDescription]) throws -> ViewDescription {
        let wanted = name.lowercased()
        if let view = views.first(where: { $0.name == wanted }) { return view }
        let hint =
            NearestName.of(wanted, among: views.map(\.name)).map { "Did you mean '\($0)'?" }
            ?? "'relwh schema' lists all views."
        throw Failure(.notFound, "there is no view '\(name)'", hints: [hint])
    }
}

extension ViewDescription {
    fileprivate var json: DocumentValue {
        .members([
            ("view", .string(name)),
            ("description", .string(summary)),
            (
                "columns",
                .array(
                    columns.map {
                        .members([("column", .string($0.name)), ("description", .string($0.description))])
                    })
            ),
        ])
    }
}
