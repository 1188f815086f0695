import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

/// The statistics that count labels and annotations: by whatever way, they count the same.
@Suite struct CountStatisticTests {
    // MARK: By hand

    private static let garden = Documents.parsed(
        """
        {"name":"v1","dataset":{"name":"d","owner":"acme","task_type":"vector","task_attributes":{
            "categories":[{"id":2,"name":"oak"},{"id":1,"name":"rose"},{"id":3,"name":"fern"}]},
         "labelsets":[{"name":"gt"},{"name":"e\\u0301"},{"name":"\\u00e9"}],
         "samples":[
            {"uuid":"a","labels":{"gt":{"label_status":"LABELED","attributes":{"annotations":[
                {"id":1,"category_id":1,"type":"bbox","points":[[0,0],[1,1]]},
                {"id":2,"category_id":1,"type":"bbox","points":[[0,0],[1,1]]},
                {"id":3,"category_id":9,"type":"point","points":[[0,0]]}]}},
             "e\\u0301":{"label_status":"REVIEWED","attributes":{"annotations":[
                {"id":1,"category_id":2,"type":"bbox","points":[[0,0],[1,1]]}]}},
             "\\u00e9":{"label_status":"ARCHIVED","attributes":{"annotations":[
                {"id":1,"category_id":2,"type":"polygon","points":[[0,0],[1,1],[0,1]]},
                {"id":2,"category_id":2,"type":"polygon","points":[[0,0],[1,1],[0,1]]}]}}}},
            {"uuid":"b","labels":{"gt":{"label_status":"LABELED","attributes":{"annotations":[
                {"id":1,"category_id":1},{"id":2,"type":"point","points":[[0,0]]}]}}}},
            {"uuid":"c","labels":{"gt":null}},
            {"uuid":"d","labels":{"gt":{"attributes":{"annotations":[]}}}}]}}
        """)

    private func lines(_ table: FigureTable) -> [String] {
        table.rows.map { $0.map { spelled($0).split(separator: " ").last ?? "" }.joined(separator: " ") }
    }

    @Test func `categories are counted, unused and undefined ones too`() throws {
        let found = try Shelf().statistic("classes", of: Self.garden)
        #expect(
            lines(found.tables[0]) == [
                "gt 1.0 rose 3.0 0.6 2.0 true", "gt 9.0 none 1.0 0.2 1.0 false",
                "gt none none 1.0 0.2 1.0 false",
                "gt 2.0 oak 0.0 0.0 0.0 true", "gt 3.0 fern 0.0 0.0 0.0 true",
                "e<769> 2.0 oak 1.0 1.0 1.0 true", "e<769> 1.0 rose 0.0 0.0 0.0 true",
                "e<769> 3.0 fern 0.0 0.0 0.0 true",
                "<233> 2.0 oak 2.0 1.0 1.0 true", "<233> 1.0 rose 0.0 0.0 0.0 true",
                "<233> 3.0 fern 0.0 0.0 0.0 true",
            ])
        let top = try Shelf().statistic("classes", of: Self.garden) { $0.top = 1 }
        #expect(try top.rows()["annotations"] == ["3", "1", "2"])
    }

    @Test func `types are counted`() throws {
        let found = try Shelf().statistic("types", of: Self.garden)
        #expect(
            lines(found.tables[0]) == [
                "gt bbox 2.0 0.4", "gt point 2.0 0.4", "gt none 1.0 0.2", "e<769> bbox 1.0 1.0",
                "<233> polygon 2.0 1.0",
            ])
    }

    @Test func `statuses are counted, missing labels as no label`() throws {
        let found = try Shelf().statistic("status", of: Self.garden).rows()
        let used = found.rows.filter { $0.count("labels") != 0 }.map { row in
            "\(exactly(row["labelset"] ?? "")) \(row["status"] ?? "none") \(row["labels"] ?? "") \(row["share"] ?? "")"
        }
        #expect(
            used == [
                "gt no label 1 0.25", "gt LABELED 2 0.5", "gt none 1 0.25", "e<769> no label 3 0.75",
                "e<769> REVIEWED 1 0.25", "<233> no label 3 0.75", "<233> ARCHIVED 1 0.25",
            ])
        #expect(found.rows.count == 10 * 3 + 2)
    }

    @Test func `no label and a label that says UNLABELED are two things`() throws {
        let document = SmallRelease.document(samples: [
            SmallRelease.sample(1, SmallRelease.still([SmallRelease.box(1)])),
            SmallRelease.sample(2, SmallRelease.still([], status: "UNLABELED")),
            SmallRelease.sample(3, "null"), SmallRelease.sample(4, nil),
        ])
        let shelf = try Shelf()
        let ref = try shelf.load(document).ref
        func statuses(_ change: (inout StatisticOptions) -> Void = { _ in }) throws -> [String] {
            var options = StatisticOptions()
            change(&options)
            let rows = try shelf.warehouse.statistics(.named("status"), of: ref, options: options).rows()
            return rows.rows.filter { $0.count("labels") != 0 }.map {
                "\($0["status"] ?? "") \($0["labels"] ?? "")"
            }
        }
        #expect(try statuses() == ["no label 2", "UNLABELED 1", "LABELED 1"])
        // The view has no row for a missing label.
        #expect(
            try statuses { $0.condition = "TRUE" } == ["no label 1", "UNLABELED 1", "LABELED 1"])
        // The filter keeps both; what the table says keeps only what it says.
        #expect(try statuses { $0.statuses = ["unlabeled"] } == ["no label 2", "UNLABELED 1"])
        #expect(try statuses { $0.statuses = ["No label"] } == ["no label 2"])
        let overview = try shelf.warehouse.overview(of: [ref])[0].labelsets[0]
        #expect(overview.unlabeled == 2 && overview.byStatus.map(\.status) == ["UNLABELED", "LABELED"])
        let detail = try shelf.warehouse.show(ref)
        #expect(
            Set(detail.statuses.map { "\($0.status) \($0.labels)" })
                == ["UNLABELED 1", "LABELED 1", "no label 2"])
        let empty = try shelf.warehouse.statistics(.named("empty"), of: ref)
        #expect(try empty.rows()["unlabeled"] == ["2"])
        #expect(empty.tables[0].columns.first { $0.name == "unlabeled" }?.title == "no label")
    }

    @Test func `the overview tells all of it`() throws {
        let found = try Shelf().statistic("overview", of: Self.garden)
        #expect(
            lines(found.tables[0]) == [
                "gt 3.0 1.0 5.0 3.0", "e<769> 1.0 3.0 1.0 1.0", "<233> 1.0 3.0 2.0 1.0",
            ])
        #expect(lines(found.tables[1]) == ["gt LABELED 2.0", "e<769> REVIEWED 1.0", "<233> ARCHIVED 1.0"])
        #expect(lines(found.tables[2]).prefix(2) == ["gt bbox 2.0", "gt point 2.0"])
        #expect(lines(found.tables[3]).prefix(2) == ["gt 1.0 rose 3.0 2.0", "gt 9.0 none 1.0 1.0"])
    }

    @Test func `filters leave what they say`() throws {
        let shelf = try Shelf()
        let ref = try shelf.load(Self.garden).ref
        func table(_ name: String, _ change: (inout StatisticOptions) -> Void) throws -> [String] {
            var options = StatisticOptions()
            change(&options)
            return lines(try shelf.warehouse.statistics(.named(name), of: ref, options: options).tables[0])
        }
        #expect(
            try table("types") { $0.categories = ["rose"] } == [
                "gt bbox 2.0 0.6666666666666666", "gt none 1.0 0.3333333333333333",
            ])
        #expect(try table("overview") { $0.labelsets = ["\u{E9}"] } == ["<233> 1.0 3.0 2.0 1.0"])
        #expect(
            try table("overview") { $0.categories = ["rose"] } == [
                "gt 2.0 0.0 3.0 2.0", "e<769> 0.0 0.0 0.0 0.0", "<233> 0.0 0.0 0.0 0.0",
            ])
        #expect(
            try table("status") {
                $0.statuses = ["unlabeled"]; $0.labelsets = ["gt"]
            }.first == "gt label 1.0 1.0")
        #expect(
            try table("types") { $0.condition = "type = 'point' AND category_id IS NULL" } == [
                "gt point 1.0 1.0"
            ])
    }

    // MARK: By a naive count

    @Test(arguments: ReleaseGenerator.taskTypes)
    func `labels and annotations are counted as a naive reading counts`(taskType: String) throws {
        let seed = SeededRandom.chosenSeed
        for round in 0..<4 as Range<UInt64> {
            let note = "RELWH_SEED=\(seed), round \(round)"
            var generator = ReleaseGenerator(seed: seed &+ round, oddity: 0)
            let document = generator.release(of: taskType, samples: 8)
            let naive = NaiveRelease(document: document)
            let shelf = try Shelf()
            let ref = try shelf.load(document).ref
            func rows(_ name: String) throws -> FigureRows {
                try shelf.warehouse.statistics(.named(name), of: ref).rows()
            }
            func count(_ rows: [NaiveRelease.Row], by column: String) -> [String: Int] {
                Dictionary(
                    rows.map { ("\(word($0["labelset"]))|\(word($0[column]))", 1) }, uniquingKeysWith: +)
            }
            let annotations = naive.annotations
            let classes = try rows("classes")
            #expect(
                classes.counts(by: "category_id", "annotations") == count(annotations, by: "category_id"),
                "\(note)")
            #expect(
                try rows("types").counts(by: "type", "annotations") == count(annotations, by: "type"),
                "\(note)")
            for row in classes.rows {
                let own = annotations.filter {
                    word($0["labelset"]) == row["labelset"]
                        && word($0["category_id"]) == row["category_id"] ?? "none"
                }
                #expect(row.count("samples") == Set(own.map { word($0["sample_uuid"]) }).count, "\(note)")
            }
            var labels = count(naive.labels.filter { $0["annotations"]?.whole != nil }, by: "label_status")
            for labelset in Set(classes["labelset"].compactMap { $0 }) {
                let said = naive.labels.count {
                    word($0["labelset"]) == labelset && $0["annotations"]?.whole != nil
                }
                labels["\(labelset)|no label", default: 0] += document.samples.count - said
            }
            #expect(
                try rows("status").counts(by: "status", "labels") == labels.filter { $0.value > 0 }, "\(note)"
            )
            for row in try rows("overview").rows {
                let own = naive.labels.filter { word($0["labelset"]) == row["labelset"] }
                let filled = own.filter { word($0["label_status"]) != "UNLABELED" }
                #expect(row.count("labels") == filled.count, "\(note)")
                #expect(row.count("unlabeled") == document.samples.count - filled.count, "\(note)")
                #expect(
                    row.count("annotations") == filled.reduce(0) { $0 + (Int(word($1["annotations"])) ?? 0) },
                    "\(note)")
                // Sensor by sensor, as the view has them.
                let frames = naive.frames.count { word($0["labelset"]) == row["labelset"] }
                #expect(row.count("frames") == frames, "\(note)")
            }
        }
    }

    private func word(_ cell: Cell?) -> String { cell?.string ?? cell?.whole.map { "\($0)" } ?? "none" }

    // MARK: One way as the other

    @Test(arguments: ReleaseGenerator.taskTypes, [0, 0.3])
    func `what was counted at import equals a count of everything`(taskType: String, oddity: Double) throws {
        let seed = SeededRandom.chosenSeed
        for round in 0..<3 as Range<UInt64> {
            let note = "RELWH_SEED=\(seed), round \(round)"
            var generator = ReleaseGenerator(seed: seed &+ round, oddity: oddity)
            let shelf = try Shelf()
            let document = generator.release(of: taskType, samples: 6)
            let ref = try shelf.load(document).ref
            func report(_ name: String, _ change: (inout StatisticOptions) -> Void = { _ in }) throws
                -> StatisticReport
            {
                var options = StatisticOptions()
                change(&options)
                return try shelf.warehouse.statistics(.named(name), of: ref, options: options)
            }
            for name in ["classes", "types"] {
                #expect(
                    try report(name).tables == report(name) { $0.condition = "1" }.tables, "\(note) \(name)")
            }
            let statuses = try report("status").rows()["status"].compactMap { $0 }
            // A status that the file does not state cannot be asked for.
            if try report("status").rows().rows.allSatisfy({ $0["status"] != nil }) {
                for name in ["status", "overview", "classes", "types"] {
                    #expect(
                        try report(name).tables == report(name) { $0.statuses = statuses }.tables,
                        "\(note) \(name)")
                }
            }
            for (name, figures) in [("classes", ["annotations", "samples"]), ("types", ["annotations"])] {
                let whole = try report(name).rows()
                let parts = try report(name) { $0.groups = [.status] }.rows()
                let column = name == "classes" ? "category_id" : "type"
                for figure in figures {
                    #expect(
                        whole.counts(by: column, figure) == parts.counts(by: column, figure),
                        "\(note) \(name)")
                }
            }
            // A sample with a list is in several groups.
            let samples = document["dataset"]?["samples"]?.array ?? []
            let weather = samples.compactMap { $0["metadata"]?["weather"] }
            guard !weather.isEmpty, weather.allSatisfy({ $0.array == nil }) else { continue }
            let grouped = try report("status") { $0.groups = [.metadata("weather")] }.rows()
            #expect(
                try report("status").rows().counts(by: "status", "labels")
                    == grouped.counts(by: "status", "labels"), "\(note)")
        }
    }
}

extension FigureRows {
    /// The sums of a figure by labelset and a column, without zeros.
    fileprivate func counts(by column: String, _ figure: String) -> [String: Int] {
        let counts = rows.map { ("\($0["labelset"] ?? "")|\($0[column] ?? "none")", $0.count(figure) ?? 0) }
        return Dictionary(counts, uniquingKeysWith: +).filter { $0.value > 0 }
    }
}
