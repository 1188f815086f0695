import Warehouse

/// Takes the rows of a result and writes them in one format, as they come.
protocol RowWriter {
    func begin(_ columns: [QueryColumn]) throws
    func row(_ values: [Value]) throws
    func end() throws
}
