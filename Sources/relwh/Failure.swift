import Platform
import ReleaseFormat
import Warehouse

/// Why a command ends early: an exit code, and a message for people.
struct Failure: Error {
    var status: Outcome
    /// The first line says what is wrong; further lines add to it.
    var message: String
    /// What to do about it, a line each.
    var hints: [String] = []
    var excerpt: SQLExcerpt?

    init(_ status: Outcome, _ message: String, hints: [String] = []) {
        self.status = status
        self.message = message
        self.hints = hints
    }

    static func usage(_ message: String, hint: String? = nil) -> Failure {
        Failure(.usage, message, hints: hint.map { [$0] } ?? [])
    }

    /// The one place where the errors of the libraries meet exit codes.
    init(_ error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let error as WarehouseError: self.init(error)
        case let error as SearchError: self.init(error)
        case var error as InputError:
            if let remedy = error.remedy { error.advice = Self.words(remedy) }
            self.init(Failure.status(of: error.kind), error.description)
        case let error as OutputError: self.init(error)
        // Whatever came of a stop that was asked for.
        case _ where Interruption.cancellation.isCancelled: self.init(.interrupted, "interrupted")
        default:
            self.init(
                .bug, "this should not have happened: \(error)",
                hints: ["This is a bug in relwh. Please report it, with the command that you ran."])
        }
    }

    private init(_ error: WarehouseError) {
        self.init(Failure.status(of: error.kind), error.message)
        if !error.candidates.isEmpty {
            let lead = error.kind == .ambiguous ? "It could be:" : "Did you mean:"
            hints.append(Failure.list(error.candidates, lead: lead))
        }
        if let hint = error.hint { hints.append(hint) }
        if let remedy = error.remedy { hints.append(Self.words(remedy)) }
        if let sql = error.sql, let offset = error.sqlOffset {
            excerpt = SQLExcerpt(sql: sql, offset: offset)
        }
    }

    private init(_ error: SearchError) {
        self.init(.usage, "expected \(error.expected), found \(error.found)")
        if !error.candidates.isEmpty {
            hints.append(Failure.list(error.candidates, lead: "Did you mean:"))
        }
        if let hint = error.hint { hints.append(hint) }
        excerpt = SQLExcerpt(sql: error.query, offset: error.offset)
    }

    private init(_ error: OutputError) {
        let message = "cannot write \(error.place): \(error.reason)"
        switch error.code {
        case ENOENT, ENOTDIR: self.init(.notFound, message)
        case EACCES, EPERM, EISDIR, EROFS: self.init(.usage, message)
        default: self.init(.limit, message)
        }
    }

    /// What to do, in terms of this command.
    static func words(_ remedy: WarehouseError.Remedy) -> String {
        switch remedy {
        case .nameFile, .nameAnotherFile, .importOrNameAnotherFile: "\(remedy) with --db"
        case .migrate(let path): "bring it up to date: relwh migrate --db \(path)"
        case .waitLonger: "\(remedy) with --busy-timeout SECONDS"
        case .allowMoreTime: "\(remedy) with --timeout SECONDS"
        case .importOrRemove: "\(remedy); import adds releases, and rm removes them"
        case .overwrite: "\(remedy) with --force"
        case .check: "relwh check shows what is damaged; keep the existing backups"
        case .renameOrReplace:
            "import it under another name with --release NAME, or replace the other with --replace"
        case .nameDataset: "\(remedy): --dataset NAME"
        case .nameSample: "\(remedy); 'relwh samples WORD' searches"
        case .nameSampleOrDataset: "\(remedy) with --dataset"
        case .nameFigure: "\(remedy) with --figure"
        case .figures(let statistic): "see them: relwh stats \(statistic)"
        case .describe(let view): "\(remedy): relwh schema \(view)"
        case .list(.releases): "see them all: relwh list"
        case .list(.datasets): "see them all: relwh list datasets"
        case .list(.statistics): "see them all: relwh list stats"
        case .list(.rules): "see them all: relwh list rules"
        }
    }

    private static func words(_ remedy: InputError.Remedy) -> String {
        switch remedy {
        case .nameDataset: "name the dataset with --dataset NAME"
        case .nameRelease: "name the release with --release NAME"
        case .nameDatasetOrRelease: "give another with --dataset or --release"
        case .openAsWarehouse: "a warehouse is opened with --db"
        case .readFromStandardInput: "rename it, or import from standard input: relwh import - < FILE"
        case .download(let url): "download it: curl -sSL '\(url)' | relwh import -"
        }
    }

    private static func status(of kind: WarehouseError.Kind) -> Outcome {
        switch kind {
        case .notFound, .ambiguous: .notFound
        case .invalidInput: .invalidInput
        case .unusable: .unusable
        case .sql: .sql
        case .limit: .limit
        case .target: .usage
        case .interrupted: .interrupted
        }
    }

    private static func status(of kind: InputError.Kind) -> Outcome {
        switch kind {
        case .notFound: .notFound
        case .unreadable, .invalid, .foreign: .invalidInput
        case .limit: .limit
        }
    }

    static func list(_ names: [String], lead: String, most: Int = 8) -> String {
        let shown = names.prefix(most).map { "\n  \(SafeText.shown($0))" }.joined()
        let rest = names.count > most ? "\n  and \(names.count - most) more" : ""
        return lead + shown + rest
    }
}

/// Ends a command that has already said all there is to say.
struct Finished: Error {
    var status: Outcome
}
