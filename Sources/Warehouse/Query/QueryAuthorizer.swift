import SQLite

/// What a query may do: read, call functions, recurse, and ask harmless pragmas.
struct QueryAuthorizer {
    /// The file's views that this connection sees others instead of; see `Migrator.overlay(_:)`. A query must not get
    /// at them, by `main.` or through a view of somebody's own: they may say something else.
    private let hiddenViews: Set<String>

    var hidesViews: Bool { !hiddenViews.isEmpty }

    init(_ connection: Connection) throws {
        var names: Set<String> = []
        try connection.query("SELECT name FROM temp.sqlite_schema WHERE type = 'view'") { row in
            names.insert(row.text(0))
        }
        hiddenViews = names
    }

    func authorize(_ request: AuthorizerRequest) -> AuthorizerDecision {
        switch request.action {
        case .read(let table, _):
            return hidesViews && request.database == "main" && hiddenViews.contains(table.lowercased())
                ? .deny : .allow
        case .select, .recursive: return .allow
        case .function(let name):
            switch name.lowercased() {
            case "load_extension", "writefile", "readfile", "edit", "fts3_tokenizer": return .deny
            default: return .allow
            }
        case .pragma(let name, let argument):
            switch name.lowercased() {
            case let name where Self.schemaPragmas.contains(name):
                return .allow
            case "user_version", "application_id", "page_size", "page_count", "encoding", "freelist_count",
                "journal_mode", "schema_version", "data_version":
                return argument == nil ? .allow : .deny
            default: return .deny
            }
        default: return .deny
        }
    }

    /// Pragmas that describe the schema.
    private static let schemaPragmas = [
        "table_info", "table_xinfo", "table_list", "index_list", "index_info", "index_xinfo",
        "foreign_key_list", "database_list", "function_list", "collation_list", "compile_options",
    ]
    static let tableFunctions = ["json_each", "json_tree"] + schemaPragmas.map { "pragma_\($0)" }
}
