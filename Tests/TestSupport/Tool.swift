#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The built `relwh`, run as its users run it.
///
/// ```swift
/// let run = try Tool.run(["list", "--json"], in: folder)
/// #expect(run.status == .exited(0), "\(run)")
/// ```
public enum Tool {
    /// The tool takes the shell's place.
    public static let defaultScript = "exec \"$@\""

    /// Runs the tool to its end.
    ///
    /// - Parameters:
    ///   - stdin: What it reads; nil is an empty input.
    ///   - environment: Variables besides the fixed ones (`LC_ALL=C`, `TZ=UTC`, `COLUMNS=100`); these win.
    ///   - folder: Its current folder and its temporary one.
    ///   - script: What a shell does, in which `"$@"` is the tool and its arguments.
    ///   - timeout: After so long it is killed.
    public static func run(
        _ arguments: [String], stdin: [UInt8]? = nil, environment: [String: String] = [:],
        in folder: ScratchFolder, script: String = defaultScript, timeout: Duration = .seconds(300)
    ) throws -> ToolRun {
        try start(arguments, stdin: stdin, environment: environment, in: folder, script: script)
            .wait(timeout: timeout)
    }

    /// Starts the tool, to be waited for or sent a signal.
    public static func start(
        _ arguments: [String], stdin: [UInt8]? = nil, environment: [String: String] = [:],
        in folder: ScratchFolder, script: String = defaultScript
    ) throws -> ToolProcess {
        try ToolProcess(
            binary: try binary(), arguments: arguments, stdin: stdin,
            environment: fixedEnvironment(in: folder).merging(environment) { $1 }, folder: folder,
            script: script)
    }

    /// `$RELWH_BINARY`, or `relwh` beside the test's own executable, or up the tree from there.
    public static func binary() throws -> String {
        if let path = variable("RELWH_BINARY") { return path }
        var folder = try executable()[...]
        while let slash = folder.lastIndex(of: "/") {
            folder = folder[..<slash]
            let candidate = "\(folder)/relwh"
            var status = stat()
            if stat(candidate, &status) == 0, status.st_mode & S_IFMT == S_IFREG { return candidate }
        }
        throw SystemError("no relwh beside \(try executable()); set RELWH_BINARY", code: ENOENT)
    }

    private static func executable() throws -> String {
        var buffer = [CChar](repeating: 0, count: 4096)
        #if canImport(Darwin)
            var size = UInt32(buffer.count)
            guard _NSGetExecutablePath(&buffer, &size) == 0 else { throw SystemError("_NSGetExecutablePath") }
        #else
            guard readlink("/proc/self/exe", &buffer, buffer.count - 1) > 0 else {
                throw SystemError("readlink /proc/self/exe")
            }
        #endif
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Nothing of the surroundings but what a process needs to start at all.
    private static func fixedEnvironment(in folder: ScratchFolder) -> [String: String] {
        var environment = [
            "LC_ALL": "C", "TZ": "UTC", "COLUMNS": "100", "HOME": folder.path, "TMPDIR": folder.path,
        ]
        for name in ["PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "ASAN_OPTIONS", "TSAN_OPTIONS"] {
            environment[name] = variable(name)
        }
        return environment
    }

    private static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
