import ReleaseFormat

/// What a release is called in the warehouse.
struct ReleaseIdentity {
    var dataset: String
    var release: String
    var ref: String { "\(dataset)@\(release)" }

    /// The names that the warehouse has.
    init(dataset: String, release: String) {
        self.dataset = dataset
        self.release = release
    }

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
