import ReleaseGenerator

/// `relwh-bench generate`: one release, to a file or to standard output.
struct Generate {
    let recipe: Recipe
    let out: String

    init(_ given: Arguments) throws {
        var arguments = given
        recipe = try Recipe(taking: &arguments)
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
