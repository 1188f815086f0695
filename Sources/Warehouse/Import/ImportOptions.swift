import ReleaseFormat

/// How a release is imported.
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
