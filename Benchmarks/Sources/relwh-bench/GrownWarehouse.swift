/// A warehouse that holds a release and its ten successors, built when first asked for.
final class GrownWarehouse {
    private let workspace: Workspace
    private var sizes: [Int] = []
    private var timings = Timings()
    let path: String

    static let releases = 11

    init(_ workspace: Workspace) {
        self.workspace = workspace
        path = workspace.path("grown.db")
    }

    func build() throws {
        guard sizes.isEmpty else { return }
        try workspace.discard(path)
        for version in 1...Self.releases {
            let release = try workspace.release(version)
            workspace.say("importing \(release)")
            timings.add(try workspace.importRelease(release, into: path).run)
            sizes.append(try workspace.size(of: path))
            try workspace.discardRelease(version)
        }
    }

    func row() throws -> Row {
        try build()
        let first = Double(sizes[0])
        let last = Double(sizes[sizes.count - 1])
        return Row(
            name: .growth, title: "size after ten successors / after the first", figure: last / first,
            unit: "x",
            target: .atMost(1.5),
            note: "\(Decimal.text(first / 1e6)) MB, then \(Decimal.text(last / 1e6)) MB",
            details: [("bytes", .array(sizes.map { .integer($0) }))] + timings.details("import"))
    }

    func discard() throws { try workspace.discard(path) }
}
