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
}
