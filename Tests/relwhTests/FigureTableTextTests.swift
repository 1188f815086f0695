import Testing

@testable import Warehouse
@testable import relwh

@Suite struct FigureTableTextTests {
    /// Two rows: a key, a share, and a profile of which people are shown the mean.
    private static let table: FigureTable = {
        let measures = ["mean", "std", "p5", "p25", "p95"].map { name in
            name == "mean" ? FigureColumn.figure("width_mean") : .detail("width_\(name)")
        }
        let columns = [FigureColumn.key("category"), .figure("share", .share)] + measures
        return FigureTable(
            "boxes", columns,
            rows: [
                [.text("car"), .share(0.75)] + (1...5).map { .measure(Double($0)) },
                [.text("bus"), .share(0.25)] + (1...5).map { .measure(Double($0)) },
            ])
    }()

    private static func titles(_ limit: Int?) -> [String] {
        FigureTableText(table, style: .plain, limit: limit).columns.map(\.title)
    }

    @Test func `a wide terminal shows details, spread first, in the order of the table`() {
        #expect(Self.titles(nil) == ["category", "share", "", "width mean"])
        #expect(Self.titles(50) == ["category", "share", "", "width mean"])
        #expect(Self.titles(60) == ["category", "share", "", "width mean", "width std"])
        let wide = FigureTableText(Self.table, style: .plain, limit: 230)
        #expect(wide.columns.count == 8 && wide.hiddenColumns == 0)
        #expect(
            Self.titles(86) == ["category", "share", "", "width mean", "width std", "width p5", "width p95"])
        #expect(FigureTableText(Self.table, style: .plain, limit: 86).hiddenColumns == 1)
    }

    @Test func `bars shrink with the terminal, and keep their proportions`() throws {
        for limit in 33...60 {
            let text = FigureTableText(Self.table, style: .plain, limit: limit)
            let bars = text.rows.compactMap { $0[2] }
            #expect(bars[0].count == min(20, limit - 29), "\(limit)")
            #expect(abs(bars[1].count - bars[0].count / 3) <= 1, "\(limit)")
        }
        #expect(Self.titles(32) == ["category", "share", "width mean"])
    }

    @Test func `what is shown of measures keeps all digits before the point`() {
        let column = FigureColumn.figure("area_mean")
        for (value, text) in [
            (11_582.3, "11,582"), (999.96, "1,000"), (1234.5, "1,235"), (-98_765.4, "-98,765"),
            (0.123456, "0.1235"), (12.345, "12.35"), (1e15, "1,000,000,000,000,000"),
        ] {
            #expect(FigureText.of(.measure(value), in: column) == text)
        }
    }
}
