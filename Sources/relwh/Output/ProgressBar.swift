import Platform
import Warehouse

/// One line on a terminal that shows how far an import or a backup has come; redrawn ten times a second at most.
final class ProgressBar {
    private let name: String
    private let style: Style
    private let start = ContinuousClock.now
    private var lastDrawn: ContinuousClock.Instant?
    private var isShown = false

    init(name: String, style: Style) {
        self.name = name
        self.style = style
    }

    func update(_ progress: ImportProgress) { update(progress, showsSamples: true) }

    func update(_ progress: BackupProgress) {
        update(
            ImportProgress(
                bytesConsumed: progress.bytesCopied, bytesTotal: progress.bytesTotal, samples: 0,
                annotations: 0),
            showsSamples: false)
    }

    private func update(_ progress: ImportProgress, showsSamples: Bool) {
        let now = ContinuousClock.now
        if let lastDrawn, now - lastDrawn < .milliseconds(100) { return }
        lastDrawn = now
        let line = ProgressLine(
            progress: progress, elapsed: (now - start) / .seconds(1), style: style, showsSamples: showsSamples
        )
        draw("\r\u{1B}[K" + line.text(name: name, width: Terminal.width(of: STDERR_FILENO) - 1))
        isShown = true
    }

    /// Takes the line off the terminal.
    func clear() {
        if isShown { draw("\r\u{1B}[K") }
        isShown = false
    }

    /// Progress is worth no error: what cannot be drawn is not drawn.
    private func draw(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            _ = write(STDERR_FILENO, bytes.baseAddress, bytes.count)
        }
    }
}
