import Testing

@testable import relwh

@Suite struct BarTextTests {
    private static let ascii = Style(isUnicode: false)

    static let bars: [(Double, String)] = [
        (0.0, ""), (1e-9, "▏"), (0.015625, "▏"), (0.03125, "▎"), (0.046875, "▍"), (0.0625, "▌"),
        (0.078125, "▋"), (0.09375, "▊"), (0.109375, "▉"), (0.125, "█"), (0.5, "████"), (0.5625, "████▌"),
        (1, "████████"), (1.5, "████████"), (-1, ""), (.nan, ""), (.infinity, "████████"),
    ]

    @Test(arguments: bars)
    func `a bar is exact to an eighth of a column`(fraction: Double, bar: String) {
        #expect(BarText.of(fraction, width: 8, style: .plain) == bar)
    }

    static let plainBars: [(Double, String)] = [
        (0, ""), (1e-9, "#"), (0.5, "####"), (0.55, "####"), (0.57, "#####"), (1, "########"),
    ]

    @Test(arguments: plainBars)
    func `a bar in ASCII has whole columns`(fraction: Double, bar: String) {
        #expect(BarText.of(fraction, width: 8, style: Self.ascii) == bar)
    }

    @Test func `no bar is wider than its room, and none of something is empty`() {
        for width in 0...20 {
            for step in 1...200 {
                for style in [Style.plain, Self.ascii] {
                    let bar = BarText.of(Double(step) / 200, width: width, style: style)
                    #expect(bar.count <= width && bar.isEmpty == (width == 0))
                }
            }
        }
        #expect(BarText.of(0.5, width: -3, style: .plain) == "")
    }
}
