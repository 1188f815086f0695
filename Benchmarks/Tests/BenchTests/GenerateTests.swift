import ReleaseGenerator
import Testing

@testable import relwh_bench

@Suite struct GenerateTests {
    @Test func `without options it is the release of the imports`() throws {
        let generate = try Generate(Arguments(["--out", "-"]))
        #expect(generate.recipe == Recipe(samples: 20_000))
        #expect(generate.out == "-")
    }

    @Test func `a recipe reads its own options`() throws {
        let recipe = Recipe(samples: 70, version: 9, labelsPerEdit: 100, density: .sparse)
        #expect(try Generate(Arguments(recipe.arguments + ["--out", "x.json"])).recipe == recipe)
    }

    @Test(arguments: [
        ([], "--out is missing"),
        (["--out", "-", "--density", "thin"], "--density is one of dense, sparse, cuboids"),
        (["--out", "-", "--edit-one-in", "none"], "--edit-one-in needs a number above 0"),
        (["--out", "-", "--only", "first"], "--only is not known here"),
    ])
    func `what makes no sense is said`(arguments: [String], message: String) {
        let error = #expect(throws: UsageError.self) { try Generate(Arguments(arguments)) }
        #expect(error?.message == message)
    }
}
