/// A finished run of the tool. As text it is all that one needs to know of a failure.
public struct ToolRun: Sendable, CustomStringConvertible {
    public enum Status: Sendable, Hashable {
        case exited(Int32)
        case killed(Int32)
        case timedOut
    }

    public let command: [String]
    public let folder: String
    public let status: Status
    public let output: [UInt8]
    public let error: [UInt8]

    /// Standard output as text.
    public var stdout: String { String(decoding: output, as: UTF8.self) }

    /// Standard error as text.
    public var stderr: String { String(decoding: error, as: UTF8.self) }

    public var description: String {
        """
        $ \(command.joined(separator: " "))
        in \(folder): \(status)
        --- stdout
        \(stdout.prefix(4000))
        --- stderr
        \(stderr.prefix(4000))
        """
    }
}
