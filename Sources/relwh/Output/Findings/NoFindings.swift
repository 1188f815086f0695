import Warehouse

/// Writes nothing: where only the exit code is asked for.
struct NoFindings: FindingWriter {
    func begin(_ frame: ValidationFrame) {}
    func finding(_ finding: Finding, isKnown: Bool) {}
    func end(_ report: ValidationReport) {}
}
