import Gates
import ReleaseFormat
import TestSupport
import Testing
import Warehouse

/// A warehouse in memory, and gates held against its releases.
struct GateShelf {
    let folder: ScratchFolder
    let warehouse: Warehouse

    init(_ documents: String...) throws {
        folder = try ScratchFolder()
        warehouse = try Warehouse(path: ":memory:", access: .write)
        for document in documents { try load(document) }
    }

    /// The three releases of `acme/street-scenes`.
    static func streetScenes() throws -> GateShelf {
        let shelf = try GateShelf()
        for number in 1...3 {
            _ = try shelf.warehouse.importRelease(
                from: .file(Repository.path("Fixtures/releases/street-scenes-v\(number).json")))
        }
        return shelf
    }

    @discardableResult
    func load(_ document: String) throws -> String {
        let file = try folder.write(document, to: "release.json")
        return try warehouse.importRelease(from: .file(file)).ref
    }

    /// What becomes of a gate file.
    func results(_ file: String, of ref: String, _ options: GateOptions = GateOptions()) throws
        -> [GateResult]
    {
        let release = DiffSide(warehouse: warehouse, ref: try warehouse.resolve(ref).ref)
        return try GateEvaluation(GateFile(parsing: Array(file.utf8)), of: release, options: options)
            .results()
    }

    /// What becomes of one gate: a sentence, or a mapping as YAML writes it on one line.
    func result(
        _ gate: String, of ref: String, head: String = "", _ options: GateOptions = GateOptions()
    ) throws -> GateResult {
        let entry = gate.hasPrefix("{") ? gate : "'\(gate.replacing("'", with: "''"))'"
        let results = try results("\(head)\ngates:\n  - \(entry)\n", of: ref, options)
        return try #require(results.first)
    }

    /// The outcome, and what is said of it, on one line.
    func answer(_ gate: String, of ref: String, head: String = "") throws -> String {
        let result = try result(gate, of: ref, head: head)
        return "\(result.outcome): \(result.found ?? result.reason ?? "")"
    }
}

/// The error of a gate file, as one line.
func mistake(_ file: String) -> String? {
    do {
        _ = try GateFile(parsing: Array(file.utf8))
        return nil
    } catch {
        return "\(error.place.line):\(error.place.column): \(error.message)"
    }
}
