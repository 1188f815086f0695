import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

/// The one order in time that releases have.
@Suite struct HistoryOrderTests {
    /// Each is an instant of its own, earliest first.
    private static let moments = [
        "0001-01-01", "1969-12-31T23:59:59.999999Z", "1970-01-01", "2000-02-29 23:00",
        "2000-03-01T00:00:00Z", "2023-12-31 22:59:59-01:00", "2024-01-01T00:00:00.000001Z",
        "2024-01-01 00:00:00.000002+00:00", "2024-01-01T00:00:00,00000200000001Z",
        "2024-01-01T09:00:01+09:00",
        "2024-06-01T00:30:00+03:00", "2024-06-01 00:00", "2024-05-31 23:30:00-0500", "2024-06-01t04:30:01z",
        "2024-06-30T23:59:60Z", "2024-07-01 00:00:00.5 +00", "9999-12-31 23:59:59.999999+00:00",
    ]

    @Test func `moments are read with their offsets and fractions`() throws {
        let instants = try Self.moments.map { try #require(Instant($0), "\($0)") }
        #expect(zip(instants, instants.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test(arguments: [
        ("2024-06-01", "2024-05-31T19:00:00-05:00"), ("2024-06-01T00:00:00Z", "2024-06-01 00:00"),
        ("2024-06-01T12:00:00.5Z", "2024-06-01 14:00:00.500000+02:00"),
        ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"), ("2024-06-01 10:00:00+05", "2024-06-01T05:00Z"),
        ("2024-03-01", "2024-02-29T23:00-0100"),
    ])
    func `one moment can be written in many ways`(one: String, other: String) throws {
        #expect(try #require(Instant(one)) == #require(Instant(other)))
    }

    @Test(arguments: [
        "", "latest", "2024", "2024-13-01", "2024-02-30", "2023-02-29", "1900-02-29", "2024-00-10",
        "0000-01-01",
        "24-01-01", "2024-1-1", "2024/01/01", "2024-01-01T", "2024-01-01T24:00:00Z", "2024-01-01T10:60:00Z",
        "2024-01-01T10:00:61Z", "2024-01-01T10:00:00.Z", "2024-01-01T10:00:00+", "2024-01-01T10:00:00+25:00",
        "2024-01-01T10:00:00+01:", "2024-01-01T10:00:00Z ", " 2024-01-01", "2024-01-01+01:00", "1717200000",
        "2024-01-01T10:00:00 UTC", "２０２４-01-01",
    ])
    func `what is no date is no moment`(text: String) { #expect(Instant(text) == nil) }

    /// Releases of one dataset, in the order of their import, with their times.
    private func shelf(_ times: [(String, String?)]) throws -> Shelf {
        let shelf = try Shelf()
        for (name, time) in times { try shelf.load(Documents.boxes(name, createdAt: time, samples: 1)) }
        return shelf
    }

    @Test func `everything that speaks of a history follows the instant`() throws {
        // By their text the order would be the reverse.
        let shelf = try shelf([
            ("third", "2024-05-31 23:30:00-05:00"), ("first", "2024-06-01T00:30:00+03:00"),
            ("second", "2024-06-01T00:00:00Z"),
        ])
        let warehouse = shelf.warehouse
        let newestFirst = ["third", "second", "first"]
        #expect(try warehouse.releases().map(\.release) == newestFirst)
        #expect(
            try ["latest", "latest~1", "latest~2"].map { try warehouse.resolve("flowers@\($0)").release }
                == newestFirst)
        #expect(try warehouse.log().map(\.release.release) == newestFirst)
        #expect(
            try warehouse.log().map(\.previous) == ["acme/flowers@second", "acme/flowers@first", nil])
        #expect(try warehouse.changelog().map(\.release.release) == newestFirst)
        #expect(try warehouse.changelog(since: "first").map(\.release.release) == ["third", "second"])
        #expect(try warehouse.datasets().map(\.latest) == ["third"])
        #expect(try warehouse.labelsets().map(\.ref) == newestFirst.map { "acme/flowers@\($0)" })
        #expect(try warehouse.categories().map(\.ref).first == "acme/flowers@third")
        let oldestFirst = Array(newestFirst.reversed())
        let trend = try warehouse.trend(Statistic.named("classes"))
        #expect(trend.releases.map(\.release) == oldestFirst)
        #expect(try warehouse.history(of: "u0").entries.map(\.release.release) == oldestFirst)
        let findings = try warehouse.statistics([Statistic.named("findings")], of: ["first"])
        #expect(findings.count == 1)
    }

    @Test func `fractions of a second count, to the microsecond and beyond`() throws {
        let shelf = try shelf([
            ("c", "2024-01-01 00:00:00.000010+00:00"), ("b", "2024-01-01 00:00:00.000009+00:00"),
            ("a", "2024-01-01T00:00:00.0000085Z"), ("d", "2024-01-01T00:00:00.01Z"),
        ])
        #expect(try shelf.warehouse.releases().map(\.release) == ["d", "c", "b", "a"])
    }

    @Test func `equal instants go by the order of import, and what is no date comes before all dates`() throws
    {
        let shelf = try shelf([
            ("z", "2024-01-01"), ("soon", "zzz"), ("y", "2024-01-01T01:00:00+01:00"), ("none", nil),
            ("x", "2023-12-31T19:00:00-05:00"), ("old", "0001-01-01"), ("empty", ""),
        ])
        #expect(
            try shelf.warehouse.releases().map(\.release) == ["x", "y", "z", "old", "empty", "none", "soon"])
        #expect(try shelf.warehouse.resolve("flowers@latest").release == "x")
    }

    @Test func `an import warns of a time that is no date`() throws {
        let shelf = try Shelf()
        func warnings(_ createdAt: JSONValue?, _ name: String) throws -> [String] {
            try shelf.load(Documents.boxes(name).with("created_at", createdAt)).warnings
        }
        #expect(
            try warnings("2024-02-30", "a").first?.hasPrefix("created_at is not a date: \"2024-02-30\"")
                == true)
        #expect(try warnings(.number("17"), "b").first?.contains("17") == true)
        #expect(try warnings("", "c").count == 1)
        for (index, time) in Self.moments.enumerated() {
            #expect(try warnings(.string(time), "m\(index)") == [])
        }
        #expect(try warnings(nil, "d") == [] && warnings(.null, "e") == [])
    }

    @Test func `the views need nothing but SQLite`() throws {
        let shelf = try shelf([("a", "2024-06-01T00:30:00+03:00"), ("b", "soon")])
        #expect(
            try shelf.lines("SELECT release, created_at FROM releases ORDER BY julianday(created_at)")
                == ["'b'|'soon'", "'a'|'2024-06-01T00:30:00+03:00'"])
    }
}
