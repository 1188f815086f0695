import CChild

/// Another program, run to its end. One that fails ends the whole run.
///
/// The system counts the memory of the process that starts a child towards the child's peak, so this
/// program holds nothing large: whatever is big happens in a child of its own.
struct Child {
    let arguments: [String]

    struct Outcome {
        let seconds: Double
        let cpu: Double
        let peak: Int
        let output: String

        var run: Timings.Run { Timings.Run(seconds: seconds, cpu: cpu) }
    }

    init(_ arguments: [String]) { self.arguments = arguments }

    /// Runs it with nothing on standard input; both outputs are kept in files in `folder`.
    func run(in folder: String) throws -> Outcome {
        let null = try Files.open("/dev/null", O_RDONLY)
        defer { close(null) }
        return try run(input: null, folder: folder)
    }

    /// Runs it with its standard output in the file `path`.
    func run(in folder: String, output path: String) throws -> Outcome {
        let null = try Files.open("/dev/null", O_RDONLY)
        let out = try Files.open(path, O_RDWR | O_CREAT | O_TRUNC)
        defer {
            close(null)
            close(out)
        }
        let outcome = try finish(start(input: null, output: out, folder: folder), folder: folder, output: "")
        guard fsync(out) == 0 else { throw Failure(system: path) }
        return outcome
    }

    /// Runs it with what `source` prints on its standard input, both at once.
    func run(in folder: String, reading source: Child) throws -> Outcome {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw Failure(system: "pipe") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let null = try Files.open("/dev/null", O_RDONLY)
        defer { close(null) }
        let writer = try source.start(input: null, output: ends[1], folder: folder + "/source")
        close(ends[1])
        let outcome = Result { try run(input: ends[0], folder: folder) }
        close(ends[0])
        let sourceOutcome = Result { try source.finish(writer, folder: folder + "/source", output: "") }
        // A reader that fails takes the writer with it, so its own reason comes first.
        let read = try outcome.get()
        _ = try sourceOutcome.get()
        return read
    }

    private func run(input: Int32, folder: String) throws -> Outcome {
        let path = folder + "/stdout.txt"
        let out = try Files.open(path, O_RDWR | O_CREAT | O_TRUNC)
        defer { close(out) }
        return try finish(start(input: input, output: out, folder: folder), folder: folder, output: path)
    }

    private struct Started {
        let pid: pid_t
        let time: Double
    }

    private func start(input: Int32, output: Int32, folder: String) throws -> Started {
        try Files.makeFolder(folder)
        let errors = try Files.open(folder + "/stderr.txt", O_RDWR | O_CREAT | O_TRUNC)
        defer { close(errors) }
        var pid: pid_t = 0
        let time = child_clock()
        let code = CStrings.with(arguments) { child_start($0, input, output, errors, &pid) }
        guard code == 0 else { throw Failure(system: arguments[0], code: code) }
        return Started(pid: pid, time: time)
    }

    private func finish(_ started: Started, folder: String, output path: String) throws -> Outcome {
        var usage = child_usage()
        let code = child_wait(started.pid, &usage)
        let seconds = child_clock() - started.time
        guard code == 0 else { throw Failure(system: arguments[0], code: code) }
        guard usage.status == 0 else {
            let errors = try Files.text(folder + "/stderr.txt")
            throw ExitFailure(status: usage.status, arguments: arguments, errors: errors)
        }
        let output = path.isEmpty ? "" : try Files.text(path)
        return Outcome(seconds: seconds, cpu: usage.cpu, peak: Int(usage.peak), output: output)
    }
}
