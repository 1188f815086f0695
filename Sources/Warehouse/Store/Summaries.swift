/// A dataset, and its latest release.
public struct DatasetSummary: Sendable, Hashable {
    public var dataset: String
    public var releases: Int
    /// The latest release's name.
    public var latest: String
    public var latestCreatedAt: String?
    /// What is in the latest release.
    public var samples: Int
    public var labels: Int
    public var annotations: Int

    public init(
        dataset: String, releases: Int, latest: String, latestCreatedAt: String?, samples: Int, labels: Int,
        annotations: Int
    ) {
        self.dataset = dataset
        self.releases = releases
        self.latest = latest
        self.latestCreatedAt = latestCreatedAt
        self.samples = samples
        self.labels = labels
        self.annotations = annotations
    }
}

/// A release: a row of the view `releases`.
public struct ReleaseSummary: Sendable, Hashable {
    public var ref: String
    public var dataset: String
    public var release: String
    public var description: String?
    public var createdAt: String?
    public var taskType: String?
    public var samples: Int
    /// Labels that are not null.
    public var labels: Int
    public var annotations: Int
    public var importedAt: String
    public var source: String
    public var sourceBytes: Int
    /// In hexadecimal.
    public var digest: String

    public init(
        ref: String, dataset: String, release: String, description: String?, createdAt: String?,
        taskType: String?, samples: Int, labels: Int, annotations: Int, importedAt: String, source: String,
        sourceBytes: Int, digest: String
    ) {
        self.ref = ref
        self.dataset = dataset
        self.release = release
        self.description = description
        self.createdAt = createdAt
        self.taskType = taskType
        self.samples = samples
        self.labels = labels
        self.annotations = annotations
        self.importedAt = importedAt
        self.source = source
        self.sourceBytes = sourceBytes
        self.digest = digest
    }
}

/// A labelset of a release.
public struct LabelsetSummary: Sendable, Hashable {
    public var ref: String
    public var labelset: String
    /// nil when samples use it and the release does not list it.
    public var position: Int?
    public var description: String?
    public var isGroundtruth: Bool?
    public var createdAt: String?
    public var labels: Int
    public var annotations: Int

    public init(
        ref: String, labelset: String, position: Int?, description: String?, isGroundtruth: Bool?,
        createdAt: String?, labels: Int, annotations: Int
    ) {
        self.ref = ref
        self.labelset = labelset
        self.position = position
        self.description = description
        self.isGroundtruth = isGroundtruth
        self.createdAt = createdAt
        self.labels = labels
        self.annotations = annotations
    }
}

/// How many annotations a labelset has.
public struct LabelsetAnnotations: Sendable, Hashable {
    public var labelset: String
    public var annotations: Int

    public init(labelset: String, annotations: Int) {
        self.labelset = labelset
        self.annotations = annotations
    }
}

/// A category of a release, and how often it is annotated.
public struct CategorySummary: Sendable, Hashable {
    public var ref: String
    public var categoryID: Int64?
    public var position: Int
    public var category: String?
    /// JSON.
    public var color: String?
    public var hasInstances: Bool?
    /// In all labelsets.
    public var annotations: Int { byLabelset.reduce(0) { $0 + $1.annotations } }
    /// One entry for each labelset of the release, in its order.
    public var byLabelset: [LabelsetAnnotations]

    public init(
        ref: String, categoryID: Int64?, position: Int, category: String?, color: String?,
        hasInstances: Bool?, byLabelset: [LabelsetAnnotations]
    ) {
        self.ref = ref
        self.categoryID = categoryID
        self.position = position
        self.category = category
        self.color = color
        self.hasInstances = hasInstances
        self.byLabelset = byLabelset
    }
}

/// How many labels of a labelset have a status; samples without a label count as `no label`.
public struct StatusCount: Sendable, Hashable {
    public var labelset: String
    public var status: String
    public var labels: Int

    public init(labelset: String, status: String, labels: Int) {
        self.labelset = labelset
        self.status = status
        self.labels = labels
    }
}

/// How many annotations of a labelset have a type; nil for those without one.
public struct TypeCount: Sendable, Hashable {
    public var labelset: String
    public var type: String?
    public var annotations: Int

    public init(labelset: String, type: String?, annotations: Int) {
        self.labelset = labelset
        self.type = type
        self.annotations = annotations
    }
}

/// One release in detail.
public struct ReleaseDetail: Sendable, Hashable {
    public var release: ReleaseSummary
    public var labelsets: [LabelsetSummary]
    public var categories: [CategorySummary]
    public var statuses: [StatusCount]
    public var types: [TypeCount]
    public var sensors: [SensorSummary]
    /// JSON.
    public var extra: String?

    public init(
        release: ReleaseSummary, labelsets: [LabelsetSummary], categories: [CategorySummary],
        statuses: [StatusCount], types: [TypeCount], sensors: [SensorSummary], extra: String?
    ) {
        self.release = release
        self.labelsets = labelsets
        self.categories = categories
        self.statuses = statuses
        self.types = types
        self.sensors = sensors
        self.extra = extra
    }
}

/// The warehouse as a file.
public struct WarehouseInformation: Sendable, Hashable {
    public var path: String
    public var bytes: Int
    public var schemaVersion: Int
    public var newestSchemaVersion: Int
    public var sqliteVersion: String
    public var datasets: Int
    public var releases: Int
    public var tables: [TableSize]

    public init(
        path: String, bytes: Int, schemaVersion: Int, newestSchemaVersion: Int, sqliteVersion: String,
        datasets: Int, releases: Int, tables: [TableSize]
    ) {
        self.path = path
        self.bytes = bytes
        self.schemaVersion = schemaVersion
        self.newestSchemaVersion = newestSchemaVersion
        self.sqliteVersion = sqliteVersion
        self.datasets = datasets
        self.releases = releases
        self.tables = tables
    }
}

public struct TableSize: Sendable, Hashable {
    public var table: String
    public var rows: Int
    /// nil if this SQLite does not say.
    public var bytes: Int?

    public init(table: String, rows: Int, bytes: Int?) {
        self.table = table
        self.rows = rows
        self.bytes = bytes
    }
}

/// A sensor of a labelset, and what is labelled on it.
public struct SensorSummary: Sendable, Hashable {
    public var ref: String
    public var labelset: String
    public var sensor: String?
    /// nil if labels state none, or different ones.
    public var taskType: String?
    /// Samples whose label lists the sensor.
    public var samples: Int
    /// Rows of the view `frames`: a label may list a sensor and have nothing for it.
    public var frames: Int
    public var annotations: Int

    public init(
        ref: String, labelset: String, sensor: String?, taskType: String?, samples: Int, frames: Int,
        annotations: Int
    ) {
        self.ref = ref
        self.labelset = labelset
        self.sensor = sensor
        self.taskType = taskType
        self.samples = samples
        self.frames = frames
        self.annotations = annotations
    }
}
