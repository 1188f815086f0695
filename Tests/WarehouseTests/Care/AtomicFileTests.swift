import TestSupport
import Testing

@testable import Warehouse

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite struct AtomicFileTests {
    private func write(_ text: String, to file: AtomicFile) {
        let bytes = Array(text.utf8)
        #expect(pwrite(file.descriptor, bytes, bytes.count, 0) == bytes.count)
    }

    @Test func `a file appears with its commit, and nothing stays beside it`() throws {
        let folder = try ScratchFolder()
        let file = try AtomicFile(path: folder("a.txt"))
        write("new", to: file)
        #expect(!folder.exists("a.txt"))
        try file.commit()
        #expect(try folder.names() == ["a.txt"])
        #expect(try folder.text(of: "a.txt") == "new")
    }

    @Test func `without a commit the old file stays and the new one is gone`() throws {
        let folder = try ScratchFolder()
        try folder.write("old", to: "a.txt")
        do {
            let file = try AtomicFile(path: folder("a.txt"))
            write("new", to: file)
        }
        #expect(try folder.names() == ["a.txt"])
        #expect(try folder.text(of: "a.txt") == "old")
    }

    @Test func `a file that must not be overwritten fails the commit and is kept`() throws {
        let folder = try ScratchFolder()
        do {
            let file = try AtomicFile(path: folder("a.txt"))
            write("new", to: file)
            try folder.write("somebody else's", to: "a.txt")
            let error = try #require(throws: AtomicFile.Failure.self) { try file.commit(overwriting: false) }
            #expect(error.code == EEXIST)
        }
        #expect(try folder.names() == ["a.txt"])
        #expect(try folder.text(of: "a.txt") == "somebody else's")
    }

    @Test func `a symbolic link is followed`() throws {
        let folder = try ScratchFolder()
        try folder.write("old", to: "real.txt")
        #expect(symlink(folder("real.txt"), folder("link.txt")) == 0)
        let file = try AtomicFile(path: folder("link.txt"))
        write("new", to: file)
        try file.commit()
        #expect(try folder.text(of: "real.txt") == "new")
        #expect(try folder.names() == ["link.txt", "real.txt"])
    }
}
