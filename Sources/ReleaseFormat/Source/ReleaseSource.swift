import Platform

/// Where a release file comes from: plain or compressed with gzip or zstd, by its first bytes.
public enum ReleaseSource: Sendable, Hashable {
    case file(String)
    case standardInput

    /// The source as messages name it.
    public var name: String {
        switch self {
        case .file(let path): path
        case .standardInput: "<stdin>"
        }
    }

    /// The sources that a path names: itself, or the release files in a folder and its subfolders, in the natural
    /// order of their names: `v2.json` before `v10.json`. `-` is standard input.
    ///
    /// In a folder, files count that end in `.json`, `.json.gz` or `.json.zst`; hidden ones do not.
    /// - Throws: ``InputError`` when there is nothing at the path, when a folder cannot be read or holds no release
    ///   file.
    public static func expand(_ path: String) throws -> [ReleaseSource] {
        if path == "-" { return [.standardInput] }
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw InputError.system(path, errno)
        }
        guard status.st_mode & S_IFMT == S_IFDIR else { return [.file(path)] }
        var found: [String] = []
        try collect(path, into: &found)
        if found.isEmpty {
            throw InputError(
                kind: .notFound, file: path, found: "no release file in this folder",
                advice: "release files end in .json, .json.gz or .json.zst")
        }
        return found.map { .file($0) }
    }

    private static func collect(_ folder: String, into found: inout [String]) throws {
        for name in try names(in: folder) {
            let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
            var status = stat()
            guard lstat(path, &status) == 0 else { continue }
            if status.st_mode & S_IFMT == S_IFDIR {
                try collect(path, into: &found)
            } else if stem(of: name) != nil {
                // A link is followed to a file but not to a folder: links can lead in circles. One that leads nowhere is
                // reported when it is opened. A pipe would be waited for.
                let isThere = stat(path, &status) == 0
                if !isThere || status.st_mode & S_IFMT == S_IFREG { found.append(path) }
            }
        }
    }

    /// What is not hidden in a folder, in order.
    private static func names(in folder: String) throws -> [String] {
        guard let directory = opendir(folder) else { throw InputError.system(folder, errno) }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            guard bytes.first != UInt8(ascii: ".") else { continue }
            guard let name = String(validating: bytes, as: UTF8.self) else {
                throw InputError(
                    kind: .unreadable, file: folder,
                    found: "\"\(String(decoding: bytes, as: UTF8.self))\", a name that is not UTF-8",
                    advice: "rename it, or import from standard input", remedy: .readFromStandardInput)
            }
            names.append(name)
        }
        // Without its ending, `v1` comes before `v1.1`.
        return names.map { (name: $0, stem: stem(of: $0) ?? $0) }
            .sorted { one, other in
                one.stem == other.stem
                    ? one.name < other.name : NaturalOrder.precedes(one.stem, other.stem)
            }
            .map(\.name)
    }

    /// A release file's name without its ending; nil for other names.
    private static func stem(of name: String) -> String? {
        [".json", ".json.gz", ".json.zst"].first { name.hasSuffix($0) }.map {
            String(name.dropLast($0.count))
        }
    }
}

extension InputError {
    /// What the operating system says about a file.
    static func system(_ path: String, _ code: Int32) -> InputError {
        let missing = code == ENOENT || code == ENOTDIR
        if code == ENXIO {
            return InputError(
                kind: .unreadable, file: path, found: "a socket, or a device that is not there",
                advice: "name a file or a pipe")
        }
        if missing, path.hasPrefix("http://") || path.hasPrefix("https://") {
            return InputError(
                kind: .notFound, file: path, found: "this is a URL, and only files are read",
                advice: "download it first", remedy: .download(url: path))
        }
        return InputError(
            kind: missing ? .notFound : .unreadable, file: path, found: String(cString: strerror(code)),
            advice: missing ? "check the path" : nil)
    }

    /// A file that somebody wrote to while it was read.
    static func changed(_ path: String) -> InputError {
        InputError(
            kind: .unreadable, file: path, found: "it changed while it was read",
            advice: "import it again when it is complete")
    }
}
