import CBytes

/// Reads a release file from its beginning to its end, in the memory of a few batches.
///
/// The header is small and read as a tree; `samples` are cut into batches, which the caller decodes. Keys may
/// come in any order: what follows the samples is in ``header`` once ``fill(_:)`` has answered false.
///
/// ```swift
/// let reader = try ReleaseReader(.file("release.json"))
/// let batch = SampleBatch()
/// while try reader.fill(batch) {
///     batch.decode(known: nil)
///     if let failure = batch.failure { throw failure }
///     print(batch.samples.count, "samples,", batch.annotations.count, "annotations")
/// }
/// print(reader.header.datasetName ?? "no name")
/// ```
public final class ReleaseReader {
    /// More than this, and what is not samples is no header of a release.
    private static let largestHeader = 64 << 20
    /// To decode a sample takes some seven times its size; and SQLite's own limit for a value is 10⁹ bytes.
    private static let largestSample = 512 << 20
    /// A sample that goes on for longer than this is looked at before it ends: a lost quote must not swallow the file.
    private static let firstProbe = 16 << 20
    private static let chunk = 64 << 10

    private enum State {
        case beginning
        case document
        case dataset
        case samples
        case finished
    }

    /// What separates the members of an object, or the elements of a list.
    private enum Separation {
        case first
        case afterComma
        case afterValue
    }

    public private(set) var header = ReleaseHeader()
    public private(set) var warnings: [String] = []
    private let input: RawInput
    private let text: TextInput
    private var state = State.beginning
    private var separation = Separation.first
    /// Bytes that were read; from ``windowStart`` on they are not consumed, and ``position`` is where those begin.
    private var window = ByteBuffer(capacity: ReleaseReader.chunk)
    private var windowStart = 0
    private var position = TextPosition()
    private var isAtEnd = false
    private var headerBytes = 0
    /// The key whose value is read.
    private var currentKey: String?
    /// The keys that were seen, by their bytes: Swift's strings are equal when Unicode says so, JSON's keys are not.
    private var documentKeys: Set<[UInt8]> = []
    private var datasetKeys: Set<[UInt8]> = []
    /// Where the document and its dataset begin.
    private var documentPlace = TextPosition()
    private var datasetPlace = TextPosition()
    private var hasDataset = false
    private var hasSamples = false
    private var samplesCut = 0

    /// Opens a source.
    ///
    /// - Parameter shouldStop: asked between reads; true ends reading with ``ReadingInterrupted``.
    /// - Throws: ``InputError`` for a source that cannot be opened or whose compression is damaged.
    public init(_ source: ReleaseSource, shouldStop: (() -> Bool)? = nil) throws {
        input = try RawInput(source, shouldStop: shouldStop)
        text = try TextInput(input)
    }

    /// Bytes of the source that were read, as it is stored.
    public var bytesConsumed: Int { input.consumed }
    /// The size of the source; nil for a pipe.
    public var bytesTotal: Int? { input.total }
    /// Bytes of text that were read.
    public var textBytes: Int { position.offset + aheadCount }
    public var name: String { input.name }

    // MARK: The two steps

    /// Reads up to the samples, or to the end of a file whose samples were read.
    ///
    /// - Throws: ``InputError`` for what breaks JSON or is no release; ``ReadingInterrupted``.
    public func readHeader() throws {
        do throws(Stop) {
            try advance()
        } catch {
            throw self.error(error)
        }
    }

    /// Cuts the next samples into a batch; false when there are none left, and the whole file was read.
    ///
    /// - Throws: ``InputError``, ``ReadingInterrupted``. A fault inside a sample is found when it is decoded.
    public func fill(_ batch: SampleBatch) throws -> Bool {
        try readHeader()
        while state == .samples {
            do throws(Stop) {
                try cut(into: batch)
            } catch {
                throw self.error(error)
            }
            if !batch.slices.isEmpty { return true }
            try readHeader()
        }
        return false
    }

    /// What ends a step early: a fault in the window, or an error that is complete.
    private enum Stop: Error {
        case fault(JSONFault)
        case other(any Error)
    }

    private func error(_ stop: Stop) -> any Error {
        switch stop {
        case .other(let error): return error
        case .fault where input.hasChanged: return InputError.changed(input.name)
        case .fault(let fault):
            var pointer = state == .dataset || state == .samples ? "/dataset" : ""
            if let currentKey { pointer += "/" + Place.escaped(currentKey) }
            return InputError(
                fault: fault, file: input.name, bytes: aheadBytes, origin: position, prefix: pointer)
        }
    }

    // MARK: The window

    /// What was read and not consumed.
    private var ahead: UnsafePointer<UInt8> { UnsafePointer(window.base + windowStart) }
    private var aheadCount: Int { window.count - windowStart }
    private var aheadBytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: ahead, count: aheadCount) }

    /// Reads more behind the window; false at the end of the input.
    private func extend(by count: Int = ReleaseReader.chunk) throws(Stop) -> Bool {
        if isAtEnd { return false }
        // Only now: moving what is left at each step would take time with the square of the header's members.
        if windowStart > 0 { window.removeFirst(windowStart) }
        windowStart = 0
        window.reserve(count)
        do {
            let got = try text.read(into: window.base + window.count, count: count)
            if got == 0 { isAtEnd = true }
            window.advance(by: got)
        } catch {
            throw .other(error)
        }
        window.pad()
        return !isAtEnd
    }

    private func consume(_ count: Int) {
        position = position.advanced(over: UnsafeRawBufferPointer(start: ahead, count: count))
        windowStart += count
    }

    private func fault(_ problem: JSONFault.Problem, at offset: Int = 0) -> Stop {
        if offset >= aheadCount, isAtEnd, problem != .endOfInput {
            if case .rule = problem { return .fault(JSONFault(offset: offset, problem: problem)) }
            return .fault(JSONFault(offset: aheadCount, problem: .endOfInput))
        }
        return .fault(JSONFault(offset: offset, problem: problem))
    }

    /// The next byte that is not white space, which becomes the window's first; nil at the end of the input.
    private func peek() throws(Stop) -> UInt8? {
        while true {
            var at = 0
            while at < aheadCount {
                switch ahead[at] {
                case 0x20, 0x0A, 0x0D, 0x09: at += 1
                default:
                    if at > 0 { consume(at) }
                    return ahead[0]
                }
            }
            if at > 0 { consume(at) }
            guard try extend() else { return nil }
        }
    }

    private func expect(_ byte: UInt8, _ what: String) throws(Stop) {
        guard try peek() == byte else { throw fault(.expected(what)) }
        consume(1)
    }

    /// The first byte of a value that must be an object, or a list.
    private func expectRule(_ byte: UInt8, _ what: String, _ advice: String) throws(Stop) {
        guard let next = try peek() else { throw fault(.endOfInput) }
        guard let kind = JSONFault.kind(next) else { throw fault(.expected("a value")) }
        if next != byte { throw fault(.rule(expected: what, found: kind, advice: advice)) }
    }

    // MARK: The header

    private func advance() throws(Stop) {
        while true {
            switch state {
            case .beginning: try begin()
            case .document:
                guard try member() else {
                    if !hasDataset { try checkComplete() }
                    guard try peek() == nil else { throw fault(.expected("the end of the file")) }
                    state = .finished
                    try checkComplete()
                    return
                }
                try documentMember()
            case .dataset:
                guard try member() else {
                    state = .document
                    separation = .afterValue
                    continue
                }
                try datasetMember()
            case .samples, .finished: return
            }
        }
    }

    private func begin() throws(Stop) {
        while aheadCount < 512, try extend() {}
        if aheadBytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            consume(3)
            warnings.append("a byte order mark at the beginning was skipped")
        }
        let isWide = aheadCount > 1 && ahead[1] == 0
        guard try peek() == 0x7B, !isWide else {
            while aheadCount < 512, try extend() {}
            let mistaken = MistakenFile(beginning: aheadBytes)
            guard mistaken.isForeign else { throw fault(mistaken.fault) }
            throw incomplete(position, "", "a release file", mistaken)
        }
        documentPlace = position
        consume(1)
        state = .document
    }

    /// Goes on to the next member's key; false when the object ended.
    private func member() throws(Stop) -> Bool {
        currentKey = nil
        let next = try peek()
        if next == 0x7D, separation != .afterComma {
            consume(1)
            return false
        }
        if separation == .afterValue {
            guard next == 0x2C else { throw fault(.expected("',' or '}'")) }
            consume(1)
            _ = try peek()
        }
        separation = .afterComma
        return true
    }

    private func key() throws(Stop) -> (key: String, offset: TextPosition) {
        guard try peek() == 0x22 else { throw fault(.expected("a key in double quotes")) }
        let place = position
        guard case .string(let key) = try value() else { throw fault(.expected("a key in double quotes")) }
        try expect(0x3A, "':'")
        _ = try peek()
        currentKey = key
        return (key, place)
    }

    private func documentMember() throws(Stop) {
        let (key, place) = try key()
        guard documentKeys.insert(Array(key.utf8)).inserted else { throw duplicate(key, place, prefix: "") }
        if key == "dataset" {
            try expectRule(0x7B, "`dataset` to be an object", MistakenFile(keys: ["dataset"]).advice)
            datasetPlace = position
            consume(1)
            hasDataset = true
            header.document.append(JSONValue.Member(key, .null))
            state = .dataset
            separation = .first
            return
        }
        header.document.append(JSONValue.Member(key, try value()))
        separation = .afterValue
    }

    private func datasetMember() throws(Stop) {
        let (key, place) = try key()
        guard datasetKeys.insert(Array(key.utf8)).inserted else {
            throw duplicate(key, place, prefix: "/dataset")
        }
        if key == "samples" {
            try expectRule(
                0x5B, "`samples` to be a list", "a release file lists its samples; export the release again")
            consume(1)
            hasSamples = true
            state = .samples
            separation = .first
            return
        }
        header.dataset.append(JSONValue.Member(key, try value()))
        separation = .afterValue
    }

    private func duplicate(_ key: String, _ place: TextPosition, prefix: String) -> Stop {
        .other(
            InputError(
                kind: .invalid, file: input.name, line: place.line, column: place.column,
                offset: place.offset, pointer: prefix + "/" + Place.escaped(key), expected: "each key once",
                found: "\"\(key)\" a second time",
                advice: "an object may have a key only once: remove one of the two"))
    }

    private func checkComplete() throws(Stop) {
        if !hasDataset {
            let mistaken = MistakenFile(
                keys: Set(header.document.map(\.key)), hasURL: header["attributes"]?["url"]?.string != nil)
            throw incomplete(documentPlace, "", "a release file", mistaken)
        }
        if !hasSamples {
            throw incomplete(
                datasetPlace, "/dataset", "`samples` in `dataset`",
                MistakenFile(
                    found: "none", advice: "a release file lists its samples; export the release again"))
        }
        if let index = header.document.firstIndex(where: { $0.key == "dataset" }) {
            header.document[index].value = .object(header.dataset)
        }
    }

    /// What only the end of the file shows is reported where its object began.
    private func incomplete(
        _ place: TextPosition, _ pointer: String, _ expected: String, _ mistaken: MistakenFile
    ) -> Stop {
        .other(
            InputError(
                kind: mistaken.isForeign ? .foreign : .invalid, file: input.name, line: place.line,
                column: place.column, offset: place.offset, pointer: pointer, expected: expected,
                found: mistaken.found, advice: mistaken.advice))
    }

    /// The value at the window's beginning, as a tree; the window is extended until all of it is there.
    private func value() throws(Stop) -> JSONValue {
        while true {
            var cursor = JSONCursor(ahead, count: aheadCount)
            do throws(JSONFault) {
                let depth = state == .dataset ? 3 : 2
                let value = try JSONValue(&cursor, depth: depth)
                // A number at the window's edge may go on.
                if cursor.at < cursor.end || isAtEnd {
                    headerBytes += cursor.offset
                    consume(cursor.offset)
                    return value
                }
            } catch {
                if error.problem != .endOfInput || isAtEnd { throw .fault(error) }
            }
            if headerBytes + aheadCount > Self.largestHeader {
                let keys = Set(header.document.map(\.key))
                let guess = hasDataset ? nil : MistakenFile(keys: keys.union(["annotations"]))
                throw fault(
                    guess?.fault
                        ?? .tooLarge("more than \(Self.largestHeader >> 20) MB outside the samples"))
            }
            // A pipe gives little at a time: the value is read again when there is twice as much of it.
            let target = max(aheadCount * 2, Self.chunk)
            while aheadCount < target, try extend(by: target - aheadCount) {}
        }
    }

    // MARK: Samples

    private func cut(into batch: SampleBatch) throws(Stop) {
        batch.reset()
        batch.file = input.name
        batch.origin = position
        batch.firstPosition = samplesCut
        swapIn(batch)
        defer { batch.bytesConsumed = input.consumed }
        var at = 0
        var target = batch.capacity
        var probe = Self.firstProbe
        while true {
            try fill(batch, upTo: target)
            at = try slice(batch, from: at)
            if state != .samples || !batch.slices.isEmpty { break }
            dropBlanks(batch, &at)
            if isAtEnd || batch.input.count - at > probe {
                try check(batch, from: at)
                probe *= 4
            }
            if batch.input.count - at > Self.largestSample {
                try stop(batch, at, .tooLarge("a sample of more than \(Self.largestSample >> 20) MB"))
            }
            target = max(batch.input.count * 2, batch.capacity)
        }
        samplesCut += batch.slices.count
        // What was not cut goes back to the window.
        let rest = batch.input.count - at
        position = position.advanced(over: UnsafeRawBufferPointer(start: batch.input.base, count: at))
        window.truncate(to: 0)
        windowStart = 0
        window.append(batch.input.base + at, rest)
        window.pad()
    }

    /// Drops what was stepped over before the batch's first sample: there may be gigabytes of white space.
    private func dropBlanks(_ batch: SampleBatch, _ at: inout Int) {
        guard at > 0 else { return }
        position = position.advanced(over: UnsafeRawBufferPointer(start: batch.input.base, count: at))
        batch.origin = position
        batch.input.removeFirst(at)
        batch.input.pad()
        at = 0
    }

    private func swapIn(_ batch: SampleBatch) {
        batch.input.append(ahead, aheadCount)
        batch.input.pad()
        window.truncate(to: 0)
        windowStart = 0
        window.shrink(to: Self.chunk)
    }

    private func fill(_ batch: SampleBatch, upTo target: Int) throws(Stop) {
        batch.input.reserve(max(target - batch.input.count, 0))
        while batch.input.count < target, !isAtEnd {
            do {
                let got = try text.read(
                    into: batch.input.base + batch.input.count, count: target - batch.input.count)
                if got == 0 { isAtEnd = true }
                batch.input.advance(by: got)
            } catch {
                throw .other(error)
            }
        }
        batch.input.pad()
    }

    /// Finds the samples that are wholly in the batch; answers where what is left begins.
    private func slice(_ batch: SampleBatch, from start: Int) throws(Stop) -> Int {
        let base = UnsafePointer(batch.input.base)
        var cursor = JSONCursor(base, count: batch.input.count)
        cursor.at = base + start
        while true {
            let next = cursor.peek()
            if cursor.at >= cursor.end {
                if isAtEnd { try stop(batch, cursor.offset, .endOfInput) }
                return cursor.offset
            }
            if next == 0x5D, separation != .afterComma {
                cursor.at += 1
                state = .dataset
                separation = .afterValue
                return cursor.offset
            }
            if separation == .afterValue {
                guard next == 0x2C else {
                    try stop(batch, cursor.offset, .expected("',' or ']'"))
                    return cursor.offset
                }
                cursor.at += 1
                separation = .afterComma
                continue
            }
            guard next == 0x7B else {
                let problem = JSONFault.kind(next).map { kind in
                    JSONFault.Problem.rule(
                        expected: "a sample, an object", found: kind,
                        advice: "`samples` lists nothing else: export the release again")
                }
                try stop(batch, cursor.offset, problem ?? .expected("a sample, an object"))
                return cursor.offset
            }
            let length = relwh_value_length(cursor.at, cursor.end - cursor.at)
            if length == 0 { return cursor.offset }
            batch.slices.append(cursor.offset..<(cursor.offset + length))
            cursor.at += length
            separation = .afterValue
        }
    }

    /// Throws the fault of a sample that does not end, if it has one before what was read of it ends.
    private func check(_ batch: SampleBatch, from start: Int) throws(Stop) {
        let slice = start..<batch.input.count
        guard !slice.isEmpty else { return }
        var decoder = SampleDecoder()
        let base = UnsafePointer(batch.input.base)
        decoder.reset(input: base)
        var cursor = JSONCursor(base + start, count: slice.count)
        do throws(JSONFault) {
            try decoder.sample(&cursor, rawDigest: Digest(0, 0))
            // It ended for one who reads it, so that its brackets do not match.
            throw JSONFault(offset: cursor.offset, problem: .expected("',' or ']'"))
        } catch {
            if error.problem == .endOfInput, !isAtEnd { return }
            throw .other(batch.error(error, slice: slice, position: samplesCut))
        }
    }

    /// Ends reading with a fault between samples, unless there are samples before it: those go first.
    private func stop(_ batch: SampleBatch, _ offset: Int, _ problem: JSONFault.Problem) throws(Stop) {
        guard batch.slices.isEmpty else { return }
        let bytes = batch.input.bytes
        throw .other(
            InputError(
                fault: JSONFault(offset: 0, problem: problem), file: input.name,
                bytes: UnsafeRawBufferPointer(rebasing: bytes[offset...]),
                origin: batch.origin.advanced(over: UnsafeRawBufferPointer(rebasing: bytes[..<offset])),
                prefix: "/dataset/samples/\(samplesCut)"))
    }
}
