import Testing

@testable import relwh

@Suite struct SparklineTextTests {
    private static let ascii = Style(isUnicode: false)

    static let series: [([Double?], String, String)] = [
        ([], "", ""),
        ([1, 2, 3, 4, 5, 6, 7, 8], "▁▂▃▄▅▆▇█", "_.:-=+*#"),
        ([0, 10, nil, 5], "▁█ ▅", "_# ="),
        ([3, 3, 3], "▄▄▄", "---"),
        ([0], "▄", "-"),
        ([nil, nil], "  ", "  "),
        ([.nan, 1, .infinity, 2, -.infinity], " ▁ █ ", " _ # "),
        ([-.greatestFiniteMagnitude, 0, .greatestFiniteMagnitude], "▁▅█", "_=#"),
        ([0, .leastNonzeroMagnitude], "▁█", "_#"),
    ]

    @Test(arguments: series)
    func `a series is one character a value`(values: [Double?], unicode: String, plain: String) {
        #expect(SparklineText.of(values, style: .plain) == unicode)
        #expect(SparklineText.of(values, style: Self.ascii) == plain)
    }

    static let reductions: [([Double?], Int, String)] = [
        ([1, 3, 5, 7], 2, "▁█"),
        ([0, 0, 8, 8, 4, 4], 3, "▁█▅"),
        ([nil, nil, 1, nil, 2, 2], 3, " ▁█"),
        ([1, 2], 5, "▁█"),
        ([1, 2, 3], 0, ""),
        ([1, 2, 3], -1, ""),
        ([1, 2, 3], 1, "▄"),
        ([.greatestFiniteMagnitude, .greatestFiniteMagnitude, 0, 0], 2, "█▁"),
    ]

    @Test(arguments: reductions)
    func `a long series is reduced to means`(values: [Double?], width: Int, text: String) {
        #expect(SparklineText.of(values, style: .plain, width: width) == text)
    }

    @Test func `a line of any length fits in any width`() {
        for count in 0...40 {
            for width in 0...20 {
                let values: [Double?] = (0..<count).map { Double($0 * 7 % 11) }
                #expect(SparklineText.of(values, style: .plain, width: width).count == min(count, width))
            }
        }
    }
}
