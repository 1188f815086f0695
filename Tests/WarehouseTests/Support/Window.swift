/// The reader takes a piece of 64 KiB to look for the header; whatever samples it holds are one batch.
enum Window {
    /// The document with white space in front, so that its samples begin where that piece ends: from there on,
    /// batches are as small as asked for.
    static func withSamplesBehind(_ text: String) -> String {
        guard let samples = text.firstRange(of: "\"samples\":[") else { return text }
        let count = text.utf8.distance(from: text.startIndex, to: samples.upperBound)
        return String(repeating: " ", count: max(0, (64 << 10) - count)) + text
    }
}
