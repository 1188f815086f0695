import TestSupport
import Testing

@testable import ReleaseFormat

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What may stand at a path, and what may happen to it while it is read.
@Suite struct SourceTests {
    private let folder: ScratchFolder
    /// Several batches long.
    private static let text = Array(
        #"{"name":"v1","dataset":{"name":"d","samples":[\#((0..<60_000).map { #"{"uuid":"\#($0)","name":"\#($0).jpg","metadata":{"n":\#($0)}}"# }.joined(separator: ","))]}}"#
            .utf8)

    init() throws { folder = try ScratchFolder() }

    /// Reads a file, and does something to it when the first batch was cut.
    private func read(_ path: String, meanwhile: () throws -> Void) throws -> Int {
        let reader = try ReleaseReader(.file(path))
        let batch = SampleBatch()
        var samples = 0
        while try reader.fill(batch) {
            if samples == 0 { try meanwhile() }
            samples += batch.slices.count
        }
        return samples
    }

    private func expectChanged(_ name: String = "r.json", meanwhile: () throws -> Void) throws {
        let error = #expect(throws: InputError.self) { try read(folder(name), meanwhile: meanwhile) }
        #expect(error?.found == "it changed while it was read" && error?.kind == .unreadable)
    }

    @Test func `a file that nobody touches is read`() throws {
        let path = try folder.write(Self.text, to: "r.json")
        #expect(try read(path) {} == 60_000)
    }

    @Test(arguments: [0, 100, 2_000_000])
    func `a file cut short while it is read is refused, and no signal ends the process`(size: Int) throws {
        let path = try folder.write(Self.text, to: "r.json")
        try expectChanged { #expect(truncate(path, size) == 0) }
    }

    @Test func `a file that grows while it is read is refused`() throws {
        try folder.write(Self.text, to: "r.json")
        try expectChanged { try append(" ", to: folder("r.json")) }
    }

    @Test func `a file written over while it is read is refused, broken or not`() throws {
        let path = try folder.write(Self.text, to: "r.json")
        for byte in ["7", "}"] {
            usleep(20_000)  // Times of files go by ticks.
            try expectChanged {
                let file = open(path, O_WRONLY)
                #expect(pwrite(file, byte, 1, Self.text.count - 10) == 1)
                close(file)
            }
        }
    }

    @Test func `a compressed file that changes is refused`() throws {
        try folder.write(Compression.gzip(Self.text), to: "r.json.gz")
        try expectChanged("r.json.gz") { try append("\0", to: folder("r.json.gz")) }
    }

    @Test func `a file that another takes the place of is read as it was`() throws {
        let path = try folder.write(Self.text, to: "r.json")
        try folder.write("{}", to: "new.json")
        let samples = try read(path) { _ = rename(folder("new.json"), path) }
        #expect(samples == 60_000)
        #expect(try folder.text(of: "r.json") == "{}")
    }

    private func append(_ text: String, to path: String) throws {
        let file = open(path, O_WRONLY | O_APPEND)
        #expect(file >= 0 && write(file, text, text.utf8.count) == text.utf8.count)
        close(file)
    }

    // MARK: What is no file

    @Test func `a named pipe without a writer can be given up`() throws {
        #expect(mkfifo(folder("pipe"), 0o600) == 0)
        var asked = 0
        #expect(throws: ReadingInterrupted.self) {
            let reader = try ReleaseReader(.file(folder("pipe"))) {
                asked += 1
                return asked > 2
            }
            try reader.readHeader()
        }
    }

    @Test(arguments: ["/dev/null", "/dev/zero", "/dev/full"])
    func `devices are no releases`(path: String) {
        let error = #expect(throws: InputError.self) { try read(path) {} }
        #expect(error?.kind == .invalid)
    }

    @Test func `links lead to files, in circles, or nowhere`() throws {
        let path = try folder.write(
            #"{"name":"v1","dataset":{"name":"d","samples":[{"uuid":"u"}]}}"#, to: "r.json")
        symlink(path, folder("good"))
        symlink("loop", folder("loop"))
        symlink("nothing", folder("dangling"))
        #expect(try read(folder("good")) {} == 1)
        func kind(_ name: String) -> InputError.Kind? {
            do {
                _ = try ReleaseSource.expand(folder(name))
                return nil
            } catch {
                return (error as? InputError)?.kind
            }
        }
        #expect(kind("good") == nil && kind("loop") == .unreadable && kind("dangling") == .notFound)
    }

    @Test func `of a folder the files are taken, and what links lead to, but no pipes and no circles`() throws
    {
        try folder.makeFolder("in")
        try folder.makeFolder("in/deeper")
        try folder.makeFolder("out")
        let out = try folder.write("{}", to: "out/o.json")
        for name in [
            "in/a.json", "in/deeper/b.json.gz", "in/c.txt", "in/.hidden.json", "in/d\n\u{1B}[31m.json",
        ] {
            try folder.write("{}", to: name)
        }
        symlink(out, folder("in/link.json"))
        symlink(folder("in"), folder("in/deeper/circle.json"))
        symlink(folder("out"), folder("in/other"))
        symlink("nothing", folder("in/zz.json"))
        #expect(mkfifo(folder("in/pipe.json"), 0o600) == 0)
        let found = try ReleaseSource.expand(folder("in")).map(\.name)
        #expect(
            found
                == ["a.json", "d\n\u{1B}[31m.json", "deeper/b.json.gz", "link.json", "zz.json"]
                .map { folder("in/\($0)") })
    }

    @Test func `a name that is not UTF-8 is told, not skipped`() throws {
        try folder.makeFolder("in")
        let name =
            Array("\(folder("in"))/".utf8.map { CChar(bitPattern: $0) }) + [-1, -2]
            + Array(".json".utf8CString)
        let file = open(name, O_CREAT | O_WRONLY, 0o600)
        guard file >= 0 else { return }  // Not every file system takes it.
        close(file)
        let error = #expect(throws: InputError.self) { try ReleaseSource.expand(folder("in")) }
        #expect(error?.found?.contains("not UTF-8") == true)
        unlink(name)
    }

    @Test func `folders may be hundreds deep`() throws {
        var path = "in"
        for _ in 0..<300 {
            try folder.makeFolder(path)
            path += "/d"
        }
        try folder.makeFolder(path)
        try folder.write("{}", to: "\(path)/r.json")
        #expect(try ReleaseSource.expand(folder("in")).count == 1)
    }
}
