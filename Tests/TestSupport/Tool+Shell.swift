#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

extension Tool {
    /// Runs a line as a shell does in which `relwh` is the built tool: with pipes and redirections.
    ///
    /// The rest is as ``run(_:stdin:environment:in:timeout:)`` has it.
    public static func shell(
        _ line: String, environment: [String: String] = [:], in folder: ScratchFolder,
        timeout: Duration = .seconds(60)
    ) throws -> ToolRun {
        try startShell(line, environment: environment, in: folder).wait(timeout: timeout)
    }

    /// Starts a line, to be waited for or sent a signal; a tool that it ends with takes the shell's place by `exec`.
    public static func startShell(
        _ line: String, environment: [String: String] = [:], in folder: ScratchFolder
    ) throws -> ToolProcess {
        let commands = try ScratchFolder()
        guard symlink(try binary(), commands("relwh")) == 0 else { throw SystemError("symlink relwh") }
        var variables = fixedEnvironment(in: folder).merging(environment) { $1 }
        variables["PATH"] = "\(commands.path):\(variables["PATH"] ?? "/usr/bin:/bin")"
        return try ToolProcess(
            binary: "/bin/sh", arguments: ["-c", line], stdin: nil, environment: variables, folder: folder,
            keeping: commands)
    }
}
