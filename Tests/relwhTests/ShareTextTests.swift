import Testing

@testable import relwh

@Suite struct ShareTextTests {
    static let shares: [(Double, String)] = [
        (0.0, "0%"), (-0.0, "0%"), (1, "100%"), (0.125, "12.5%"), (0.5, "50.0%"), (0.0004, "<0.1%"),
        (1e-300, "<0.1%"), (0.0005, "0.1%"), (0.9994, "99.9%"), (0.9996, ">99.9%"),
        ((1.0 as Double).nextDown, ">99.9%"), ((1.0 as Double).nextUp, ">100%"), (1.5, "150.0%"),
        (123.456, "12,345.6%"), (-0.125, "-12.5%"), (-1e-9, "-<0.1%"), (.nan, "NaN"),
        (.infinity, "Infinity"),
    ]

    @Test(arguments: shares)
    func `a share is told to a tenth, and none or all only where it is so`(share: Double, text: String) {
        #expect(NumberText.percent(share) == text)
    }

    static let growths: [(Double, String)] = [
        (0.125, "+12.5%"), (-0.03, "-3.0%"), (0, "0%"), (-0.0, "0%"), (1, "+100%"), (-1, "-100%"),
        (1e-9, "+<0.1%"), (12, "+1,200.0%"), (.nan, "NaN"),
    ]

    @Test(arguments: growths)
    func `a growth has its sign`(share: Double, text: String) {
        #expect(NumberText.signedPercent(share) == text)
    }

    static let differences: [(Int, String)] = [
        (0, "0"), (1200, "+1,200"), (-3, "-3"), (.max, "+9,223,372,036,854,775,807"),
        (.min, "-9,223,372,036,854,775,808"),
    ]

    @Test(arguments: differences)
    func `a difference has its sign`(difference: Int, text: String) {
        #expect(NumberText.signed(difference) == text)
    }

    static let reals: [(Double, String)] = [
        (0.0, "0"), (-0.0, "0"), (1, "1"), (12.5, "12.5"), (-12.5, "-12.5"), (3.14159, "3.142"),
        (0.12345, "0.1235"), (0.00012344, "0.0001234"), (1e-4, "0.0001"), (0.000099994, "9.999e-5"),
        (0.000099999, "1e-4"), (1.5e-7, "1.5e-7"), (.leastNonzeroMagnitude, "5e-324"), (999.95, "1,000"),
        (999.94, "999.9"), (1234, "1,234"), (12_345.6, "12,346"), (476_605, "476,605"),
        (11_582.3, "11,582"), (9999.5, "10,000"),
        (1e14, "100,000,000,000,000"), (1e15, "1,000,000,000,000,000"), (1.2345e15, "1.235e15"),
        (1e16, "1e16"), (.greatestFiniteMagnitude, "1.798e308"), (-1e20, "-1e20"),
        (0.30000000000000004, "0.3"), (99_999, "99,999"), (.nan, "NaN"), (-.infinity, "-Infinity"),
    ]

    @Test(arguments: reals)
    func `a real has four digits that count`(value: Double, text: String) {
        #expect(NumberText.significant(value) == text)
    }

    static let lengths: [(Int, String)] = [
        (1, "123"), (2, "123"), (3, "123"), (5, "123.46"), (17, "123.456"), (0, "123"),
    ]

    @Test(arguments: lengths)
    func `digits are as many as asked for`(digits: Int, text: String) {
        #expect(NumberText.significant(123.456, digits: digits) == text)
    }

    @Test func `what is rounded is near`() throws {
        for power in -300...300 where power.isMultiple(of: 7) {
            let value = 1.23456789 * (try #require(Double("1e\(power)")))
            let text = NumberText.significant(value).replacing(",", with: "")
            let read = try #require(Double(text))
            #expect((read / value - 1).magnitude < 0.0005, "\(text)")
        }
    }
}
