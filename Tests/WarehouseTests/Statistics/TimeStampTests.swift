import ReleaseFormat
import Testing

@testable import Warehouse

@Suite struct TimeStampTests {
    @Test func `numbers and texts that are numbers are time stamps`() throws {
        func stamp(_ text: String) throws -> TimeStamp? { TimeStamp(try JSONValue(text: text)) }
        #expect(try stamp("1700000000123456789") == .whole(1_700_000_000_123_456_789))
        #expect(try stamp("\"1700000000123456789\"") == .whole(1_700_000_000_123_456_789))
        #expect(try stamp("\"00012\"") == .whole(12))
        #expect(try stamp("12.0") == .whole(12))
        #expect(try stamp("-0.5") == .real(-0.5))
        #expect(try stamp("\"1.7e9\"") == .real(1.7e9))
        for text in [
            "null", "true", "\"\"", "\"nan\"", "\"inf\"", "\"0x1p3\"", "\"1e400\"", "1e400", "\"12:30\"",
            "[1]",
            "\" 1\"", "\"-\"",
        ] {
            #expect(try stamp(text) == nil, "\(text)")
        }
    }

    @Test func `the size of a time stamp tells its unit`() {
        #expect(TimeStamp.whole(1_700_000_000_000_000_000).likelyUnit == .nanoseconds)
        #expect(TimeStamp.whole(1_700_000_000_000_000).likelyUnit == .microseconds)
        #expect(TimeStamp.whole(1_700_000_000_000).likelyUnit == .milliseconds)
        #expect(TimeStamp.real(1_700_000_000.5).likelyUnit == .seconds)
        #expect(TimeStamp.real(1e17).likelyUnit == .nanoseconds)
        #expect(TimeStamp.real(99_999_999.9).likelyUnit == nil)
        #expect(TimeStamp.whole(0).likelyUnit == nil)
        #expect(TimeStamp.whole(.min).likelyUnit == .nanoseconds)
    }

    @Test func `whole time stamps are subtracted exactly, and nothing overflows`() {
        let start = TimeStamp.whole(1_700_000_000_000_000_001)
        #expect(TimeStamp.whole(1_700_000_000_000_000_002).seconds(since: start, .nanoseconds) == 1e-9)
        #expect(TimeStamp.whole(.max).seconds(since: .whole(.min), .seconds) == 0x1p64)
        #expect(TimeStamp.real(2.5).seconds(since: .whole(1), .milliseconds) == 0.0015)
    }

    @Test func `the first time stamp of a sequence tells what all count`() {
        let times = SequenceTimes(first: 7, [nil, .whole(1_700_000_000), .real(3)], unit: nil)
        #expect(times.seconds(from: 8, to: 9) == -1_699_999_997)
        #expect(times.seconds(from: 7, to: 8) == nil)
        #expect(!times.lacksUnit)
        #expect(SequenceTimes(first: 0, [.whole(1), .whole(2)], unit: nil).lacksUnit)
        #expect(!SequenceTimes(first: 0, [nil, nil], unit: nil).lacksUnit)
        #expect(SequenceTimes(first: 0, [.whole(1), .whole(2)], unit: .seconds).seconds(from: 0, to: 1) == 1)
    }
}
