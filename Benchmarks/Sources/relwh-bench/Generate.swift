import ReleaseGenerator

/// `relwh-bench generate`: one release, to a file or to standard output.
struct Generate {
    private let recipe: Recipe
    private let out: String

    init(_ given: Arguments) throws {
        var arguments = given
        let samples = try arguments.number("--samples") ?? 20_000
        let version = try arguments.number("--version") ?? 1
        recipe = Recipe(samples: samples, version: version)
        out = try arguments.required("--out")
        try arguments.finish()
    }

    func run() throws {
        if out == "-" {
            _ = try ReleaseWriter.write(recipe, to: STDOUT_FILENO)
            return
        }
        let descriptor = try Files.open(out, O_WRONLY | O_CREAT | O_TRUNC)
        defer { close(descriptor) }
        _ = try ReleaseWriter.write(recipe, to: descriptor)
        guard fsync(descriptor) == 0 else { throw Failure(system: out) }
    }
}
