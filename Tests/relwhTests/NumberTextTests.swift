import Testing
import Warehouse

@testable import relwh

@Suite struct NumberTextTests {
    @Test(arguments: [
        (0, "0"), (999, "999"), (1000, "1,000"), (476_605, "476,605"), (-1_234_567, "-1,234,567"),
        (.min, "-9,223,372,036,854,775,808"),
    ])
    func `thousands are set apart`(number: Int, text: String) {
        #expect(NumberText.grouped(number) == text)
    }

    @Test(arguments: [
        (0, "0 B"), (512, "512 B"), (999, "999 B"), (1000, "1.00 kB"), (12_345, "12.3 kB"),
        (196_000_000, "196 MB"), (999_999, "1.00 MB"), (10_000_000_000, "10.0 GB"),
    ])
    func `sizes have three digits`(count: Int, text: String) {
        #expect(NumberText.bytes(count) == text)
    }

    @Test(arguments: [
        (0.0, "0.00 s"), (0.042, "0.04 s"), (0.999, "1.0 s"), (1.24, "1.2 s"), (59.99, "1 min 00 s"),
        (185, "3 min 05 s"), (7800, "2 h 10 min"),
    ])
    func `times are as exact as anybody wants`(seconds: Double, text: String) {
        #expect(NumberText.seconds(seconds) == text)
    }

    @Test(arguments: [(0, "0:00"), (7, "0:07"), (750, "12:30"), (3750, "1:02:30")])
    func `time left is told as a clock does`(seconds: Int, text: String) {
        #expect(NumberText.clock(seconds) == text)
    }

    @Test func `progress tells what was read, how fast, and what is left`() {
        let progress = ImportProgress(
            bytesConsumed: 50_000_000, bytesTotal: 200_000_000, samples: 1234, annotations: 9)
        let line = ProgressLine(progress: progress, elapsed: 0.5 + 0.5, style: Style(isUnicode: false))
        #expect(
            line.text(name: "v1.json", width: 120)
                == "v1.json  ######------------------   25%  50.0 MB of 200 MB  1,234 samples  50.0 MB/s  0:03 left"
        )
        for width in [10, 40, 60, 80] {
            #expect(DisplayWidth.of(line.text(name: "v1.json", width: width)) <= width)
        }
    }

    @Test func `progress of a pipe has no end to tell`() {
        let progress = ImportProgress(bytesConsumed: 50_000_000, bytesTotal: nil, samples: 1, annotations: 0)
        let line = ProgressLine(progress: progress, elapsed: 2, style: Style(isUnicode: true))
        #expect(line.text(name: "<stdin>", width: 80) == "<stdin>  50.0 MB  1 sample  25.0 MB/s")
    }

    @Test func `progress is sane at its ends`() {
        let nothing = ProgressLine(
            progress: ImportProgress(bytesConsumed: 0, bytesTotal: 0, samples: 0, annotations: 0), elapsed: 0)
        #expect(nothing.text(name: "a", width: 80) == "a  0 B  0 samples")
        let beyond = ProgressLine(
            progress: ImportProgress(bytesConsumed: 11, bytesTotal: 10, samples: 0, annotations: 0),
            elapsed: 1)
        #expect(beyond.text(name: "a", width: 80).contains("100%"))
    }
}
