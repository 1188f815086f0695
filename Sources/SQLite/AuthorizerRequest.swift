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
