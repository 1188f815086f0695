import Gates
import Warehouse

/// Checks releases against the gates of a file.
struct GateRun {
    /// As it was named.
    private let name: String
    private let file: GateFile
    private let settings: RuleSettings
    private let global: GlobalOptions

    /// - Throws: `Failure`: exit 3 without such a file, 2 with the place of what is wrong in it.
    init(reading name: String, settings: RuleSettings, global: GlobalOptions) throws {
        self.name = name
        self.settings = settings
        self.global = global
        let bytes = try TextFile.bytes(of: name)
        do {
            file = try GateFile(parsing: bytes)
        } catch {
            throw Failure(error, in: name)
        }
    }

    func evaluation(of reference: Reference) throws -> GateEvaluation {
        var options = GateOptions()
        options.settings = settings
        options.cancellation = Interruption.cancellation
        if reference.warehouse.path.isEmpty { options.previous = try previous(of: reference) }
        options.find = { [global] name in
            let found = try Reference.find(name, options: global).joining(reference)
            return DiffSide(warehouse: found.warehouse, ref: found.ref)
        }
        return GateEvaluation(
            file, of: DiffSide(warehouse: reference.warehouse, ref: reference.ref), options: options)
    }

    func report(_ evaluation: GateEvaluation) throws -> GateReport {
        try translating { GateReport(results: try evaluation.results()) }
    }

    /// Runs `body`, naming the file in what is wrong with it.
    func translating<R>(_ body: () throws -> R) throws -> R {
        do {
            return try body()
        } catch let error as PlacedError {
            throw Failure(error, in: name)
        }
    }

    /// What comes before a release that is read from a file: the release before it in the warehouse, where that has it
    /// too, else the dataset's latest; nil without a warehouse.
    private func previous(of reference: Reference) throws -> DiffSide? {
        let release = try reference.warehouse.release(reference.ref)
        guard let warehouse = try? global.openForReading() else { return nil }
        let releases = try warehouse.releases().filter { $0.dataset == release.dataset }
        guard let place = releases.firstIndex(where: { $0.ref == release.ref }) else {
            return releases.first.map { DiffSide(warehouse: warehouse, ref: $0.ref) }
        }
        let before = releases.dropFirst(place + 1).first
        return before.map { DiffSide(warehouse: warehouse, ref: $0.ref) }
    }
}

extension Failure {
    /// What is wrong with such a file is a matter of usage; what it asks the warehouse for in vain keeps its exit code.
    init(_ error: PlacedError, in file: String) {
        if let cause = error.cause {
            self = Failure(cause)
        } else {
            self.init(.usage, error.message)
            if !error.candidates.isEmpty {
                hints.append(Failure.list(error.candidates, lead: "Did you mean:"))
            }
            if let hint = error.hint { hints.append(hint) }
            if let remedy = error.remedy { hints.append(Failure.words(remedy)) }
        }
        message = "\(file):\(error.place.line):\(error.place.column): \(message)"
    }
}
