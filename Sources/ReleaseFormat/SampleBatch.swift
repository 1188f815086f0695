/// Some of a release's samples: a piece of the file, and the rows that it decodes into.
///
/// A batch goes through two steps, which different threads may take, one after the other:
/// ``ReleaseReader/fill(_:)`` cuts the piece, ``decode(known:)`` makes the rows. Batches are used again, so that
/// reading a release of any size takes the memory of a few.
public final class SampleBatch {
    /// How much of the file a batch takes, if its samples are small.
    public static let defaultCapacity = 1 << 20

    let capacity: Int
    var input: ByteBuffer
    var decoder = SampleDecoder()
    /// The samples' bytes in ``input``.
    var slices: [Range<Int>] = []
    /// The digests of the samples' bytes, as far as they were taken.
    private var digests: [Digest] = []
    private let keyed: KeyedDigest
    /// Where ``input`` begins in the text.
    var origin = TextPosition()
    var file = ""

    /// The number of the first sample in its release.
    public internal(set) var firstPosition = 0
    /// Bytes of the source that were read when the batch was cut.
    public internal(set) var bytesConsumed = 0
    /// What is wrong with the first sample that could not be decoded; the samples before it are there.
    public private(set) var failure: InputError?

    /// - Parameter key: what the digests of the samples' bytes depend on.
    public init(capacity: Int = SampleBatch.defaultCapacity, key: ContentKey = .none) {
        self.capacity = capacity
        keyed = KeyedDigest(key)
        input = ByteBuffer(capacity: capacity)
    }

    /// The memory that the batch's piece of the file takes.
    public var footprint: Int { input.capacity }

    func reset() {
        input.truncate(to: 0)
        input.shrink(to: capacity * 4)
        slices.removeAll(keepingCapacity: true)
        digests.removeAll(keepingCapacity: true)
        failure = nil
    }

    // MARK: Samples that come from elsewhere than a file

    /// Empties the batch for samples to be appended.
    public func begin() {
        reset()
        origin = TextPosition()
    }

    /// Takes a sample's text down, to be decoded with those before it.
    public func append(sample text: UnsafeRawBufferPointer) {
        let start = input.count
        text.withMemoryRebound(to: UInt8.self) { bytes in
            if let base = bytes.baseAddress { input.append(base, bytes.count) }
        }
        slices.append(start..<input.count)
    }

    // MARK: Rows

    public var samples: [SampleRecord] { decoder.rows.samples }
    public var labels: [LabelRecord] { decoder.rows.labels }
    public var sensors: [SensorRecord] { decoder.rows.sensors }
    public var frames: [FrameRecord] { decoder.rows.frames }
    public var annotations: [AnnotationRecord] { decoder.rows.annotations }
    public var cuboids: [CuboidRecord] { decoder.rows.cuboids }
    public var tracks: [TrackRecord] { decoder.rows.tracks }
    public var links: [LinkRecord] { decoder.rows.links }
    /// The distinct attributes of the batch's annotations, by the numbers that those give.
    public var attributeSets: [ByteRange] { decoder.attributeSets.texts }
    public var categoryCounts: [LabelCategoryCount] { decoder.rows.categoryCounts }
    public var typeCounts: [LabelTypeCount] { decoder.rows.typeCounts }

    /// The batch's bytes, for loops over many rows: valid until the batch is filled again.
    public var bytes: BatchBytes {
        BatchBytes(input: UnsafeRawPointer(decoder.input), arena: UnsafeRawPointer(decoder.arena.base))
    }

    /// The characters of a range.
    public func string(_ range: ByteRange) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    // MARK: Decoding

    /// Digests the samples' bytes ahead: ``decode(known:)`` need not do it again.
    public func digest() {
        let base = UnsafePointer(input.base)
        for slice in slices[digests.count...] {
            digests.append(keyed.digest(base + slice.lowerBound, slice.count))
        }
    }

    /// Digests the samples, and decodes those that are not known by their bytes.
    ///
    /// A fault ends it: see ``failure``.
    public func decode(known: KnownContent?) {
        input.pad()
        digest()
        let base = UnsafePointer(input.base)
        decoder.reset(input: base)
        for (index, slice) in slices.enumerated() {
            let digest = digests[index]
            if let known {
                let place = known.find(digest)
                if place >= 0 {
                    decoder.rows.samples.append(SampleRecord(rawDigest: digest, known: place))
                    continue
                }
            }
            var cursor = JSONCursor(base + slice.lowerBound, count: slice.count)
            do throws(JSONFault) {
                try decoder.sample(&cursor, rawDigest: digest)
                if cursor.at < cursor.end { throw cursor.fault(.expected("the end of the sample")) }
            } catch {
                failure = self.error(error, slice: slice, position: firstPosition + index)
                return
            }
        }
    }

    /// A fault in a sample, located in the file.
    func error(_ fault: JSONFault, slice: Range<Int>, position: Int) -> InputError {
        let all = input.bytes
        let before = UnsafeRawBufferPointer(rebasing: all[..<slice.lowerBound])
        return InputError(
            fault: fault, file: file, bytes: UnsafeRawBufferPointer(rebasing: all[slice]),
            origin: origin.advanced(over: before), prefix: "/dataset/samples/\(position)", isSample: true)
    }

    /// An error about one of the batch's samples as a whole.
    public func error(sample index: Int, expected: String, found: String, advice: String) -> InputError {
        error(
            JSONFault(offset: 0, problem: .rule(expected: expected, found: found, advice: advice)),
            slice: slices[index], position: firstPosition + index)
    }
}
