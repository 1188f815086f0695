import CSQLite

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
