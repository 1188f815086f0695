import Platform
import SQLite
import Schema

/// What a warehouse could not do, and what to do about it.
///
/// What is wrong with an input is a `ReleaseFormat.InputError` instead.
public struct WarehouseError: Error, Sendable, Hashable {
    public enum Kind: Sendable {
        /// No such warehouse, release or dataset.
        case notFound
        /// A reference that several releases answer to.
        case ambiguous
        /// A release that is refused for what it says, with nothing written.
        case invalidInput
        /// A warehouse that is locked, damaged, newer or something else.
        case unusable
        /// A query that SQLite does not take, or that would change something.
        case sql
        /// A limit was hit: of the time that was asked for, of memory, of the room on a backup's disk.
        case limit
        /// A file that a backup may not or cannot be written to.
        case target
        /// Given up because the caller asked for that; nothing was written.
        case interrupted
    }

    public var kind: Kind
    public var message: String
    /// What to do.
    public var hint: String?
    /// What to do, where callers do it in different ways.
    public var remedy: Remedy?
    /// The nearest names, where a name was not found or not unique.
    public var candidates: [String]
    /// The filter's value that is not there, where that is what is wrong.
    public var unknown: UnknownValue?
    /// The query at fault, and the byte in it.
    public var sql: String?
    public var sqlOffset: Int?

    public init(
        kind: Kind, message: String, hint: String? = nil, remedy: Remedy? = nil, candidates: [String] = [],
        sql: String? = nil, sqlOffset: Int? = nil
    ) {
        self.kind = kind
        self.message = message
        self.hint = hint
        self.remedy = remedy
        self.candidates = candidates
        self.sql = sql
        self.sqlOffset = sqlOffset
    }
}

extension WarehouseError: CustomStringConvertible {
    public var description: String {
        var text = message
        if !candidates.isEmpty { text += ": " + candidates.joined(separator: ", ") }
        if let advice = hint ?? remedy?.description { text += "\n  " + advice }
        return text
    }
}

extension WarehouseError {
    /// What callers do in different ways: a program passes another argument, somebody at a terminal adds an option.
    public enum Remedy: Sendable, Hashable, CustomStringConvertible {
        case nameFile, nameAnotherFile
        /// There is no warehouse yet.
        case importOrNameAnotherFile
        case migrate(path: String)
        case waitLonger
        /// Of a query.
        case allowMoreTime
        /// What a query cannot do.
        case importOrRemove
        /// Of a backup.
        case overwrite
        case check
        /// Of a release whose name is taken.
        case renameOrReplace
        case nameDataset, nameSample, nameSampleOrDataset
        case nameFigure
        case figures(of: String)
        case describe(view: String)
        case list(Subject)

        public enum Subject: Sendable {
            case releases, datasets, statistics, rules
        }

        public var description: String {
            switch self {
            case .nameFile: "name a file"
            case .nameAnotherFile: "name another file"
            case .importOrNameAnotherFile: "import a release to create one, or name another file"
            case .migrate: "migrate it to the current schema"
            case .waitLonger: "try again when it is done, or wait longer"
            case .allowMoreTime: "narrow it down, for example by ref, or allow more time"
            case .importOrRemove: "queries are read-only"
            case .overwrite: "name another file, or overwrite it"
            case .check: "check what is damaged; keep the existing backups"
            case .renameOrReplace: "import it under another name, or replace the other"
            case .nameDataset: "name one of them"
            case .nameSample: "give a uuid, the beginning of one, or a name"
            case .nameSampleOrDataset: "give one of these uuids, or name a dataset"
            case .nameFigure: "choose one of its columns"
            case .figures(let statistic): "see the figures of \(statistic)"
            case .describe(let view): "it can use the columns of \(view)"
            case .list(let subject): "list the \(subject) to see them all"
            }
        }
    }
}

extension WarehouseError {
    /// What an error of the engine or of the schema means for the warehouse at a path.
    ///
    /// - Parameter waited: how long a lock is waited for.
    static func from(_ error: any Error, path: String, waited: Duration) -> any Error {
        switch error {
        case let error as SchemaError: return from(error, path: path)
        case let error as SQLiteError:
            return error.isBusy || error.isLocked || error.code == .lockProtocol
                ? locked(path, waited) : from(error, path: path)
        default: return error
        }
    }

    private static func from(_ error: SchemaError, path: String) -> WarehouseError {
        switch error {
        case .foreignFile:
            WarehouseError(
                kind: .unusable, message: "\(path) is an SQLite database, but not a warehouse",
                remedy: .nameAnotherFile)
        case .emptyFile:
            WarehouseError(
                kind: .notFound, message: "\(path) is empty", hint: "import a release into it first")
        case .changedSchema(let comparison):
            WarehouseError(
                kind: .unusable, message: "\(path): its schema was changed: \(describe(comparison))",
                hint: hint(comparison))
        case .newerFile(let version, let newest):
            WarehouseError(
                kind: .unusable,
                message: "\(path) has schema version \(version); this program knows versions up to \(newest)",
                hint: "use a newer relwh")
        case .olderFile(let version, let newest):
            WarehouseError(
                kind: .unusable,
                message: "\(path) has schema version \(version), older than \(newest)",
                remedy: .migrate(path: path))
        }
    }

    /// A warehouse that somebody else kept for longer than was to be waited.
    private static func locked(_ path: String, _ waited: Duration) -> WarehouseError {
        let (seconds, attoseconds) = waited.components
        let tenths = (Double(seconds) + Double(attoseconds) * 1e-18) * 10
        let time = tenths < 1 ? "not waiting" : "after \(tenths.rounded() / 10) s"
        let holder = LockHolder.name(of: path) ?? "another process"
        return WarehouseError(
            kind: .unusable, message: "\(path) is locked: \(holder) is writing to it; gave up \(time)",
            remedy: .waitLonger)
    }

    private static func describe(_ comparison: SchemaComparison) -> String {
        func list(_ items: [SchemaComparison.Item], _ verb: String) -> [String] {
            items.map { "the \($0.kind.rawValue) \($0.name) \(verb)" }
        }
        let all =
            list(comparison.forbidden, "was added") + list(comparison.changed, "is another")
            + list(comparison.missing, "is missing")
        let shown = all.prefix(3).joined(separator: ", ")
        return all.count > 3 ? "\(shown) and \(all.count - 3) more" : shown
    }

    private static func hint(_ comparison: SchemaComparison) -> String {
        comparison.missing.isEmpty && comparison.changed.isEmpty
            ? "remove it with SQLite's own tool, if you know where it comes from; or import the releases into a new warehouse"
            : "restore a backup, or import its releases into a new warehouse"
    }

    /// Whether files may not grow at will (`ulimit -f`). SQLite does not always keep what the system said of a write.
    private static var hasFileSizeLimit: Bool {
        var limit = rlimit()
        #if canImport(Glibc)
            let resource = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
        #else
            let resource = RLIMIT_FSIZE
        #endif
        return getrlimit(resource, &limit) == 0 && limit.rlim_cur < rlim_t(Int64.max)
    }

    private static func from(_ error: SQLiteError, path: String) -> WarehouseError {
        if error.isInterrupt { return WarehouseError(kind: .interrupted, message: "interrupted") }
        if error.isOutOfMemory {
            return WarehouseError(
                kind: .limit, message: "\(path): \(error.message)",
                hint: "this process ran out of memory: give it more, or try again when others need less")
        }
        if error.isIOError, hasFileSizeLimit {
            return WarehouseError(
                kind: .limit,
                message: "\(path): \(error.message): this process may only write files of a limited size",
                hint: "nothing was written; raise the limit: ulimit -f")
        }
        if case .oldLibrary? = error.misuse {
            return WarehouseError(
                kind: .unusable, message: error.message, hint: "install a newer SQLite library (libsqlite3)")
        }
        if error.isNotADatabase {
            return WarehouseError(
                kind: .unusable, message: "\(path) is not an SQLite database",
                remedy: .nameAnotherFile)
        }
        // What SQLite says of a file is for people; of a statement that it does not take, it is for us.
        var message = error.message
        let hint: String?
        if error.isCorrupt {
            hint = "the file is damaged: restore a backup, or import its releases into a new warehouse"
        } else if error.isFull {
            hint = "there is no space left for the file; nothing was written"
        } else if error.isReadOnly || error.isCannotOpen {
            hint = "check that the file and its folder can be read and written"
        } else if error.isIOError {
            hint =
                "the disk could not be read or written; the warehouse is as it was before or as it should be afterwards"
            message += " (\(error.codeName))"
        } else {
            hint = nil
            message = error.description
        }
        return WarehouseError(kind: .unusable, message: "\(path): \(message)", hint: hint)
    }
}

/// A filter's value that no release has that is filtered by it.
public struct UnknownValue: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        case labelset, category, status, sensor, metadataKey, attribute, type
        /// A field that is not to be compared.
        case field
        /// A column of a search's answer.
        case column
    }

    public var kind: Kind
    public var value: String
    /// The releases that were looked through.
    public var refs: [String]

    public init(kind: Kind, value: String, refs: [String]) {
        self.kind = kind
        self.value = value
        self.refs = refs
    }

    /// What is unknown, in words: `sensor lidr`.
    public var thing: String {
        let word =
            switch kind {
            case .labelset: "labelset"
            case .category: "category"
            case .status: "status"
            case .sensor: "sensor"
            case .metadataKey: "metadata key"
            case .attribute: "object attribute"
            case .type: "annotation type"
            case .field: "field"
            case .column: "column"
            }
        return "\(word) \(value)"
    }
}
