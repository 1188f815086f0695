/// How this library was called wrongly, or on what it cannot work, where SQLite itself would have said nothing or said
/// it later.
///
/// Carried by an error whose code is ``ResultCode/misuse``.
public enum Misuse: Hashable, Sendable {
    /// The connection is closed, or the statement's connection is.
    case closed
    /// The connection cannot be closed yet: a statement is on a row, or a callback is running.
    case closedWhileInUse
    /// The text holds no statement, only white space and comments.
    case emptySQL
    /// More SQL follows the statement, or a NUL character does; the error's offset says where.
    case leftoverSQL
    /// A script holds a parameter, to which nothing can be bound.
    case parameterInScript
    /// There are more or fewer values than parameters.
    case parameterCount(expected: Int, given: Int)
    /// These parameters got no value, those names have no parameter.
    case parameterNames(missing: [String], surplus: [String])
    /// The path holds a NUL character.
    case invalidPath
    /// The program runs with an SQLite library of this version, which is too old.
    case oldLibrary(String)
}

extension Misuse: CustomStringConvertible {
    /// One phrase for people.
    public var description: String {
        switch self {
        case .closed:
            return "the connection is closed"
        case .closedWhileInUse:
            return "the connection cannot be closed while a statement or a callback is running"
        case .emptySQL:
            return "there is no SQL statement"
        case .leftoverSQL:
            return "there is more than one SQL statement"
        case .parameterInScript:
            return "a script cannot have parameters"
        case .parameterCount(let expected, let given):
            return "parameters of the statement: \(expected), values given: \(given)"
        case .parameterNames(let missing, let surplus):
            let missing = missing.isEmpty ? [] : ["no value for \(missing.joined(separator: ", "))"]
            let surplus = surplus.isEmpty ? [] : ["no parameter for \(surplus.joined(separator: ", "))"]
            return (missing + surplus).joined(separator: "; ")
        case .invalidPath:
            return "the path contains a NUL character"
        case .oldLibrary(let version):
            return "SQLite 3.38 or newer is needed, and the library that is installed is SQLite \(version)"
        }
    }
}
