import ReleaseFormat

/// Compares one sample, on both sides or on one.
struct SampleComparison {
    let diff: ReleaseDiff
    let old: DiffSample?
    let new: DiffSample?
    var accounted = ReleaseDiff.Accounted()

    init(_ diff: ReleaseDiff, _ pair: SamplePair) throws {
        self.diff = diff
        old = try pair.old.map {
            try DiffSample(state: $0, in: diff.old, isLabelset: diff.filter.isLabelset)
        }
        new = try pair.new.map {
            try DiffSample(state: $0, in: diff.new, isLabelset: diff.filter.isLabelset)
        }
    }

    mutating func report() throws {
        switch (old, new) {
        case (let old?, let new?):
            try reportOwn(old, new)
            try reportLabels(old, new)
        case (nil, let new?):
            accounted.samples += 1
            var change = change(.sample, .added)
            change.to = try new.document(in: diff.new)
            change.contents = contents(of: new)
            try diff.reporter.report(change)
            for label in new.labels { try report(label, .added, isOnlyCounted: true) }
        case (let old?, nil):
            var change = change(.sample, .removed)
            change.from = try old.document(in: diff.old)
            change.contents = contents(of: old)
            try diff.reporter.report(change)
            for label in old.labels { try report(label, .removed, isOnlyCounted: true) }
        case (nil, nil): break
        }
    }

    /// How much a sample brings along, as far as its labels say so unopened.
    private func contents(of sample: DiffSample) -> Change.Contents? {
        guard !diff.filter.isOfAnnotations else { return nil }
        let labels = sample.labels.filter { diff.filter.isStatus($0.status) }
        return Change.Contents(labels: labels.count, annotations: labels.reduce(0) { $0 + $1.annotations })
    }

    /// A change of this sample, or of something in it.
    func change(_ level: Change.Level, _ kind: Change.Kind) -> Change {
        var change = Change(level, kind)
        let sample = new ?? old
        change.sampleUUID = sample?.uuid
        change.sample = sample?.name
        return change
    }

    // MARK: The sample's own content

    private mutating func reportOwn(_ old: DiffSample, _ new: DiffSample) throws {
        let isOneWarehouse = diff.old.warehouse === diff.new.warehouse
        if isOneWarehouse && old.versionID == new.versionID || old.versionDigest == new.versionDigest {
            return
        }
        var fields: [FieldChange] = []
        diff.noise.differences(
            try old.document(in: diff.old), try new.document(in: diff.new), at: "", into: &fields)
        fields = diff.noise.withoutIgnored(fields)
        guard !fields.isEmpty else { return }
        accounted.samples += 1
        var change = change(.sample, fields.allSatisfy { $0.field == "name" } ? .renamed : .modified)
        change.setFields(fields)
        try diff.reporter.report(change)
    }

    // MARK: Labels

    private mutating func reportLabels(_ old: DiffSample, _ new: DiffSample) throws {
        guard diff.reporter.wants(.label) else { return }
        for label in new.labels {
            guard let twin = old.labels.first(where: { $0.labelset.isExactly(label.labelset) }) else {
                try report(label, .added, isOnlyCounted: false)
                continue
            }
            let isOneWarehouse = diff.old.warehouse === diff.new.warehouse
            let isEqual = isOneWarehouse && twin.id == label.id || twin.digest == label.digest
            if isEqual, try !usesReassignedNumbers(label) { continue }
            guard diff.filter.isStatus(twin.status) || diff.filter.isStatus(label.status) else { continue }
            var comparison = try LabelComparison(self, twin, label, isEqual: isEqual)
            try comparison.report()
            accounted.labels += comparison.accounted.labels
            accounted.annotations += comparison.accounted.annotations
        }
        for label in old.labels
        where !new.labels.contains(where: { $0.labelset.isExactly(label.labelset) }) {
            try report(label, .removed, isOnlyCounted: false)
        }
    }

    /// Whether a label of the newer side has annotations whose number means another class now.
    private func usesReassignedNumbers(_ label: DiffSample.Label) throws -> Bool {
        let numbers = diff.categories.numbers
        guard !numbers.reassigned.isEmpty else { return false }
        return try diff.new.connection.first(
            "SELECT 1 FROM label AS l WHERE l.id = ?1 AND \(CategoryMeanings.usingReassigned("?2"))",
            Value(label.id), .text(numbers.reassignedList)
        ) { _ in true } ?? false
    }

    /// Reports a label that came or went.
    ///
    /// - Parameter isOnlyCounted: whether its sample came or went too, which is reported instead.
    private mutating func report(
        _ label: DiffSample.Label, _ kind: Change.Kind, isOnlyCounted: Bool
    ) throws {
        // A sample that is on both sides has no label on one of them, which counts as unlabelled.
        let isAsked = diff.filter.isStatus(label.status)
        guard diff.reporter.wants(.label), isAsked || !isOnlyCounted && diff.filter.isOfUnlabeled else {
            return
        }
        let release = kind == .added ? diff.new : diff.old
        let isUnrolled = diff.options.level.map { $0.depth >= Change.Level.annotation.depth } ?? false
        let isOpened = isUnrolled || diff.filter.isOfAnnotations
        if kind == .added, isAsked { accounted.labels += 1 }
        var change = change(.label, kind)
        change.labelset = label.labelset
        let content = JSONValue.object(
            [label.status.map { JSONValue.Member("label_status", .string($0)) }].compactMap { $0 }
                + [JSONValue.Member("annotations", .number("\(label.annotations)"))])
        if kind == .added { change.to = content } else { change.from = content }
        try diff.reporter.report(change, isOnlyCounted: isOnlyCounted && !isUnrolled)
        guard diff.reporter.wants(.annotation) else { return }
        if isOpened {
            try reportContents(of: label, kind, release, isAccounted: isAsked, isOnlyCounted: !isUnrolled)
        } else {
            if kind == .added, isAsked { accounted.annotations += label.annotations }
            diff.reporter.count(kind, annotations: label.annotations, links: label.links)
        }
    }

    private mutating func reportContents(
        of label: DiffSample.Label, _ kind: Change.Kind, _ release: DiffRelease, isAccounted: Bool,
        isOnlyCounted: Bool
    ) throws {
        let content = DiffLabel(try release.warehouse.label(label.id))
        for frame in content.frames where diff.filter.isSensor(frame.sensor) {
            for (index, annotation) in (frame.annotations ?? []).enumerated() {
                let category = annotation.categoryID
                guard
                    kind == .added ? diff.filter.isNewCategory(category) : diff.filter.isOldCategory(category)
                else { continue }
                if kind == .added, isAccounted { accounted.annotations += 1 }
                let change = AnnotationComparison.change(
                    self, label.labelset, frame, isStill: content.structure == "still", annotation, kind,
                    at: index)
                try diff.reporter.report(change, isOnlyCounted: isOnlyCounted)
            }
        }
        guard !diff.filter.isOfAnnotations else { return }
        for link in content.links ?? [] {
            var change = change(.link, kind)
            change.labelset = label.labelset
            if kind == .added { change.to = link.document } else { change.from = link.document }
            try diff.reporter.report(change, isOnlyCounted: isOnlyCounted)
        }
    }
}

extension DiffReporter {
    /// Counts what came or went along with a label.
    func count(_ kind: Change.Kind, annotations: Int, links: Int) {
        guard wants(kind) else { return }
        if kind == .added {
            summary.annotations.added += annotations
            summary.links.added += links
        } else {
            summary.annotations.removed += annotations
            summary.links.removed += links
        }
    }
}
