import CSQLite

/// What a statement being compiled would do, put to the authorizer.
///
/// <https://www.sqlite.org/c3ref/c_alter_table.html>
public struct AuthorizerRequest: Sendable, Hashable {
    /// What would be done.
    public let action: AuthorizerAction

    /// The schema it would be done in, such as `main`, where there is one.
    public let database: String?

    /// The innermost trigger or view that wants it; nil if the statement itself does.
    public let origin: String?
}

/// The answer of an authorizer.
///
/// <https://www.sqlite.org/c3ref/c_deny.html>
public enum AuthorizerDecision: Sendable, Hashable {
    /// Go on.
    case allow
    /// The statement fails with `SQLITE_AUTH`.
    case deny
    /// Do without: a column reads as NULL, most other actions do not happen.
    case ignore

    var code: Int32 {
        switch self {
        case .allow: SQLITE_OK
        case .deny: SQLITE_DENY
        case .ignore: SQLITE_IGNORE
        }
    }
}
