import Platform

/// A file that gets its first content.
enum NewFile {
    /// Whether a process is writing to a file that was empty before.
    ///
    /// The rollback journal beside it says how many pages there were: at byte 16 of its header, long before the journal
    /// is synced and its beginning says that it is one. Of a process that has died the journal goes when the file is
    /// next read: so ask after reading.
    ///
    /// <https://www.sqlite.org/fileformat2.html#the_rollback_journal>
    static func isBeingMade(_ path: String) -> Bool {
        let file = open("\(path)-journal", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return false }
        defer { close(file) }
        var header = [UInt8](repeating: 0, count: 28)
        guard read(file, &header, header.count) == header.count else { return false }
        return header[16..<20].allSatisfy { $0 == 0 } && header[24..<28].contains { $0 != 0 }
    }
}
