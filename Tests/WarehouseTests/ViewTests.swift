import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

/// The views show what the document says.
@Suite struct ViewTests {
    let seed = SeededRandom.chosenSeed

    @Test(arguments: ReleaseGenerator.taskTypes)
    func `views equal a naive reading of the document`(taskType: String) throws {
        let shelf = try Shelf()
        for round in 0..<6 as Range<UInt64> {
            var generator = ReleaseGenerator(seed: seed &+ round, oddity: 0)
            let document = generator.release(of: taskType, samples: 5).named("round \(round)")
            let report = try shelf.load(document)
            try check(document, report.ref, in: shelf, "RELWH_SEED=\(seed), round \(round)")
        }
    }

    @Test(arguments: ["still", "multisensor", "pointcloud", "text", "legacy"])
    func `views of a written fixture equal a naive reading`(name: String) throws {
        let shelf = try Shelf()
        let path = Fixtures.path("export/\(name).json")
        let report = try shelf.warehouse.importRelease(from: .file(path))
        let document = try JSONValue(text: String(decoding: FileContent.bytes(of: path), as: UTF8.self))
        try check(document, report.ref, in: shelf, name)
    }

    private func check(_ document: JSONValue, _ ref: String, in shelf: Shelf, _ note: String) throws {
        let naive = NaiveRelease(document: document)
        try compare("samples", naive.samples, ref, shelf, note)
        try compare("labels", naive.labels, ref, shelf, note)
        try compare("frames", naive.frames, ref, shelf, note)
        try compare("annotations", naive.annotations, ref, shelf, note)
    }

    private func compare(
        _ view: String, _ expected: [NaiveRelease.Row], _ ref: String, _ shelf: Shelf, _ note: String
    ) throws {
        // Rows are told apart by what they are of; within it they are in order.
        var rows: [[String: Value]] = []
        var names: [String] = []
        try shelf.warehouse.query(
            "SELECT * FROM \(view) WHERE ref = :ref",
            parameters: [QueryParameter(name: "ref", value: .text(ref))],
            columns: { names = $0.map(\.name) }
        ) { values in rows.append(Dictionary(zip(names, values)) { one, _ in one }) }
        #expect(rows.count == expected.count, "\(note), \(view)")
        let keys = ["sample_uuid", "labelset", "sensor", "frame", "position"].filter { names.contains($0) }
        for row in expected {
            let found = rows.filter { candidate in
                keys.allSatisfy { key in (row[key] ?? .any).matches(candidate[key] ?? .null) }
            }
            guard found.count == 1, let found = found.first else {
                Issue.record(
                    "\(note), \(view): \(found.count) rows for \(keys.map { "\($0) \(row[$0] ?? .any)" })")
                return
            }
            #expect(found["ref"] == .text(ref))
            for (column, cell) in row.sorted(by: { $0.key < $1.key }) {
                guard let value = found[column] else {
                    Issue.record("\(view) has no column \(column)")
                    return
                }
                #expect(
                    cell.matches(value),
                    "\(note), \(view).\(column): \(cell) is \(value)\n\(keys.map { "\($0) \(row[$0] ?? .any)" })"
                )
            }
        }
    }

    @Test func `extents are of the turned cuboid, and of swapped corners put in order`() throws {
        let shelf = try Shelf()
        try shelf.load(
            """
            {"name":"v1","dataset":{"name":"d","samples":[{"uuid":"a","labels":{"gt":{"attributes":{"annotations":[
                {"id":1,"type":"bbox","points":[[30,40],[10,20]]},
                {"id":2,"type":"cuboid","position":{"x":10,"y":20,"z":30},"dimensions":{"x":4,"y":2,"z":6},"yaw":1.5707963267948966},
                {"id":3,"type":"cuboid","position":{"x":0,"y":0,"z":0},"dimensions":{"x":2,"y":4,"z":6},
                 "rotation":{"qx":0,"qy":0,"qz":0.7071067811865476,"qw":0.7071067811865476}},
                {"id":4,"type":"polygon","points":[[0,0],[4,0],[4,3]]},
                {"id":5,"type":"polyline","points":[[0,0],[3,4],[3,5]]}]}}}}]}}
            """)
        let rows = try shelf.lines(
            """
            SELECT annotation_id, round(x_min, 6), round(y_min, 6), round(z_min, 6), round(x_max, 6), round(y_max, 6),
                round(z_max, 6), area, length, volume, points IS NULL
            FROM annotations ORDER BY 1
            """)
        #expect(
            rows == [
                "1|10.0r|20.0r|NULL|30.0r|40.0r|NULL|400.0r|NULL|NULL|0",
                "2|9.0r|18.0r|27.0r|11.0r|22.0r|33.0r|NULL|NULL|48.0r|1",
                "3|-2.0r|-1.0r|-3.0r|2.0r|1.0r|3.0r|NULL|NULL|48.0r|1",
                "4|0.0r|0.0r|NULL|4.0r|3.0r|NULL|6.0r|NULL|NULL|0",
                "5|0.0r|0.0r|NULL|3.0r|5.0r|NULL|NULL|6.0r|NULL|0",
            ])
        #expect(
            try shelf.lines("SELECT points FROM annotations WHERE annotation_id = 1") == [
                "'[[30,40],[10,20]]'"
            ])
    }

    @Test func `tracks span the frames of a sensor`() throws {
        let shelf = try Shelf()
        func box(_ track: Int, _ isKeyframe: Bool) -> String {
            "{\"id\":\(track),\"track_id\":\(track),\"category_id\":1,\"is_keyframe\":\(isKeyframe)}"
        }
        let frames = [[box(1, true)], [box(1, false), box(2, true)], [], [box(1, true)]]
            .map { "{\"annotations\":[\($0.joined(separator: ","))]}" }.joined(separator: ",")
        try shelf.load(
            """
            {"name":"v1","dataset":{"name":"d","task_attributes":{"categories":[{"id":1,"name":"car"}]},"samples":[
                {"uuid":"a","labels":{"gt":{"attributes":{"frames":[\(frames)],"links":[{"from_id":1,"to_id":2}]}}}}]}}
            """)
        #expect(
            try shelf.lines(
                "SELECT track_id, category, first_frame, last_frame, frames, keyframes FROM tracks ORDER BY 1"
            ) == [
                "1|'car'|0|3|3|2", "2|'car'|1|1|1|1",
            ])
        #expect(try shelf.lines("SELECT position, from_id, to_id, attributes FROM links") == ["0|1|2|NULL"])
    }
}
