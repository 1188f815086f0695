import ReleaseFormat
import TestSupport
import Testing

/// What a filter names must be there: a typo would otherwise find nothing, and turn a check green.
@Suite struct FilterValueTests {
    private let bench: Bench

    init() throws {
        bench = try Bench()
        let files = (1...3).map { Repository.path("Fixtures/releases/street-scenes-v\($0).json") }
        let run = try Tool.run(["import", "--quiet"] + files, in: bench.folder)
        try #require(run.status == .exited(0), "\(run)")
    }

    private func run(_ command: String) throws -> ToolRun {
        try Tool.run(
            command.split(separator: " ").map { String($0.replacing("_", with: " ")) }, in: bench.folder)
    }

    @Test(arguments: [
        ("stats classes v3 --status REVEIWED", "status REVEIWED", "REVIEWED"),
        ("stats overview v3 --status REVEIWED", "status REVEIWED", "REVIEWED"),
        ("stats classes v3 --labelset grund-truth", "labelset grund-truth", "ground-truth"),
        ("stats classes v3 --category prson", "category prson", "person"),
        ("stats classes v3 --category 999", "category 999", "car"),
        ("stats classes v3 --sensor camera_1", "sensor camera 1", "there is none at all"),
        ("stats classes v3 --by metadata.ctiy", "metadata key ctiy", "city"),
        ("stats classes v3 --by attribute.oclusion", "object attribute oclusion", "occlusion"),
        ("stats findings v3 --status REVEIWED", "status REVEIWED", "REVIEWED"),
        ("trend classes --labelset grund-truth", "labelset grund-truth", "ground-truth"),
        ("trend classes --status REVEIWED", "status REVEIWED", "REVIEWED"),
        ("trend classes --by metadata.ctiy", "metadata key ctiy", "city"),
        ("validate v3 --status REVEIWED --fail-on error", "status REVEIWED", "REVIEWED"),
        ("validate v3 --labelset grund-truth", "labelset grund-truth", "ground-truth"),
        ("diff v1 v3 --labelset grund-truth", "labelset grund-truth", "ground-truth"),
        ("diff v1 v3 --quiet --status REVEIWED", "status REVEIWED", "REVIEWED"),
        ("diff v1 v3 --category nosuch", "category nosuch", "car"),
        ("diff v1 v3 --category 999", "category 999", "car"),
        ("diff v1 v3 --sensor lidar", "sensor lidar", "there is none at all"),
        ("diff v1 v3 --ignore metdata", "field metdata", "metadata"),
        ("diff v1 v3 --ignore metadata.ctiy", "field metadata.ctiy", "metadata.city"),
        ("diff v1 v3 --ignore attributes.oclusion", "field attributes.oclusion", "attributes.occlusion"),
    ])
    func `a value that no release has is not found`(command: String, what: String, near: String) throws {
        let run = try run(command)
        #expect(run.isRefusal(3), "\(run)")
        #expect(run.stderr.contains(what) && run.stderr.contains(near), "\(run)")
    }

    @Test(arguments: [
        "stats classes v3 --status reviewed", "stats classes v3 --status VERIFIED",
        "stats classes v3 --status UNLABELED", "stats classes v3 --category 1",
        "stats classes v1 v3 --category tram", "trend classes --category tram",
        "trend classes --labelset detector-7", "stats classes v3 --by metadata.city",
        "stats classes v3 --by attribute.occlusion", "validate v3 --status unlabeled",
        "diff v1 v3 --category tram", "diff v1 v3 --category pedestrian", "diff v1 v3 --labelset detector-7",
        "diff v1 v3 --status skipped", "diff v1 v3 --ignore metadata", "diff v1 v3 --ignore metadata.city",
        "diff v1 v3 --ignore attributes.occlusion", "diff v1 v3 --ignore attributes.image.url",
        "diff v1 v3 --ignore geometry", "diff v1 v3 --ignore name", "diff v1 v3 --ignore description",
    ])
    func `a value that one of the releases has is found`(command: String) throws {
        let run = try run(command)
        #expect(run.isClean, "\(run)")
    }

    @Test(arguments: [
        ("stats classes v3 --status LABELED --status REVIEWED", "only status LABELED or REVIEWED"),
        ("stats v3 --labelset ground-truth", "only labelset ground-truth"),
        ("stats classes v1 v3 --category car", "only category car"),
        ("trend classes --category car --labelset ground-truth", "only labelset ground-truth, category car"),
        ("validate v3 --status LABELED", "only status LABELED"),
        ("validate v3 --status LABELED -f markdown", "`only status LABELED`"),
        (
            "diff v1 v3 --labelset ground-truth --ignore metadata",
            "only labelset ground-truth, ignoring metadata"
        ),
        ("diff v1 v1 --category car", "only category car"),
        ("diff v1 v3 --category car -f markdown", "`only category car`"),
    ])
    func `text says what filters leave`(command: String, words: String) throws {
        let run = try run(command)
        #expect(run.isClean && run.stdout.contains(words), "\(run)")
    }

    @Test func `all of a release is not called filtered`() throws {
        for command in ["stats v3", "stats classes v3", "trend classes", "validate v3", "diff v1 v3"] {
            #expect(!(try run(command).stdout.contains("\nonly ")))
        }
    }
}
