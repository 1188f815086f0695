/// The rows of the report, as `--only` names them.
enum RowName: String, CaseIterable {
    case first
    case c
    case python
    case pythonCollecting = "python-gc"
    case duckdb
    case successor
    case again
    case growth
    case memoryFile = "memory-file"
    case memoryGzip = "memory-gzip"
    case memoryPipe = "memory-pipe"
    case start
    case size
    case sql
    case overview
    case trend
    case boxes
    case attributes
    case cooccurrence
    case search
    case diff
    case diffFiles = "diff-files"
    case diffMemory = "diff-memory"
    case diffPython = "diff-python"
    case validate
    case validateCuboids = "validate-cuboids"
    case validatePython = "validate-python"
}
