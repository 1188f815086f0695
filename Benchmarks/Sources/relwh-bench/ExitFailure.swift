/// A child that ended with another status than 0.
struct ExitFailure: Error, CustomStringConvertible {
    let status: Int32
    let arguments: [String]
    let errors: String

    /// The status of a command line that the command does not understand.
    static let usage: Int32 = 2

    var description: String {
        "exit status \(status) of: \(arguments.joined(separator: " "))\n\(errors)"
    }

    /// The first line of what it said.
    var reason: String { String(errors.prefix { $0 != "\n" }) }
}
