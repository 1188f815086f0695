import ReleaseFormat

/// Collects findings from rules, with their locations.
struct FindingSink {
    private(set) var findings: [Finding] = []
    private let context: RuleContext

    init(_ context: RuleContext) {
        self.context = context
    }

    mutating func takeAll() -> [Finding] {
        defer { findings.removeAll(keepingCapacity: true) }
        return findings
    }

    /// Adds a finding on a label, on one of its frames or annotations, or on a track.
    ///
    /// - Parameters:
    ///   - annotation: in the batch; it gives the location: frame, sensor, ids and category.
    ///   - frame: in the batch; for findings on a frame, and not on one of its annotations.
    ///   - trackID: for findings on a track.
    ///   - categoryID: for findings on a category; otherwise the annotation's own.
    ///   - field: the key that it is about. Annotations without any id are identified by their position, which comes
    ///     before it: `annotations[3].category_id`.
    ///   - isExample: whether the annotation is the first of several that the finding is about.
    mutating func add(
        _ rule: ActiveRule, _ label: CheckedLabel, in batch: ContentBatch, annotation: Int? = nil,
        frame: Int? = nil, sensor: String? = nil, trackID: Int64? = nil, categoryID: Int64? = nil,
        field: String? = nil, expected: String? = nil, found: String? = nil, count: Int = 1,
        isExample: Bool = false
    ) {
        var place = place(of: batch.samples[label.sample])
        place.labelset = context.labelsets[label.labelset].name
        place.sensor = sensor
        var field = field
        var categoryID = categoryID
        var frame = frame
        if let annotation {
            let annotations = batch.annotations
            let own = batch.frame(of: annotation, in: label)
            frame = own
            place.annotationID = annotations.optionalID(annotation)
            place.trackID = annotations.optionalTrackID(annotation)
            categoryID = categoryID ?? annotations.optionalCategoryID(annotation)
            if !isExample, place.annotationID == nil, place.trackID == nil {
                let position = annotation - batch.frames.firstAnnotation[own]
                field = "annotations[\(position)]" + (field.map { ".\($0)" } ?? "")
            }
        }
        if let frame {
            place.frame = Int(batch.frames.number[frame])
            place.sensor = batch.sensorNames[batch.frames.sensor[frame]]
        }
        if let trackID { place.trackID = trackID }
        place.categoryID = categoryID
        place.category = context.taxonomy.name(of: categoryID)
        append(rule, place, field, expected, found, count, isExample)
    }

    /// Adds a finding on a sample.
    mutating func add(
        _ rule: ActiveRule, _ sample: CheckedSample, sensor: String? = nil, frame: Int? = nil,
        field: String? = nil, expected: String? = nil, found: String? = nil, count: Int = 1
    ) {
        var place = place(of: sample)
        place.sensor = sensor
        place.frame = frame
        append(rule, place, field, expected, found, count)
    }

    /// Adds a finding on the release, a labelset or a category; or at a location that was kept.
    mutating func add(
        _ rule: ActiveRule, at place: Finding.Place, field: String? = nil, expected: String? = nil,
        found: String? = nil, count: Int = 1
    ) {
        append(rule, place, field, expected, found, count)
    }

    private func place(of sample: CheckedSample) -> Finding.Place {
        var place = Finding.Place()
        place.sampleUUID = sample.uuid
        place.sample = sample.name
        return place
    }

    private mutating func append(
        _ rule: ActiveRule, _ place: Finding.Place, _ field: String?, _ expected: String?,
        _ found: String?, _ count: Int, _ isExample: Bool = false
    ) {
        var finding = Finding(
            rule: rule.id, severity: rule.severity, place: place, field: field, expected: expected,
            found: found, count: count)
        finding.isExample = isExample
        findings.append(finding)
    }
}
