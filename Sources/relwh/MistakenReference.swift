import Platform

/// A name that is neither a release of the warehouse nor a file, but was meant to be one of a file system.
enum MistakenReference {
    case folder(String)
    case missingFile(String)
    case url(String)

    /// - Returns: nil for what was rather meant to be a release of the warehouse.
    init?(_ name: String) {
        var status = stat()
        if stat(name, &status) == 0 {
            guard status.st_mode & S_IFMT == S_IFDIR else { return nil }
            self = .folder(name)
        } else if name.hasPrefix("http://") || name.hasPrefix("https://") {
            self = .url(name)
        } else if ["/", "./", "../", "~/"].contains(where: name.hasPrefix)
            || [".json", ".json.gz", ".json.zst"].contains(where: name.hasSuffix)
        {
            self = .missingFile(name)
        } else {
            return nil
        }
    }

    var failure: Failure {
        switch self {
        case .folder(let name):
            Failure(
                .notFound, "there is no release \(name): it is a folder",
                hints: ["name a release file in it, or import them all: relwh import \(name)"])
        case .missingFile(let name):
            Failure(.notFound, "there is no release \(name): no such file", hints: ["check the path"])
        case .url(let name):
            Failure(
                .notFound, "there is no release \(name): it is a URL, and only files are read",
                hints: [
                    "download it first, or read it from standard input (-): curl -sSL '\(name)' | relwh …"
                ])
        }
    }
}
