import Warehouse

/// What a progress bar says at one moment.
struct ProgressLine {
    var progress: ImportProgress
    /// Seconds since the start.
    var elapsed: Double
    var style: Style = .plain
    var showsSamples = true

    private static let barWidth = 24

    /// `v1.json  ━━━━━━────  45%  88.2 / 196 MB  180 MB/s  0:01 left`, as much of it as `width` holds.
    func text(name: String, width: Int) -> String {
        let name = DisplayWidth.truncated(
            SafeText.shown(name), to: max(8, width / 3), ellipsis: style.ellipsis)
        var parts = [name] + figures
        if let fraction {
            let room = width - DisplayWidth.of(parts.joined(separator: "  ")) - 2
            if room >= 10 { parts.insert(bar(fraction, width: min(room, ProgressLine.barWidth)), at: 1) }
        }
        return DisplayWidth.truncated(parts.joined(separator: "  "), to: width, ellipsis: style.ellipsis)
    }

    private var fraction: Double? {
        guard let total = progress.bytesTotal, total > 0 else { return nil }
        return min(1, max(0, Double(progress.bytesConsumed) / Double(total)))
    }

    private var bytesPerSecond: Double? {
        guard elapsed > 0.05, progress.bytesConsumed > 0 else { return nil }
        return Double(progress.bytesConsumed) / elapsed
    }

    private var figures: [String] {
        var parts: [String] = []
        if let fraction, let total = progress.bytesTotal {
            let percent = String(Int(fraction * 100))
            parts.append(String(repeating: " ", count: 3 - percent.count) + percent + "%")
            parts.append("\(NumberText.bytes(progress.bytesConsumed)) of \(NumberText.bytes(total))")
        } else {
            parts.append(NumberText.bytes(progress.bytesConsumed))
        }
        if showsSamples { parts.append(NumberText.counted(progress.samples, "sample")) }
        if let bytesPerSecond { parts.append("\(NumberText.bytes(bytesPerSecond))/s") }
        if let secondsLeft { parts.append("\(NumberText.clock(secondsLeft)) left") }
        return parts
    }

    /// By the mean rate so far; not before there is enough to go by.
    private var secondsLeft: Int? {
        guard let fraction, fraction > 0.01, elapsed > 0.5 else { return nil }
        return Int((elapsed * (1 - fraction) / fraction).rounded(.up))
    }

    private func bar(_ fraction: Double, width: Int) -> String {
        let full = Int((fraction * Double(width)).rounded(.down))
        return String(repeating: style.barFull, count: full)
            + String(repeating: style.barEmpty, count: width - full)
    }
}
