import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

/// Statistics against what NumPy, pandas, pycocotools and shapely say: recorded by `Scripts/record-references.py` in
/// `Fixtures/statistics/references.json`, with the tools' versions.
@Suite struct RecordedReferenceTests {
    private static func read(_ name: String) throws -> JSONValue {
        try JSONValue(text: Repository.text(of: "Fixtures/statistics/\(name).json"))
    }

    private static func references(_ key: String) throws -> JSONValue {
        try #require(read("references")[key])
    }

    private static func rows(
        _ statistic: String, of document: String, _ table: String? = nil,
        _ change: (inout StatisticOptions) -> Void = { _ in }
    ) throws -> FigureRows {
        try Shelf().statistic(statistic, of: read(document), change).rows(table)
    }

    /// A key of a recorded object.
    private func members(_ value: JSONValue?) throws -> [JSONValue.Member] { try #require(value?.members) }

    private func numbers(_ value: JSONValue?) throws -> [Double] {
        try #require(value?.array).compactMap(\.nearest)
    }

    /// Compares the columns of a measure with what is recorded of it.
    private func expectProfile(
        _ row: FigureRows.Row, _ measure: String, _ recorded: JSONValue, _ note: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        for member in try members(recorded) where member.key != "count" {
            #expect(
                isClose(row.number("\(measure)_\(member.key)"), member.value.nearest),
                "\(note) \(measure)_\(member.key)", sourceLocation: sourceLocation)
        }
    }

    private func expectHistogram(
        _ rows: [FigureRows.Row], _ recorded: JSONValue?, _ note: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let counts = try numbers(recorded?["counts"])
        let edges = try numbers(recorded?["edges"])
        #expect(rows.map { $0.number("count") } == counts, "\(note)", sourceLocation: sourceLocation)
        for (bin, row) in rows.enumerated() {
            #expect(
                isClose(row.number("from"), edges[bin]) && isClose(row.number("to"), edges[bin + 1]),
                "\(note) \(bin)",
                sourceLocation: sourceLocation)
        }
    }

    // MARK: Numbers

    @Test func `means, quantiles and histograms of numbers are those of NumPy`() throws {
        for array in try members(Self.references("arrays")) {
            let values = try numbers(array.value["values"])
            let distribution = Distribution(values)
            let found: [String: Double?] = [
                "mean": distribution.mean, "std": distribution.standardDeviation, "min": distribution.minimum,
                "max": distribution.maximum,
            ].merging(
                zip(
                    Profile.quantiles.map(\.name),
                    distribution.quantiles(Profile.quantiles.map(\.probability)))
            ) { $1 }
            for member in try members(array.value["profile"]) where member.key != "count" {
                let recorded = try #require(member.value.nearest)
                let own = try #require(found[member.key] ?? nil, "\(array.key) \(member.key)")
                // Sums may differ in the last digits: ours does not lose any. The values' size says which count.
                let size = values.map(\.magnitude).max() ?? 0
                let isSum = member.key == "mean" || member.key == "std"
                let off = (own - recorded).magnitude
                #expect(off <= (isSum ? 1e-12 * size : 0), "\(array.key) \(member.key) \(own) \(recorded)")
            }
            let histogram = try #require(Histogram(values, bins: 10))
            // Of equal numbers NumPy makes ten bins around them.
            if values.min() == values.max() {
                #expect(histogram.counts == [values.count], "\(array.key)")
                continue
            }
            let counts = try numbers(array.value["histogram"]?["counts"])
            #expect(histogram.counts.map { Double($0) } == counts, "\(array.key)")
            for (one, other) in zip(histogram.edges, try numbers(array.value["histogram"]?["edges"])) {
                #expect(isClose(one, other, relative: 1e-15, absolute: 0), "\(array.key)")
            }
        }
    }

    // MARK: Statistics

    @Test func `boxes have the figures of NumPy and the sizes of COCO`() throws {
        let found = try Self.rows("boxes", of: "boxes")
        let bins = try Self.rows("boxes", of: "boxes", "histogram")
        let classes = try members(Self.references("boxes")["classes"])
        #expect(found.rows.count == classes.count)
        for entry in classes {
            let row = try #require(found.only(["category": entry.key]))
            #expect(row.number("boxes") == entry.value["boxes"]?.nearest)
            for profile in try members(entry.value["profiles"]) {
                try expectProfile(row, profile.key, profile.value, entry.key)
                try expectHistogram(
                    bins.rows.filter { $0["category"] == entry.key && $0["measure"] == profile.key },
                    entry.value["histograms"]?[profile.key], "\(entry.key) \(profile.key)")
            }
            for size in ["small", "medium", "large"] {
                #expect(row.number(size) == entry.value["coco"]?[size]?.nearest, "\(entry.key) \(size)")
            }
        }
        let ranges = try #require(classes.first?.value["coco"]?["ranges"])
        let medium = try numbers(ranges["medium"])
        #expect(medium == [BoxesStatistic.coco.small, BoxesStatistic.coco.medium])
    }

    @Test func `classes count as pandas does`() throws {
        let boxes = try Self.rows("classes", of: "boxes")
        for entry in try members(Self.references("boxes")["classes"]) {
            let row = try #require(boxes.only(["category": entry.key]))
            #expect(row.number("annotations") == entry.value["boxes"]?.nearest)
            #expect(row.number("samples") == entry.value["samples"]?.nearest)
        }
        let shapes = try Self.rows("classes", of: "shapes")
        for entry in try members(Self.references("shapes")["classes"]) {
            let row = try #require(shapes.only(["category": entry.key]))
            let counts = try numbers(entry.value)
            #expect([row.number("annotations"), row.number("samples")] == counts)
        }
    }

    @Test func `attributes' values count as pandas does`() throws {
        let found = try Self.rows("attributes", of: "boxes")
        var seen = 0
        for entry in try members(Self.references("boxes")["classes"]) {
            for attribute in try members(entry.value["attributes"]) {
                for value in try members(attribute.value) {
                    // pandas reads whole numbers beside gaps as real ones.
                    let word = value.key.replacing(".0", with: "")
                    let row = try #require(
                        found.only(["category": entry.key, "attribute": attribute.key, "value": word]))
                    #expect(row.number("count") == value.value.nearest)
                    seen += 1
                }
            }
        }
        #expect(found.rows.count == seen)
    }

    @Test func `attributes change along as many tracks as pandas finds`() throws {
        let found = try Self.rows("attributes", of: "tracks", "tracks")
        for entry in try members(Self.references("tracks")) {
            let row = try #require(found.only(["category": entry.key, "attribute": "colour"]))
            #expect(row.number("tracks") == entry.value["tracks"]?.nearest)
            #expect(row.number("changing") == entry.value["changing"]?.nearest)
        }
    }

    @Test func `metadata have the figures of pandas`() throws {
        let recorded = try Self.references("metadata")
        let found = try Self.rows("metadata", of: "boxes")
        let bins = try Self.rows("metadata", of: "boxes", "histogram")
        for entry in try members(recorded["numbers"]) {
            let row = try #require(found.only(["key": entry.key]))
            #expect(row.number("samples") == entry.value["count"]?.nearest)
            try expectProfile(row, "value", entry.value, entry.key)
            // Whole numbers have whole bins, which NumPy does not make.
            guard entry.key == "height" else { continue }
            try expectHistogram(
                bins.rows.filter { $0["key"] == entry.key }, recorded["histograms"]?[entry.key], entry.key)
        }
        let values = try Self.rows("metadata", of: "boxes", "values")
        for value in try members(recorded["words"]?["city"]) {
            #expect(
                values.only(["key": "city", "value": value.key])?.number("samples") == value.value.nearest)
        }
    }

    @Test(.enabled(if: has("shapes")))
    func `shapes have the areas, lengths and convexity of shapely`() throws {
        let found = try Self.rows("shapes", of: "shapes")
        for entry in try members(Self.references("shapes")["groups"]) {
            let key = entry.key.split(separator: "|").map(String.init)
            let row = try #require(found.only(["category": key[0], "type": key[1]]))
            #expect(row.number("shapes") == entry.value["shapes"]?.nearest)
            for profile in try members(entry.value["profiles"]) {
                try expectProfile(row, profile.key, profile.value, entry.key)
            }
        }
    }

    @Test(.enabled(if: has("cooccurrence")), arguments: ["boxes", "shapes"])
    func `categories occur together as often as pandas finds`(document: String) throws {
        let found = try Self.rows("cooccurrence", of: document)
        let recorded = try members(Self.references(document)["pairs"])
        let samples = Dictionary(
            recorded.compactMap { pair -> (String, Double)? in
                let names = pair.key.split(separator: "|").map(String.init)
                return names[0] == names[1] ? pair.value.nearest.map { (names[0], $0) } : nil
            }, uniquingKeysWith: { first, _ in first })
        for pair in recorded {
            let names = pair.key.split(separator: "|").map(String.init)
            guard names[0] != names[1], let both = pair.value.nearest, both > 0 else { continue }
            let row = found.only(["category_a": names[0], "category_b": names[1]])
            let swapped = found.only(["category_a": names[1], "category_b": names[0]])
            let one = try #require(row ?? swapped, "\(pair.key)")
            let (a, b) = row == nil ? (names[1], names[0]) : (names[0], names[1])
            #expect(one.number("samples_both") == both)
            #expect(one.number("samples_a") == samples[a] && one.number("samples_b") == samples[b])
            let all = (samples[a] ?? 0) + (samples[b] ?? 0) - both
            #expect(isClose(one.number("jaccard"), both / all))
        }
    }

    private static func has(_ name: String) -> Bool { Statistic.all.contains { $0.name == name } }
}

extension JSONValue {
    /// The double nearest to a number.
    fileprivate var nearest: Double? {
        if case .number(let literal) = self { Double(literal) } else { nil }
    }
}
