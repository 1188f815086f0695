import Testing

@testable import ReleaseGenerator

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct GeneratorTests {
    @Test func `the same recipe gives the same bytes`() throws {
        let recipe = Recipe(samples: 50, version: 4)
        #expect(try written(recipe) == written(recipe))
    }

    @Test func `a release is one line and names itself`() throws {
        let text = try written(Recipe(samples: 3, version: 7))
        #expect(text.hasPrefix("{\"name\": \"v7\", \"description\": \"Round 7\\n"))
        #expect(text.hasSuffix("]}}"))
        #expect(!text.contains("\n"))
    }

    @Test(arguments: [(50, 120...200), (100, 55...105)])
    func `a successor differs in as many labels as the recipe says`(
        labelsPerEdit: Int, expected: ClosedRange<Int>
    ) {
        let before = Recipe(samples: 4000, version: 6, labelsPerEdit: labelsPerEdit)
        let after = Recipe(samples: 4000, version: 7, labelsPerEdit: labelsPerEdit)
        var changed = 0
        for index in 0..<4000 {
            for labelset in Labelset.allCases {
                let old = before.label(of: index, in: labelset)
                let new = after.label(of: index, in: labelset)
                changed += old == new ? 0 : 1
            }
        }
        #expect(expected.contains(changed), "\(changed) of 8000")
    }

    @Test func `a sparse release holds nothing, or one or two boxes, in a sample`() {
        let recipe = Recipe(samples: 4000, density: .sparse)
        var labelled = 0
        for index in 0..<4000 {
            let sample = Sample(index: index, recipe: recipe)
            #expect(sample.predictions == .absent)
            guard sample.groundTruth == .label else { continue }
            labelled += 1
            let annotations = recipe.label(of: index, in: .groundTruth).annotations
            #expect((1...2).contains(annotations.count))
            #expect(annotations.allSatisfy { $0.shape == .bbox })
        }
        #expect((1450...1750).contains(labelled), "\(labelled) of 4000")
    }

    @Test func `a sparse release tells more of its samples`() throws {
        let text = try written(Recipe(samples: 1, density: .sparse))
        #expect(text.contains(", \"speed\": "))
        #expect(text.contains(", \"weather\": \""))
        #expect(try !written(Recipe(samples: 1)).contains("\"speed\""))
    }

    @Test func `sequences hold twenty frames of fifty cuboids, some in each other's way`() throws {
        let recipe = Recipe(samples: 40, density: .cuboids)
        let text = try written(recipe)
        #expect(text.split(separator: "\"type\": \"cuboid\"").count - 1 == 40 * 20 * 50)
        #expect(text.contains("\"task_type\": \"pointcloud-cuboid-sequence\""))
        #expect(text.contains("\"warning_rules\": [{\"name\": \"intersecting-cuboids\""))
        let near = (0..<40).reduce(0) { total, index in
            let tracks = CuboidSequence(index: index, recipe: recipe).tracks
            return total
                + zip(tracks, tracks.dropFirst()).count {
                    abs($0.start.x - $1.start.x) < $0.size.x && $0.start.y == $1.start.y
                }
        }
        #expect((15...80).contains(near), "\(near) of 2000")
    }

    @Test func `an edit of a sequence lifts one cuboid`() {
        let before = Recipe(samples: 300, version: 3, labelsPerEdit: 10, density: .cuboids)
        let after = Recipe(samples: 300, version: 4, labelsPerEdit: 10, density: .cuboids)
        var edited = 0
        for index in 0..<300 {
            let changes = zip(
                CuboidSequence(index: index, recipe: before).tracks,
                CuboidSequence(index: index, recipe: after).tracks
            ).count { $0.start != $1.start }
            #expect(changes <= 1)
            edited += changes
        }
        #expect((12...55).contains(edited), "\(edited) of 300")
    }

    @Test func `recipes that differ have different keys`() {
        let recipes = [
            Recipe(samples: 5), Recipe(samples: 6), Recipe(samples: 5, version: 2),
            Recipe(samples: 5, labelsPerEdit: 100), Recipe(samples: 5, density: .sparse),
            Recipe(samples: 5, seed: 1),
        ]
        #expect(Set(recipes.map(\.key)).count == recipes.count)
    }

    @Test func `a sample that is gone stays gone`() {
        for index in Recipe(samples: 3000, version: 9).candidates {
            let present = (1...12).map { version in
                let recipe = Recipe(samples: 3000, version: version)
                return recipe.candidates.contains(index) && recipe.holds(index)
            }
            let changes = zip(present, present.dropFirst()).count { $0 != $1 }
            #expect(changes <= (index < 3000 ? 1 : 2))
        }
    }

    @Test(arguments: [(0, 1, "0.0"), (12_300, 2, "12.3"), (1_500_049, 1, "1500.0"), (-7, 3, "-0.007")])
    func `decimals are written as Python writes them`(thousandths: Int, decimals: Int, expected: String)
        throws
    {
        #expect(try written { $0.write(thousandths: thousandths, decimals: decimals) } == expected)
    }

    @Test(arguments: [(0, 1, "0"), (-40, 1, "-40"), (7, 3, "007"), (1_234_567, 3, "1234567")])
    func `integers are padded, never cut`(value: Int, width: Int, expected: String) throws {
        #expect(try written { $0.write(value, width: width) } == expected)
    }

    private func written(_ recipe: Recipe) throws -> String {
        try collected { _ = try ReleaseWriter.write(recipe, to: $0) }
    }

    private func written(_ body: (ByteWriter) -> Void) throws -> String {
        try collected { descriptor in
            let out = ByteWriter(descriptor: descriptor)
            body(out)
            try out.flush()
        }
    }

    private func collected(_ body: (Int32) throws -> Void) throws -> String {
        let file = try #require(tmpfile())
        defer { fclose(file) }
        try body(fileno(file))
        rewind(file)
        var text: [UInt8] = []
        while case let byte = getc(file), byte != EOF { text.append(UInt8(byte)) }
        return String(decoding: text, as: UTF8.self)
    }
}
