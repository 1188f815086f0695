import Warehouse

/// A baseline as a file.
enum BaselineFile {
    static func read(_ path: String) throws -> Baseline {
        let bytes = try TextFile.bytes(of: path)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure.usage("\(path): the baseline is not UTF-8")
        }
        do {
            return try Baseline(parsing: text)
        } catch let error as BaselineError {
            throw Failure.usage(
                "\(path):\(error.line): not a line of a baseline: \(error.text)",
                hint:
                    "A line has a fingerprint of 16 digits, a number, a rule and a location, separated by tabs; "
                    + "'relwh validate REF --write-baseline FILE' writes them.")
        }
    }

    /// The file appears, or changes, once it is whole.
    static func write(_ baseline: Baseline, to path: String) throws {
        let output = try Output(path: path)
        try output.write { $0.append(contentsOf: baseline.text.utf8) }
        try output.finish()
    }
}
