import ReleaseFormat
import Warehouse

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A release as a user named it: found in the warehouse, or read from a file.
struct Reference {
    var warehouse: Warehouse
    var ref: String

    /// Finds the release. What the warehouse does not know but is a file is imported into a warehouse in memory, that
    /// nothing is left of.
    static func find(_ name: String, options: GlobalOptions) throws -> Reference {
        do {
            let warehouse = try options.openForReading()
            return Reference(warehouse: warehouse, ref: try warehouse.resolve(name).ref)
        } catch let error as WarehouseError where error.kind == .notFound && isFile(name) {
            let warehouse = try Warehouse.temporary()
            Interruption.listen()
            let report = try warehouse.importRelease(
                from: .file(name), options: ImportOptions(), cancellation: Interruption.cancellation,
                progress: nil)
            return Reference(warehouse: warehouse, ref: report.ref)
        }
    }

    private static func isFile(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFDIR
    }
}
