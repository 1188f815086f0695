import SQLite

/// What a query may do: read, call functions, recurse, and ask harmless pragmas.
enum QueryAuthorizer {
    static func authorize(_ request: AuthorizerRequest) -> AuthorizerDecision {
        switch request.action {
        case .select, .read, .recursive: return .allow
        case .function(let name):
            switch name.lowercased() {
            case "load_extension", "writefile", "readfile", "edit", "fts3_tokenizer": return .deny
            default: return .allow
            }
        case .pragma(let name, let argument):
            switch name.lowercased() {
            case let name where schemaPragmas.contains(name):
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
