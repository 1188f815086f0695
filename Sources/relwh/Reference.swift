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

    /// Releases of one warehouse.
    struct Group {
        var warehouse: Warehouse
        var refs: [String]
    }

    /// Finds releases as ``find(_:options:)`` does, in order; those of the warehouse all at once.
    static func findAll(_ names: [String], options: GlobalOptions) throws -> [Group] {
        do {
            let warehouse = try options.openForReading()
            return [Group(warehouse: warehouse, refs: try warehouse.resolve(names).map(\.ref))]
        } catch let error as WarehouseError where error.kind == .notFound && names.contains(where: isFile) {
            return try names.map { name in
                let reference = try find(name, options: options)
                return Group(warehouse: reference.warehouse, refs: [reference.ref])
            }
        }
    }

    /// Finds two releases that are to be asked together: in one warehouse where that can be.
    ///
    /// Two files go into one warehouse in memory, unless they are of the same name and differ.
    static func findPair(
        _ first: String, _ second: String, options: GlobalOptions
    ) throws -> (Reference, Reference) {
        let old = try find(first, options: options)
        if old.warehouse.path.isEmpty, isFile(second), !isKnown(second, options) {
            // Refused for its name, or for what is wrong with it: which of the two, the other way tells.
            let report = try? old.warehouse.importRelease(
                from: .file(second), options: ImportOptions(), cancellation: Interruption.cancellation,
                progress: nil)
            if let report { return (old, Reference(warehouse: old.warehouse, ref: report.ref)) }
        }
        let new = try find(second, options: options)
        return (old, new.joining(old))
    }

    /// The same release by the other's connection, where both are of one file: equal ids are equal content then, and
    /// one query reaches both.
    func joining(_ other: Reference) -> Reference {
        let isOneFile = !other.warehouse.path.isEmpty && other.warehouse.path == warehouse.path
        return isOneFile ? Reference(warehouse: other.warehouse, ref: ref) : self
    }

    private static func isKnown(_ name: String, _ options: GlobalOptions) -> Bool {
        (try? options.openForReading().resolve(name)) != nil
    }

    private static func isFile(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFDIR
    }
}
