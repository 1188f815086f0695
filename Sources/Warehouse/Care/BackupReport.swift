/// A backup that was made.
public struct BackupReport: Sendable, Hashable {
    /// The warehouse.
    public var source: String
    /// The backup: a whole warehouse in one file.
    public var path: String
    public var pages: Int
    public var bytes: Int
    /// The SHA-256 of the file, in hexadecimal, as `sha256sum` tells it.
    public var sha256: String
    public var seconds: Double

    public init(
        source: String, path: String, pages: Int, bytes: Int, sha256: String, seconds: Double
    ) {
        self.source = source
        self.path = path
        self.pages = pages
        self.bytes = bytes
        self.sha256 = sha256
        self.seconds = seconds
    }
}

/// How far a backup is.
public struct BackupProgress: Sendable, Hashable {
    public var bytesCopied: Int
    public var bytesTotal: Int

    public init(bytesCopied: Int, bytesTotal: Int) {
        self.bytesCopied = bytesCopied
        self.bytesTotal = bytesTotal
    }
}
