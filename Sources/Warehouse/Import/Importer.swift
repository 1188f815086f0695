import ReleaseFormat
import SQLite

extension Warehouse {
    /// Imports a release.
    ///
    /// Content that the warehouse has is found again, whatever its spelling; only what is new is written, all in one
    /// transaction. The memory it takes does not depend on the size of the release. A release that the warehouse has
    /// under the same name is compared, and nothing is written.
    ///
    /// - Parameters:
    ///   - cancellation: asked now and then; when it is cancelled, the warehouse stays as it was.
    ///   - progress: called after each piece of the file, a few hundred times a second at most.
    /// - Throws: `InputError` for a source that cannot be read or is no release; ``WarehouseError``: `invalidInput`
    ///   for another content under the same name, unless it is to be replaced, `interrupted`, `unusable`. The
    ///   warehouse is then as it was.
    public func importRelease(
        from source: ReleaseSource, options: ImportOptions = ImportOptions(),
        cancellation: Cancellation? = nil, progress: ((ImportProgress) -> Void)? = nil
    ) throws -> ImportReport {
        try translating(needsSchema: false) {
            let clock = ContinuousClock()
            let start = clock.now
            do {
                let job = try Importer(self, source, options, cancellation, progress)
                var report = try job.run()
                let (seconds, attoseconds) = (clock.now - start).components
                report.seconds = Double(seconds) + Double(attoseconds) * 1e-18
                return report
            } catch is ReadingInterrupted {
                throw WarehouseError(kind: .interrupted, message: "interrupted; the warehouse is as it was")
            }
        }
    }
}

/// One import, from its beginning to its end.
private final class Importer {
    /// Rolls the transaction back, with its result.
    private struct NothingWritten: Error {
        var report: ImportReport
    }

    private let warehouse: Warehouse
    private let connection: Connection
    private let reader: ReleaseReader
    /// Ends reading when writing has failed.
    private let stop: Cancellation
    private let source: ReleaseSource
    private let options: ImportOptions
    private let cancellation: Cancellation?
    private let progress: ((ImportProgress) -> Void)?

    private var ahead: DecodeAhead?
    /// The release's name, if its header came before its samples.
    private var early: ReleaseIdentity?
    private var known = KnownStates()
    private var seen = SeenSamples()
    private var counter = LabelCounter()
    private var tally = Tally()
    private var releaseID: Int64 = 0
    private var samples = 0
    private var newSamples = 0
    private var newLabels = 0
    private var newAnnotations = 0
    private var decodedAnnotations = 0
    private var content = Digest.Hash()

    init(
        _ warehouse: Warehouse, _ source: ReleaseSource, _ options: ImportOptions,
        _ cancellation: Cancellation?, _ progress: ((ImportProgress) -> Void)?
    ) throws {
        let stop = Cancellation()
        self.warehouse = warehouse
        connection = warehouse.connection
        self.stop = stop
        reader = try ReleaseReader(source) { stop.isCancelled || cancellation?.isCancelled == true }
        self.source = source
        self.options = options
        self.cancellation = cancellation
        self.progress = progress
    }

    func run() throws -> ImportReport {
        try options.checkNames()
        try reader.readHeader()
        // Read now: later the reader belongs to another thread, until the last batch.
        early = ReleaseIdentity(reader.header, options)
        do {
            let report = try guardingReferences {
                try connection.transaction(.immediate) {
                    try warehouse.prepareForImport()
                    let ahead = DecodeAhead(
                        reader, capacity: options.batchCapacity, key: try warehouse.contentKey(),
                        isThreaded: options.decodesAhead, stop: stop)
                    self.ahead = ahead
                    defer { ahead.finish() }
                    let report = try write()
                    if report.status == .unchanged || options.dryRun { throw NothingWritten(report: report) }
                    try checkCancelled()
                    return report
                }
            }
            warehouse.settleAfterImport()
            return report
        } catch let nothing as NothingWritten {
            return nothing.report
        }
    }

    /// Runs `body` without foreign keys if something is replaced: its deletion would be slow with them.
    private func guardingReferences<R>(_ body: () throws -> R) throws -> R {
        options.replace ? try warehouse.withoutForeignKeys(body) : try body()
    }

    private func checkCancelled() throws {
        if cancellation?.isCancelled == true { throw ReadingInterrupted() }
    }

    // MARK: The release that already has the name

    private struct Existing {
        var id: Int64
        var samples: Int
        var digest: Digest?
    }

    private func existing(_ identity: ReleaseIdentity) throws -> Existing? {
        try connection.first(
            "SELECT id, samples, digest FROM release WHERE ref = ?", Value(identity.ref)
        ) { row in
            Existing(
                id: row.int64(at: 0), samples: Int(row.int64(at: 1)),
                digest: row.withBytes(at: 2) { Digest(bytes: $0) })
        }
    }

    private func write() throws -> ImportReport {
        let twin = try early.flatMap { try existing($0) }
        if let twin, !options.replace {
            return try compare(with: twin)
        }
        try loadKnown(early, twin)
        releaseID = try connection.nextID(of: "release")
        let writer = try ContentWriter(connection)
        try writeSamples(writer)
        return try finish(writer)
    }

    /// Loads the release that the new one is likely to resemble: the one that it replaces, else the dataset's latest.
    private func loadKnown(_ identity: ReleaseIdentity?, _ twin: Existing?) throws {
        if let twin {
            known = try KnownStates(of: twin.id, samples: twin.samples, connection)
        } else if let identity,
            let latest = try connection.first(
                """
                SELECT r.id, r.samples
                FROM release AS r
                JOIN dataset AS d ON d.id = r.dataset_id
                WHERE d.name = ?
                ORDER BY r.id DESC
                LIMIT 1
                """, Value(identity.dataset),
                transform: { (id: $0.int64(at: 0), samples: Int($0.int64(at: 1))) })
        {
            known = try KnownStates(of: latest.id, samples: latest.samples, connection)
        }
    }

    // MARK: Samples

    private func forEachBatch(_ body: (SampleBatch) throws -> Void) throws {
        guard let ahead else { return }
        ahead.begin(known: known.content)
        while let batch = try ahead.next() {
            try checkCancelled()
            try body(batch)
            if let failure = batch.failure { throw failure }
            decodedAnnotations += batch.annotations.count
            progress?(
                ImportProgress(
                    bytesConsumed: batch.bytesConsumed, bytesTotal: reader.bytesTotal, samples: samples,
                    annotations: decodedAnnotations))
            ahead.recycle(batch)
        }
    }

    private func writeSamples(_ writer: ContentWriter) throws {
        let membership = try RowInserter(
            connection, table: "release_sample",
            columns: ["release_id", "sample_id", "position", "sample_state_id"], widest: 128)
        var members: [(sampleID: Int64, stateID: Int64)] = []
        try forEachBatch { batch in
            let records = batch.samples
            let labels = batch.labels
            let frames = batch.frames
            let counts = LabelCounter.BatchCounts(batch)
            let bytes = batch.bytes
            let first = samples
            members.removeAll(keepingCapacity: true)
            for (index, record) in records.enumerated() {
                if record.known >= 0 {
                    let state = known.find(Int(record.known))
                    guard seen.insert(state.sampleID) else {
                        throw try duplicate(index, state.sampleID, members, first, batch)
                    }
                    content.update(state.digest)
                    members.append((state.sampleID, state.id))
                } else {
                    let sample = try writer.sampleID(of: record.uuid, bytes)
                    guard seen.insert(sample.id) else {
                        throw try duplicate(index, sample.id, members, first, batch)
                    }
                    let outcome = try writer.write(
                        sample: index, record, sampleID: sample.id, isNew: sample.isNew, in: batch,
                        labels: labels, frames: frames)
                    content.update(record.stateDigest)
                    members.append((sample.id, outcome.stateID))
                    newSamples += outcome.isNewSample ? 1 : 0
                    newLabels += outcome.newLabels
                    newAnnotations += outcome.newAnnotations
                    for row in record.labels {
                        let label = labels[Int(row)]
                        let labelset = try writer.labelsetID(label.labelset, in: batch)
                        if label.isNull {
                            counter.addNull(labelset)
                        } else {
                            counter.add(label, to: labelset, counts)
                        }
                    }
                }
                samples += 1
            }
            do {
                try writer.flush(batch)
            } catch let error as SQLiteError where error.isConstraint {
                throw try duplicate(batch, records, writer) ?? error
            }
            try membership.insert(members.count) { slot, row in
                slot.bind(releaseID, at: 0)
                slot.bind(members[row].sampleID, at: 1)
                slot.bind(Int64(first + row), at: 2)
                slot.bind(members[row].stateID, at: 3)
            }
        }
    }

    /// The second of two samples with one uuid, of which neither was known: found when the rows were refused.
    private func duplicate(
        _ batch: SampleBatch, _ records: [SampleRecord], _ writer: ContentWriter
    ) throws -> (any Error)? {
        let bytes = batch.bytes
        var firsts: [ExactText: Int] = [:]
        for (index, record) in records.enumerated() where record.known < 0 {
            let uuid = ExactText(batch.string(record.uuid))
            if let first = firsts.updateValue(index, forKey: uuid) {
                return Self.duplicate(index, uuid.text, batch.firstPosition + first, batch)
            }
            // Those of this batch may have been written in part.
            guard let id = try writer.sampleID(known: bytes[record.uuid]),
                let position = try position(of: id)
            else { continue }
            return Self.duplicate(index, uuid.text, position, batch)
        }
        return nil
    }

    private func position(of sampleID: Int64) throws -> Int? {
        try connection.first(
            "SELECT position FROM release_sample WHERE release_id = ? AND sample_id = ?", Value(releaseID),
            Value(sampleID)
        ) { Int($0.int64(at: 0)) }
    }

    private static func duplicate(
        _ index: Int, _ uuid: String, _ position: Int, _ batch: SampleBatch
    ) -> any Error {
        batch.error(
            sample: index, expected: "each uuid once",
            found: "\"\(uuid)\" a second time: /dataset/samples/\(position) has it too",
            advice: "a uuid identifies one sample: remove one of the two")
    }

    private func duplicate(
        _ index: Int, _ sampleID: Int64, _ members: [(sampleID: Int64, stateID: Int64)], _ first: Int,
        _ batch: SampleBatch
    ) throws -> any Error {
        let pending = members.firstIndex { $0.sampleID == sampleID }.map { first + $0 }
        let uuid = try connection.first("SELECT uuid FROM sample WHERE id = ?", Value(sampleID)) {
            $0.string(at: 0) ?? ""
        }
        return Self.duplicate(index, uuid ?? "", try pending ?? position(of: sampleID) ?? 0, batch)
    }

    // MARK: Comparing

    /// A release of the same name: equal, or refused, at the first difference.
    private func compare(with twin: Existing) throws -> ImportReport {
        known = try KnownStates(of: twin.id, samples: twin.samples, connection)
        let order = known.inOrder
        try forEachBatch { batch in
            for record in batch.samples {
                let digest =
                    record.known >= 0 ? known.states[Int(record.known)].digest : record.stateDigest
                guard samples < order.count, order[samples].digest == digest else {
                    throw conflict(first: "the sample at /dataset/samples/\(samples)")
                }
                content.update(digest)
                samples += 1
            }
        }
        let identity = try ReleaseIdentity(complete: reader.header, options, file: source.name)
        guard samples == order.count else {
            throw conflict(first: "\(samples) samples instead of \(order.count), at /dataset/samples")
        }
        content.update(JSONValue.object(reader.header.document).digest)
        guard content.finish() == twin.digest else {
            throw conflict(first: try "outside `samples`, at \(headerDifference(from: identity))")
        }
        tally = try Tally(of: twin.id, connection)
        return report(.unchanged, identity)
    }

    /// The location of the first difference between the header of the file and that of the warehouse.
    private func headerDifference(from identity: ReleaseIdentity) throws -> String {
        let stored = try warehouse.header(of: warehouse.release(identity.ref))
        var document = try JSONValue(text: stored.header).members ?? []
        if let index = document.firstIndex(where: { $0.key == "dataset" }) {
            var dataset = document[index].value.members ?? []
            for (key, text) in [("task_attributes", stored.taskAttributes), ("tasks", stored.tasks)] {
                if let text { dataset.append(JSONValue.Member(key, try JSONValue(text: text))) }
            }
            document[index].value = .object(dataset)
        }
        return JSONValue.object(reader.header.document).firstDifference(from: .object(document)) ?? "/"
    }

    private func conflict(first difference: String?, _ identity: ReleaseIdentity? = nil) -> WarehouseError {
        let ref = (identity ?? early)?.ref ?? "this release"
        var message = "\(source.name): \(ref) is already imported with different content"
        if let difference { message += "; first difference: \(difference)" }
        return WarehouseError(
            kind: .invalidInput, message: message, remedy: .renameOrReplace)
    }

    // MARK: The end

    private func finish(_ writer: ContentWriter) throws -> ImportReport {
        let header = reader.header
        let identity = try ReleaseIdentity(complete: header, options, file: source.name)
        content.update(JSONValue.object(header.document).digest)
        let digest = content.finish()
        let twin = try existing(identity)
        if let twin, twin.digest == digest {
            tally = try Tally(of: twin.id, connection)
            (newSamples, newLabels, newAnnotations) = (0, 0, 0)
            return report(.unchanged, identity)
        }
        let headerWriter = HeaderWriter(connection: connection, header: header)
        tally = counter.tally
        try completeTally(headerWriter)
        var replaced: [Int64] = []
        if let twin {
            guard options.replace else { throw conflict(first: nil, identity) }
            replaced = try warehouse.detach(release: twin.id)
        }
        let taxonomyID = try headerWriter.taxonomyID()
        try headerWriter.writeLabelsets(&tally, releaseID: releaseID)
        try headerWriter.write(
            releaseID: releaseID, identity, taxonomyID: taxonomyID,
            HeaderWriter.Figures(
                samples: samples, labels: tally.labels, annotations: tally.annotations, source: source.name,
                sourceBytes: reader.bytesConsumed, digest: digest))
        _ = try warehouse.reclaim(states: replaced)
        return report(twin == nil ? .imported : .replaced, identity)
    }

    /// Adds the figures of samples that were known to those of samples that were decoded.
    private func completeTally(_ header: HeaderWriter) throws {
        guard known.hasFound, let predecessor = known.releaseID else { return }
        if try header.agrees(with: predecessor) {
            var figures = try Tally(of: predecessor, connection)
            for state in known.missing { try figures.add(state: state, times: -1, connection) }
            tally.add(figures)
        } else {
            // Annotations that state no type have another type now: count again.
            for state in known.found { try tally.add(state: state, times: 1, connection) }
        }
    }

    /// A release is put in order by the moment of its creation.
    private var timeWarnings: [String] {
        guard let stated = reader.header["created_at"], stated != .null,
            stated.string.flatMap({ Instant($0) }) == nil
        else { return [] }
        let text = stated.text
        let shown = text.count > 60 ? "\(text.prefix(60))…" : text
        return ["created_at is not a date: \(shown); the release comes before all that have one"]
    }

    private func report(_ status: ImportReport.Status, _ identity: ReleaseIdentity) -> ImportReport {
        func counts(_ total: Int, _ new: Int) -> ImportReport.Counts {
            ImportReport.Counts(total: total, new: new, reused: total - new)
        }
        return ImportReport(
            ref: identity.ref, status: status, samples: counts(samples, newSamples),
            labels: counts(tally.labels, newLabels), nullLabels: tally.nullLabels,
            annotations: counts(tally.annotations, newAnnotations), warnings: reader.warnings + timeWarnings,
            bytes: reader.bytesConsumed, seconds: 0, source: source.name)
    }
}

/// Which samples a release has had so far: a bit for each sample id of the warehouse.
struct SeenSamples {
    private var bits: [UInt64] = []
    /// Samples whose id is out of range: a damaged file may have any.
    private var others: Set<Int64> = []

    /// Marks a sample; false when it was marked before.
    mutating func insert(_ id: Int64) -> Bool {
        guard id >= 0, id < 1 << 34 else { return others.insert(id).inserted }
        let word = Int(id >> 6)
        if word >= bits.count {
            bits.append(contentsOf: repeatElement(0, count: max(word + 1 - bits.count, bits.count)))
        }
        let bit: UInt64 = 1 << UInt64(id & 63)
        guard bits[word] & bit == 0 else { return false }
        bits[word] |= bit
        return true
    }
}
