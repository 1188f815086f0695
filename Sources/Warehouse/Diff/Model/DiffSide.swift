/// One of two releases that are compared.
///
/// The two may be in different warehouses: content is compared by its digest then.
public struct DiffSide {
    public var warehouse: Warehouse
    /// owner/name@release
    public var ref: String

    public init(warehouse: Warehouse, ref: String) {
        self.warehouse = warehouse
        self.ref = ref
    }
}
