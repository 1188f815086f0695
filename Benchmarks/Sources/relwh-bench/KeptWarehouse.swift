import ReleaseGenerator

/// A warehouse that holds a release and all before it, kept in the work folder from run to run: it is built
/// anew when the recipe or the command is another one.
struct KeptWarehouse {
    private let workspace: Workspace
    /// The last release.
    let recipe: Recipe

    init(_ workspace: Workspace, _ recipe: Recipe) {
        self.workspace = workspace
        self.recipe = recipe
    }

    var path: String { workspace.path("kept-\(recipe.key).db") }

    var recipes: [Recipe] {
        (1...recipe.version).map { version in
            var recipe = recipe
            recipe.version = version
            return recipe
        }
    }

    /// The marker is written last: a build that was cut short does not count.
    func build() throws {
        let marker = path + ".made"
        let maker = try Files.stamp(workspace.options.relwh)
        if Files.exists(marker), Files.exists(path), try Files.text(marker) == maker { return }
        try Files.remove(marker)
        try workspace.discard(path)
        workspace.say("making \(path)")
        for recipe in recipes {
            let writer = Child(workspace.generator(recipe) + ["-"])
            _ = try workspace.importRelease("-", into: path, from: writer)
        }
        try Files.write(maker, to: marker)
    }
}
