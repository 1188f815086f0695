import ReleaseGenerator

/// The folder that a run works in, the releases made for it, and the command under test.
final class Workspace {
    let options: Options
    private let folder: String
    private var made: Set<String> = []

    init(_ options: Options) throws {
        self.options = options
        folder = options.work
        try Files.makeFolder(folder)
    }

    func path(_ name: String) -> String { folder + "/" + name }

    func recipe(_ version: Int, scale: Int = 1) -> Recipe {
        Recipe(samples: options.samples * scale, version: version)
    }

    /// The file of one release, made when first asked for and read once, so that it is in the page cache.
    func release(_ version: Int, scale: Int = 1) throws -> String {
        let path = path("v\(version)-x\(scale).json")
        try make(recipe(version, scale: scale), path)
        if scale == 1 { try Files.warm(path) }
        return path
    }

    /// Any other release, likewise.
    func release(_ recipe: Recipe) throws -> String {
        let path = path("\(recipe.key).json")
        try make(recipe, path)
        try Files.warm(path)
        return path
    }

    private func make(_ recipe: Recipe, _ path: String) throws {
        guard made.insert(path).inserted else { return }
        say("making \(path)")
        _ = try run(generator(recipe) + [path])
    }

    func discardRelease(_ version: Int, scale: Int = 1) throws {
        let path = path("v\(version)-x\(scale).json")
        made.remove(path)
        try Files.remove(path)
    }

    func discardReleases() throws {
        for path in made { try Files.remove(path) }
        made = []
    }

    /// The arguments of this program that write a release to the file that follows.
    func generator(_ recipe: Recipe) -> [String] { [itself, "generate"] + recipe.arguments + ["--out"] }

    var itself: String { CommandLine.arguments[0] }

    func run(_ arguments: [String]) throws -> Child.Outcome { try Child(arguments).run(in: folder) }

    func run(_ arguments: [String], output: String) throws -> Child.Outcome {
        try Child(arguments).run(in: folder, output: output)
    }

    /// Imports `source` and makes sure that the command did what it is timed for.
    func importRelease(
        _ source: String, into warehouse: String, expecting status: String = "imported",
        from writer: Child? = nil
    ) throws -> Child.Outcome {
        let child = Child([options.relwh, "--db", warehouse, "import", source, "--json"])
        let outcome =
            if let writer { try child.run(in: folder, reading: writer) } else { try child.run(in: folder) }
        let reported = try JSONField.text("status", in: outcome.output)
        guard reported == status else {
            throw Failure("importing \(source) was to be \(status), but the command says \(reported)")
        }
        return outcome
    }

    private static let companions = ["", "-wal", "-shm", "-journal"]

    func discard(_ database: String) throws {
        for suffix in Self.companions { try Files.remove(database + suffix) }
    }

    /// The bytes of a warehouse on disk, its log included.
    func size(of database: String) throws -> Int {
        var total = 0
        for suffix in Self.companions where Files.exists(database + suffix) {
            total += try Files.size(database + suffix)
        }
        return total
    }

    func say(_ text: String) { Files.standardError(text + "\n") }
}
