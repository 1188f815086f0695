import Platform
import ReleaseFormat
import Warehouse

/// A release as a user named it: found in the warehouse, or read from a file.
struct Reference {
    var warehouse: Warehouse
    var ref: String

    /// The name of a release on standard input.
    static let standardInput = "-"

    /// Finds the release. What the warehouse does not know but is a file, and what comes on standard input, is imported
    /// into a warehouse in memory, of which nothing is left.
    static func find(_ name: String, options: GlobalOptions) throws -> Reference {
        if name == standardInput { return try read(.standardInput) }
        do {
            let warehouse = try options.openForReading()
            return Reference(warehouse: warehouse, ref: try warehouse.resolve(name).ref)
        } catch let error as WarehouseError where error.kind == .notFound {
            if isFile(name) { return try read(.file(name)) }
            throw MistakenReference(name)?.failure ?? error
        }
    }

    private static func read(_ source: ReleaseSource) throws -> Reference {
        let warehouse = try Warehouse.temporary()
        Interruption.listen()
        let report = try warehouse.importRelease(
            from: source, options: ImportOptions(), cancellation: Interruption.cancellation, progress: nil)
        return Reference(warehouse: warehouse, ref: report.ref)
    }

    /// - Throws: `Failure` where several of the names mean standard input.
    static func checkStandardInput(_ names: [String]) throws {
        if names.count(where: { $0 == standardInput }) > 1 {
            throw Failure.usage("standard input (-) can be read only once")
        }
    }

    /// Releases of one warehouse.
    struct Group {
        var warehouse: Warehouse
        var refs: [String]
    }

    /// Finds releases as ``find(_:options:)`` does, in order; those of the warehouse all at once.
    static func findAll(_ names: [String], options: GlobalOptions) throws -> [Group] {
        try checkStandardInput(names)
        if !names.contains(standardInput) {
            do {
                let warehouse = try options.openForReading()
                return [Group(warehouse: warehouse, refs: try warehouse.resolve(names).map(\.ref))]
            } catch let error as WarehouseError where error.kind == .notFound {
                // One of them may be a file, or be missing for a reason that can be named.
            }
        }
        return try names.map { name in
            let reference = try find(name, options: options)
            return Group(warehouse: reference.warehouse, refs: [reference.ref])
        }
    }

    /// Finds two releases that are to be asked together: in one warehouse where that can be.
    ///
    /// Two files go into one warehouse in memory, unless they are of the same name and differ.
    static func findPair(
        _ first: String, _ second: String, options: GlobalOptions
    ) throws -> (Reference, Reference) {
        try checkStandardInput([first, second])
        let old = try find(first, options: options)
        if old.warehouse.path.isEmpty, isFile(second), !isKnown(second, options) {
            // Refused for its name, or for what is wrong with it: the other way shows which.
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

    /// Whether the warehouse knows a release by this name.
    static func isKnown(_ name: String, _ options: GlobalOptions) -> Bool {
        (try? options.openForReading().resolve(name)) != nil
    }

    static func isFile(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFDIR
    }
}
