import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

@Suite struct MetadataStatisticTests {
    private static func document(_ metadata: [String], status: [String] = []) -> JSONValue {
        let samples = metadata.enumerated().map { index, text in
            """
            {"uuid":"u\(index)","metadata":\(text),"labels":{"gt":{
                "label_status":"\(index < status.count ? status[index] : "LABELED")","attributes":{"annotations":[
                {"id":1,"category_id":\(index % 2 + 1),"type":"bbox","points":[[0,0],[1,1]]}]}}}}
            """
        }
        return Documents.parsed(
            """
            {"name":"v1","dataset":{"name":"d","owner":"acme","task_type":"bboxes",
             "task_attributes":{"categories":[{"id":1,"name":"rose"},{"id":2,"name":"oak"}]},
             "labelsets":[{"name":"gt"}],"samples":[\(samples.joined(separator: ","))]}}
            """)
    }

    private static let mixed = document(
        [
            #"{"city":"Ghent","height":1,"tags":["wet","dark"],"ok":true,"x":1,"at":{"lat":1}}"#,
            #"{"city":"Ghent","height":2.0,"tags":["wet","wet",5,5.0],"ok":false,"x":"1"}"#,
            #"{"city":"Bru\"gge","height":4,"tags":[],"ok":null,"height2":1e400}"#,
            "{}",
        ], status: ["LABELED", "REVIEWED", "LABELED", "REVIEWED"])

    @Test func `each key has its kind, samples and values`() throws {
        let report = try Shelf().statistic("metadata", of: Self.mixed)
        let keys = try report.rows()
        #expect(keys["key"] == ["city", "height", "tags", "ok", "x", "at", "height2"])
        #expect(keys["kind"] == ["text", "number", "list", "flag", "mixed", "object", "number"])
        #expect(keys["samples"] == ["3", "3", "3", "2", "2", "1", "1"])
        #expect(keys["missing"] == ["1", "1", "1", "2", "2", "3", "3"])
        #expect(keys["distinct"] == ["2", "3", "3", "2", "2", "1", "1"])
        let height = try #require(keys.only(["key": "height"]))
        #expect(height.number("share") == 0.75 && height.number("value_median") == 2)
        #expect(isClose(height.number("value_mean"), 7.0 / 3) && height.number("value_max") == 4)
        #expect(keys.only(["key": "x"])?["value_mean"] == nil)
        let large = try #require(keys.only(["key": "height2"]))
        #expect(large.count("out_of_range") == 1 && large["value_mean"] == nil)
        let values = try report.rows("values")
        let lines = values.rows.map { "\($0["key"] ?? "") \($0["value"] ?? "") \($0["samples"] ?? "")" }
        #expect(
            lines == [
                "city Ghent 2", "city Bru\"gge 1", "tags wet 2", "tags 5 1", "tags dark 1", "ok false 1",
                "ok true 1",
                "x 1 1",
            ])
        let bins = try report.rows("histogram")
        #expect(bins.rows.count == 4 && bins.rows.allSatisfy { $0["key"] == "height" })
        #expect(bins.rows.reduce(0) { $0 + ($1.count("count") ?? 0) } == 3)
        #expect(!report.tables[0].columns.contains { $0.name == "labelset" })
    }

    @Test func `filters and groups choose the samples`() throws {
        let shelf = try Shelf()
        let ref = try shelf.load(Self.mixed).ref
        func keys(_ change: (inout StatisticOptions) -> Void) throws -> FigureRows {
            var options = StatisticOptions()
            change(&options)
            return try shelf.warehouse.statistics(.named("metadata"), of: ref, options: options).rows()
        }
        let reviewed = try keys { $0.statuses = ["REVIEWED"] }
        #expect(reviewed.only(["key": "city"])?.count("missing") == 1 && reviewed.rows.count == 5)
        let oaks = try keys { $0.categories = ["oak"] }
        #expect(oaks.only(["key": "height"])?.number("value_max") == 2)
        let ghent = try keys { $0.condition = "metadata ->> 'city' = 'Ghent'" }
        #expect(ghent.only(["key": "city"])?.number("share") == 1)
        let byStatus = try keys { $0.groups = [.status] }
        #expect(byStatus.only(["status": "LABELED", "key": "height"])?.number("value_mean") == 2.5)
        #expect(byStatus.only(["status": "REVIEWED", "key": "height"])?.count("missing") == 1)
        #expect(byStatus.rows.allSatisfy { $0["labelset"] == "gt" })
        let top = try keys { $0.top = 2 }
        #expect(top["key"] == ["city", "height"])
    }

    @Test func `twenty values of a key are listed, or as many as asked for`() throws {
        let document = Self.document((0..<30).map { #"{"n":"\#($0 % 25)"}"# })
        let shelf = try Shelf()
        let plain = try shelf.statistic("metadata", of: document)
        #expect(try plain.rows("values").rows.count == 20 && plain.tables[1].omittedRows == 5)
        #expect(try plain.rows("values").rows.prefix(5).map { $0["value"] } == ["0", "1", "2", "3", "4"])
        let top = try shelf.statistic("metadata", of: document.named("v2")) { $0.top = 3 }
        #expect(try top.rows("values")["value"] == ["0", "1", "2"] && top.tables[1].omittedRows == 22)
        let all = try shelf.statistic("metadata", of: document.named("v3")) { $0.top = 100 }
        #expect(try all.rows("values").rows.count == 25 && all.tables[1].omittedRows == 0)
    }

    @Test func `a release without metadata says so`() throws {
        let report = try Shelf().statistic(
            "metadata", of: Self.document(["{}", "null", "[1]", "{\"a\":null}"]))
        #expect(report.tables.allSatisfy { $0.rows.isEmpty && $0.unknown == "needs metadata" })
    }

    @Test func `a condition on samples needs no labelset`() throws {
        let document = Documents.parsed(
            #"{"name":"v1","dataset":{"name":"d","samples":[{"uuid":"a","metadata":{"n":1}},{"uuid":"b"}]}}"#)
        let found = try Shelf().statistic("metadata", of: document) { $0.condition = "metadata IS NOT NULL" }
            .rows()
        #expect(found.only(["key": "n"])?.number("share") == 1)
    }

    @Test(arguments: ["vector", "pointcloud-cuboid-sequence", "text-named-entities"])
    func `metadata are counted as a naive reading counts`(taskType: String) throws {
        let seed = SeededRandom.chosenSeed
        for round in 0..<6 as Range<UInt64> {
            let note = "RELWH_SEED=\(seed), round \(round)"
            var generator = ReleaseGenerator(seed: seed &+ round, oddity: 0)
            let document = generator.release(of: taskType, samples: 30)
            let report = try Shelf().statistic("metadata", of: document) { $0.top = 1000 }
            let metadata = document.samples.map { $0["metadata"]?.members ?? [] }
            var values: [String: [JSONValue]] = [:]
            for member in metadata.joined() where member.value != .null {
                values[member.key, default: []].append(member.value)
            }
            let keys = try report.rows()
            #expect(keys.rows.count == values.count, "\(note)")
            for row in keys.rows {
                let own = try #require(values[row["key"] ?? "?"], "\(note)")
                #expect(row.count("samples") == own.count, "\(note)")
                #expect(row.count("missing") == document.samples.count - own.count, "\(note)")
                let numbers = own.compactMap { value -> Double? in
                    guard case .number(let literal) = value else { return nil }
                    return Double(literal)
                }
                let other = own.filter { if case .number = $0 { false } else { true } }.map { spelled($0) }
                let types = Set(own.map { spelledKind($0) })
                #expect(row["kind"] == (types.count == 1 ? types.first : "mixed"), "\(note)")
                #expect(
                    row.count("distinct") == Set(numbers).count + Set(other).count,
                    "\(note) \(row["key"] ?? "")")
                let finite = other.isEmpty ? numbers.filter(\.isFinite) : []
                #expect(isClose(row.number("value_min"), finite.min()), "\(note)")
                #expect(isClose(row.number("value_max"), finite.max()), "\(note)")
            }
            var counts: [String: Int] = [:]
            for (key, own) in values {
                for value in own {
                    switch value {
                    case .string, .bool: counts["\(exactly(key))|\(spelled(value))", default: 0] += 1
                    case .array(let elements):
                        for element in Set(elements.filter { $0 != .null }.map { spelled($0) }) {
                            counts["\(exactly(key))|\(element)", default: 0] += 1
                        }
                    default: continue
                    }
                }
            }
            let found = try report.rows("values").rows.map {
                ("\(exactly($0["key"] ?? ""))|\(spelled($0.cells["value"]))", $0.count("samples") ?? -1)
            }
            #expect(Dictionary(found) { $0 + $1 } == counts, "\(note)")
        }
    }

    @Test func `groups by status add up to the whole in each labelset`() throws {
        let seed = SeededRandom.chosenSeed
        var generator = ReleaseGenerator(seed: seed, oddity: 0)
        let shelf = try Shelf()
        let ref = try shelf.load(generator.release(of: "vector", samples: 40)).ref
        var options = StatisticOptions()
        let whole = try shelf.warehouse.statistics(.named("metadata"), of: ref, options: options).rows()
        options.groups = [.status]
        let parts = try shelf.warehouse.statistics(.named("metadata"), of: ref, options: options).rows()
        #expect(!whole.rows.isEmpty)
        for row in whole.rows {
            let own = parts.rows.filter { $0["key"] == row["key"] }
            for (labelset, rows) in Dictionary(grouping: own, by: { $0["labelset"] }) {
                let samples = rows.reduce(0) { $0 + ($1.count("samples") ?? 0) }
                #expect(samples == row.count("samples"), "RELWH_SEED=\(seed) \(labelset ?? "")")
            }
        }
    }

    private func spelledKind(_ value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .bool: "flag"
        case .string: "text"
        case .number: "number"
        case .array: "list"
        case .object: "object"
        }
    }

    @Test(arguments: ReleaseGenerator.taskTypes)
    func `odd documents are read without an error`(taskType: String) throws {
        let seed = SeededRandom.chosenSeed
        for round in 0..<4 as Range<UInt64> {
            var generator = ReleaseGenerator(seed: seed &+ round, oddity: 0.3)
            let shelf = try Shelf()
            let ref = try shelf.load(generator.release(of: taskType, samples: 6)).ref
            for groups in [nil, [.category], [.metadata("a"), .sensor]] as [[Grouping]?] {
                var options = StatisticOptions()
                options.groups = groups
                let report = try ifKnown {
                    try shelf.warehouse.statistics(.named("metadata"), of: ref, options: options)
                }
                for table in report?.tables ?? [] {
                    #expect(
                        table.rows.allSatisfy { $0.count == table.columns.count },
                        "RELWH_SEED=\(seed) \(round)")
                }
            }
        }
    }

    @Test func `numbers are read to the last bit`() {
        var random = SeededRandom(seed: SeededRandom.chosenSeed)
        var literals = [
            "0", "-0", "1", "-1.5", "0.1", "123456789012345", "0.000000000000001", "1e5", "-2.5E-3", "1e400",
        ]
        for _ in 0..<2000 {
            literals.append("\(random.int(-99999...99999)).\(random.int(0...9_999_999))")
            literals.append("\(Double(bitPattern: random.next()))")
        }
        for literal in literals where literal.first?.isNumber == true || literal.first == "-" {
            guard let expected = Double(literal), !expected.isNaN else { continue }
            let found = Array(literal.utf8).withUnsafeBytes { MinifiedJSON.double($0) }
            #expect(found.bitPattern == expected.bitPattern, "\(literal)")
        }
    }
}
