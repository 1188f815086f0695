import ReleaseFormat

/// The options of an import.
public struct ImportOptions: Sendable {
    /// The dataset's name in the warehouse, `owner/name` or `name`, instead of the file's.
    public var dataset: String?
    /// The release's name in the warehouse instead of the file's.
    public var release: String?
    /// Whether a release of the same name and another content gives way.
    public var replace = false
    /// Whether to report what would be done, and do nothing.
    public var dryRun = false
    /// Whether a second thread decodes ahead of the one that writes. The result is the same.
    var decodesAhead = true
    /// How much of the file is decoded at once. The result is the same.
    var batchCapacity = SampleBatch.defaultCapacity

    public init() {}

    /// - Throws: ``WarehouseError``: `invalidInput` for a name that is empty.
    func checkNames() throws {
        for (name, what) in [(dataset, "dataset"), (release, "release")] where name?.isEmpty == true {
            throw WarehouseError(
                kind: .invalidInput, message: "the \(what)'s name is empty",
                hint: "give another one, or leave it out to use the file's")
        }
    }
}

extension ReleaseIdentity {
    /// The names that the options give, else those of the file; nil while one is not known yet.
    init?(_ header: ReleaseHeader, _ options: ImportOptions) {
        guard let dataset = options.dataset ?? header.datasetName,
            let release = options.release ?? header.releaseName
        else { return nil }
        self.dataset = dataset
        self.release = release
    }

    /// The same for a header that is complete.
    ///
    /// - Throws: `InputError` naming what is missing and how to give it.
    init(complete header: ReleaseHeader, _ options: ImportOptions, file: String) throws {
        func missing(
            _ what: String, _ pointer: String, _ found: JSONValue?, _ remedy: InputError.Remedy
        ) -> InputError {
            InputError(
                kind: .invalid, file: file, pointer: pointer, expected: "the \(what)'s name, a string",
                found: found.map { $0.string == "" ? "an empty one" : "another value" } ?? "none",
                advice: "name the \(what)", remedy: remedy)
        }
        guard let dataset = options.dataset ?? header.datasetName else {
            throw missing("dataset", "/dataset/name", header.inDataset("name"), .nameDataset)
        }
        guard let release = options.release ?? header.releaseName else {
            throw missing("release", "/name", header["name"], .nameRelease)
        }
        for (name, pointer) in [(dataset, "/dataset/name"), (release, "/name")] where name.utf8.contains(0) {
            throw InputError(
                kind: .invalid, file: file, pointer: pointer, expected: "a name", found: "one with U+0000",
                advice: "give another", remedy: .nameDatasetOrRelease)
        }
        self.dataset = dataset
        self.release = release
    }
}
