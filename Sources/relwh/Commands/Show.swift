import ArgumentParser
import Warehouse

struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one release: what it is and what it contains.",
        usage: "relwh show [<options>] <release>",
        discussion: """
            The release may also be a release file, which is read but not imported.

            Examples:
              relwh show acme/flowers@v1
              relwh show flowers@latest --json
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var form: FormatOptions<DocumentFormat>

    @Argument(help: "A release, or a release file.", completion: .reference)
    var reference: String

    func run() throws {
        let reference = try Reference.find(reference, options: global)
        let detail = try reference.warehouse.show(reference.ref)
        let output = try form.openOutput()
        switch form.format {
        case .json: try detail.document.write(to: output)
        case .table:
            var facts = Facts(output: output, color: global.color)
            try detail.write(to: &facts)
        }
        try output.finish()
    }
}

extension ReleaseDetail {
    fileprivate func write(to facts: inout Facts) throws {
        let extra = ExtraFacts(extra)
        try facts.write([
            ("release", release.ref),
            ("description", release.description.flatMap { $0.isEmpty ? nil : $0 }),
            ("created", release.createdAt),
            ("task type", release.taskType),
            ("samples", NumberText.grouped(release.samples)),
            ("labels", NumberText.grouped(release.labels)),
            ("annotations", NumberText.grouped(release.annotations)),
            ("imported", "\(release.importedAt), from \(release.source)"),
            ("source size", NumberText.bytes(release.sourceBytes)),
            ("digest", release.digest),
        ])
        if !extra.facts.isEmpty {
            try facts.write(heading: "extra")
            try facts.write(extra.facts)
            if extra.more > 0 {
                try facts.write(note: "and \(NumberText.grouped(extra.more)) more: relwh show RELEASE --json")
            }
        }
        try facts.write(
            [
                .init(title: "labelset"), .init(title: "ground truth"),
                .init(title: "labels", isNumeric: true), .init(title: "annotations", isNumeric: true),
            ],
            rows: labelsets.map {
                [
                    SafeText.shown($0.labelset), $0.isGroundtruth.map { $0 ? "yes" : "no" },
                    NumberText.grouped($0.labels), NumberText.grouped($0.annotations),
                ]
            })
        let names = CategorySummary.labelsets(of: categories)
        let columns = names.map { name in
            TableLayout.Column(
                title: CategorySummary.title(ofLabelset: name, among: names), isNumeric: true)
        }
        try facts.write(
            [
                .init(title: "labelset", narrowing: .cutsMiddle),
                .init(title: "sensor", narrowing: .cutsMiddle), .init(title: "task type", leaves: 1),
                .init(title: "samples", isNumeric: true), .init(title: "frames", isNumeric: true),
                .init(title: "annotations", isNumeric: true),
            ],
            rows: sensors.map {
                [
                    SafeText.shown($0.labelset), $0.sensor.map { SafeText.shown($0) },
                    $0.taskType.map { SafeText.shown($0) }, NumberText.grouped($0.samples),
                    NumberText.grouped($0.frames), NumberText.grouped($0.annotations),
                ]
            })
        try facts.write(
            [.init(title: "id", isNumeric: true), .init(title: "category")] + columns,
            rows: categories.map { category in
                [category.categoryID?.description, category.category.map { SafeText.shown($0) }]
                    + names.map { category.annotations(in: $0).map(NumberText.grouped) }
            })
        try facts.write(
            [.init(title: "labelset"), .init(title: "status"), .init(title: "labels", isNumeric: true)],
            rows: statuses.map {
                [SafeText.shown($0.labelset), SafeText.shown($0.status), NumberText.grouped($0.labels)]
            })
        try facts.write(
            [.init(title: "labelset"), .init(title: "type"), .init(title: "annotations", isNumeric: true)],
            rows: types.map {
                [
                    SafeText.shown($0.labelset), $0.type.map { SafeText.shown($0) },
                    NumberText.grouped($0.annotations),
                ]
            })
    }
}
