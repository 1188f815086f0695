import SQLite

/// The part of a release that a statistic looks at: its labels, and on demand their frames and annotations.
///
/// What a query would join row by row is read in long runs here: the annotations of a label have consecutive ids, so
/// that one range scan reads those of thousands of labels.
final class Selection {
    let warehouse: Warehouse
    let connection: Connection
    let release: ReleaseSummary
    let releaseID: Int64
    let options: StatisticOptions
    let taxonomy: Taxonomy
    /// Those asked for, in the release's order.
    let labelsets: [ReleaseLabelset]
    /// What figures are grouped by, besides the labelset.
    let groupings: [Grouping]
    let statistic: Statistic

    init(
        _ warehouse: Warehouse, _ release: ReleaseSummary, _ statistic: Statistic,
        _ options: StatisticOptions, _ taxonomies: inout [Int64: Taxonomy]
    ) throws {
        let connection = warehouse.connection
        self.warehouse = warehouse
        self.connection = connection
        self.release = release
        self.options = options
        self.statistic = statistic
        groupings = (options.groups ?? []).filter { $0 != .labelset }
        let scope = try ReleaseScope(connection, ref: release.ref, &taxonomies)
        releaseID = scope.releaseID
        taxonomy = scope.taxonomy
        labelsets = try scope.labelsets(options.labelsets)
        categoryIDs = try scope.categoryIDs(options.categories)
    }

    /// Whether the import has counted it: only labelsets are filtered, and only labelsets are grouped by.
    var isCountedAtImport: Bool {
        options.statuses.isEmpty && options.categories.isEmpty && options.sensors.isEmpty
            && options.condition == nil && groupings.isEmpty
    }

    /// Whether anything may be filtered out.
    var isFiltered: Bool {
        !options.labelsets.isEmpty || !options.statuses.isEmpty || filtersAnnotations
            || options.condition != nil
    }

    /// Whether annotations are filtered one by one, and not only with their labels.
    var filtersAnnotations: Bool {
        categoryIDs != nil || !options.sensors.isEmpty
            || options.condition != nil && statistic.view == .annotations
    }

    // MARK: Filters

    /// nil for all.
    let categoryIDs: Set<Int64>?

    // MARK: Read once, on demand

    private(set) lazy var statuses = Words()
    private(set) lazy var sensors = Words()
    private(set) lazy var types = Words()

    private var loadedLabels: [SelectedLabel]?
    private var loadedFrames: [SelectedFrame]?

    /// The labels that pass the filters on labels, one for each sample and labelset, null and missing ones too.
    func labels() throws -> [SelectedLabel] {
        if let loadedLabels { return loadedLabels }
        let labels = try loadLabels()
        loadedLabels = labels
        return labels
    }

    /// The frames of those labels, of the sensors asked for.
    func frames() throws -> [SelectedFrame] {
        if let loadedFrames { return loadedFrames }
        let frames = try loadFrames()
        loadedFrames = frames
        return frames
    }

    /// The data read so far, for another thread to use.
    struct Loaded: Sendable {
        var labels: [SelectedLabel]
        var frames: [SelectedFrame]
        var condition: Condition?
        var statuses: [String]
        var sensors: [String]
        var types: [String]
    }

    func loaded() throws -> Loaded {
        Loaded(
            labels: try labels(), frames: try frames(), condition: try condition(), statuses: statuses.all,
            sensors: sensors.all, types: types.all)
    }

    /// Uses what another selection of the same part has read, instead of reading it again.
    func take(_ loaded: Loaded) {
        loadedLabels = loaded.labels
        loadedFrames = loaded.frames
        loadedCondition = loaded.condition
        for word in loaded.statuses { _ = statuses.number(of: word) }
        for word in loaded.sensors { _ = sensors.number(of: word) }
        for word in loaded.types { _ = types.number(of: word) }
    }

    // MARK: The condition

    private var loadedCondition: Condition?

    /// The condition, evaluated; nil without one.
    func condition() throws -> Condition? {
        guard let text = options.condition else { return nil }
        if let loadedCondition { return loadedCondition }
        let condition = try Condition(connection, text, view: statistic.view, releaseID: releaseID)
        loadedCondition = condition
        return condition
    }
}

/// A sample's label in a labelset, or a missing one.
struct SelectedLabel: Sendable {
    var sampleID: Int64
    /// 0 for a null label, and for none.
    var id: Int64
    var firstFrame: Int64
    /// The sample's index in the release.
    var position: Int32
    var labelset: Int32
    /// In ``Selection/statuses``; -1 when the file does not say.
    var status: Int32
    var annotations: Int32
    /// In time: those of the longest sensor.
    var frames: Int32
    var frameRows: Int32
    /// Whether it is a label of frames in time, of one sensor or several, and not of a still.
    var isSequence: Bool

    var isNull: Bool { id == 0 }
}

/// One frame of a label, and of one sensor.
struct SelectedFrame: Sendable {
    var id: Int64
    var firstAnnotation: Int64
    /// In ``Selection/labels()``.
    var label: Int32
    var annotations: Int32
    var number: Int32
    /// In ``Selection/sensors``; -1 outside multi-sensor data.
    var sensor: Int32
    /// The type of annotations that state none, in ``Selection/types``; -1 for none.
    var untyped: Int32
}
