import Warehouse

/// What `body` returns; nil if the release has none of the values that a filter or a grouping names.
func ifKnown<R>(_ body: () throws -> R) throws -> R? {
    do {
        return try body()
    } catch let error as WarehouseError where error.unknown != nil {
        return nil
    }
}
