#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A run of the tool that may still be going on. Both of its streams go to files, so that it never waits for a reader.
public final class ToolProcess {
    private let command: [String]
    private let script: String
    private let folder: ScratchFolder
    /// Holds the streams, apart from the folder that the tool works in.
    private let streams: ScratchFolder
    private var pid: pid_t = 0
    private var isReaped = false

    init(
        binary: String, arguments: [String], stdin: [UInt8]?, environment: [String: String],
        folder: ScratchFolder, script: String
    ) throws {
        command = [binary] + arguments
        self.script = script
        self.folder = folder
        streams = try ScratchFolder()
        let input = try stdin.map { try streams.write($0, to: "stdin") } ?? "/dev/null"
        try spawn(environment: environment.map { "\($0)=\($1)" }.sorted(), input: input)
    }

    deinit {
        guard !isReaped else { return }
        kill(pid, SIGKILL)
        waitpid(pid, nil, 0)
    }

    public func send(signal: CInt) { kill(pid, signal) }

    /// What it has said on standard error so far.
    public func errorSoFar() throws -> String { try streams.text(of: "stderr") }

    /// Waits for its end; kills it after `timeout`.
    public func wait(timeout: Duration = .seconds(300)) throws -> ToolRun {
        let deadline = ContinuousClock.now + timeout
        var word: CInt = 0
        var isLate = false
        while true {
            let result = waitpid(pid, &word, isLate ? 0 : WNOHANG)
            if result == pid { break }
            if result < 0, errno != EINTR { throw SystemError("waitpid") }
            if !isLate, ContinuousClock.now > deadline {
                isLate = true
                kill(pid, SIGKILL)
            }
            if !isLate { usleep(2000) }
        }
        isReaped = true
        return ToolRun(
            command: command, folder: folder.path,
            status: isLate ? .timedOut : word & 0x7F == 0 ? .exited(word >> 8 & 0xFF) : .killed(word & 0x7F),
            output: try streams.bytes(of: "stdout"), error: try streams.bytes(of: "stderr"))
    }

    private func spawn(environment: [String], input: String) throws {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #else
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        let writing = O_WRONLY | O_CREAT | O_TRUNC
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, streams("stdout"), writing, 0o600)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, streams("stderr"), writing, 0o600)

        // The test runner may ignore signals; the tool starts as from a shell.
        var signals = sigset_t()
        sigemptyset(&signals)
        for signal in [SIGPIPE, SIGINT, SIGTERM] { sigaddset(&signals, signal) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

        // The shell is here to change the folder, which not every posix_spawn can do; the tool then takes its place.
        let shell = ["/bin/sh", "-c", "cd \"$0\" && \(script)", folder.path] + command
        let code = withCStrings(shell) { arguments in
            withCStrings(environment) { environment in
                posix_spawn(&pid, shell[0], &actions, &attributes, arguments, environment)
            }
        }
        guard code == 0 else {
            isReaped = true
            throw SystemError("posix_spawn \(command[0])", code: code)
        }
    }

    /// Lends `strings` as a null-terminated array of C strings.
    private func withCStrings<Result>(
        _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        var pointers = strings.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        return pointers.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { preconditionFailure("the array ends with nil") }
            return body(base)
        }
    }
}
