import Warehouse

// What each list shows: its keys in JSON and delimited formats, its columns in a table.
extension Listing {
    /// The same list with a column for each labelset, for people: what people and models annotated does not add up.
    func addingLabelsets(_ categories: [CategorySummary]) -> Listing {
        let names = CategorySummary.labelsets(of: categories)
        var listing = self
        listing.columns += names.map {
            Column($0, title: CategorySummary.title(ofLabelset: $0, among: names), isNumeric: true)
        }
        listing.rows = zip(rows, categories).map { row, category in
            row + names.map { name in category.annotations(in: name).map(DocumentValue.count) ?? .null }
        }
        return listing
    }

    static func datasets(_ datasets: [DatasetSummary]) -> Listing {
        Listing(
            name: "datasets",
            columns: [
                Column("dataset", title: "dataset"),
                Column("releases", title: "releases", isNumeric: true),
                Column("latest", title: "latest"),
                Column("latest_created_at", title: "created", isTime: true),
                Column("samples", title: "samples", isNumeric: true),
                Column("labels", title: "labels", isNumeric: true),
                Column("annotations", title: "annotations", isNumeric: true),
            ],
            rows: datasets.map {
                [
                    .string($0.dataset), .count($0.releases), .string($0.latest),
                    .optional($0.latestCreatedAt),
                    .count($0.samples), .count($0.labels), .count($0.annotations),
                ]
            })
    }

    static func releases(_ releases: [ReleaseSummary]) -> Listing {
        Listing(
            name: "releases",
            columns: [
                Column("ref", title: "release"),
                Column("dataset", title: nil),
                Column("release", title: nil),
                Column("description", title: nil),
                Column("created_at", title: "created", isTime: true),
                Column("task_type", title: "task type"),
                Column("samples", title: "samples", isNumeric: true),
                Column("labels", title: "labels", isNumeric: true),
                Column("annotations", title: "annotations", isNumeric: true),
                Column("imported_at", title: nil),
                Column("source", title: nil),
                Column("source_bytes", title: nil, isNumeric: true),
                Column("digest", title: nil),
            ],
            rows: releases.map { $0.members.map(\.1) })
    }

    static func labelsets(_ labelsets: [LabelsetSummary]) -> Listing {
        Listing(
            name: "labelsets",
            columns: [
                Column("ref", title: "release"),
                Column("labelset", title: "labelset"),
                Column("position", title: nil, isNumeric: true),
                Column("description", title: nil),
                Column("is_groundtruth", title: "ground truth"),
                Column("created_at", title: "created", isTime: true),
                Column("labels", title: "labels", isNumeric: true),
                Column("annotations", title: "annotations", isNumeric: true),
            ],
            rows: labelsets.map { $0.members.map(\.1) })
    }

    static func categories(_ categories: [CategorySummary]) -> Listing {
        Listing(
            name: "categories",
            columns: [
                Column("ref", title: "release"),
                Column("category_id", title: "id", isNumeric: true),
                Column("position", title: nil, isNumeric: true),
                Column("category", title: "category"),
                Column("color", title: "color"),
                Column("has_instances", title: "instances"),
                Column("annotations", title: nil, isNumeric: true),
                Column("annotations_by_labelset", title: nil),
            ],
            rows: categories.map { $0.members.map(\.1) })
    }

    static func sensors(_ sensors: [SensorSummary]) -> Listing {
        Listing(
            name: "sensors",
            columns: [
                Column("ref", title: "release"),
                Column("labelset", title: "labelset"),
                Column("sensor", title: "sensor"),
                Column("task_type", title: "task type"),
                Column("samples", title: "samples", isNumeric: true),
                Column("frames", title: "frames", isNumeric: true),
                Column("annotations", title: "annotations", isNumeric: true),
            ],
            rows: sensors.map { $0.members.map(\.1) })
    }

    static func statistics(_ statistics: [Statistic]) -> Listing {
        Listing(
            name: "stats",
            columns: [
                .init("name", title: "name", narrowing: .keeps),
                .init("description", title: "what it shows", narrowing: .wraps),
                .init("unit", title: "unit", narrowing: .wraps),
                .init("needs", title: "needs", narrowing: .wraps), .init("view", title: nil),
                .init("trend", title: nil),
            ],
            rows: statistics.map {
                [
                    .string($0.name), .string($0.summary), .string($0.unit), .string($0.needs),
                    .string($0.view.rawValue),
                    .optional($0.trend),
                ]
            })
    }

    static func views(_ views: [ViewDescription]) -> Listing {
        Listing(
            name: "views",
            columns: [
                Column("view", title: "view"),
                Column("description", title: "description", narrowing: .wraps),
            ],
            rows: views.map { [.string($0.name), .string($0.summary)] })
    }

    static func columns(of view: ViewDescription) -> Listing {
        Listing(
            name: "columns",
            columns: [
                Column("column", title: "column"),
                Column("description", title: "description", narrowing: .wraps),
            ],
            rows: view.columns.map { [.string($0.name), .string($0.description)] })
    }
}
