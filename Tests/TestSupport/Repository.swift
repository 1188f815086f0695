#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The project's own files, for tests that hold the code and the manual to what they say.
public enum Repository {
    /// The folder that `Package.swift` stands in.
    public static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

    /// The path of a file or folder, given from the root.
    public static func path(_ name: String) -> String { "\(root)/\(name)" }

    public static func bytes(of name: String) throws -> [UInt8] { try FileBytes.read(path(name)) }

    public static func text(of name: String) throws -> String {
        String(decoding: try bytes(of: name), as: UTF8.self)
    }

    /// The files in a folder and in its subfolders whose names end so: paths from the root, in order. Links are
    /// not followed.
    public static func files(in folder: String, endingIn suffix: String = "") throws -> [String] {
        try names(in: folder).flatMap { name -> [String] in
            let path = "\(folder)/\(name)"
            var status = stat()
            guard lstat(self.path(path), &status) == 0 else { return [] }
            switch status.st_mode & S_IFMT {
            case S_IFDIR: return try files(in: path, endingIn: suffix)
            case S_IFREG: return name.hasSuffix(suffix) ? [path] : []
            default: return []
            }
        }
    }

    /// What stands in a folder, in order; hidden files do not count.
    public static func names(in folder: String) throws -> [String] {
        try ScratchFolder.names(in: path(folder)).filter { !$0.hasPrefix(".") }
    }
}
