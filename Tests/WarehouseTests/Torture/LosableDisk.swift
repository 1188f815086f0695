import TestSupport

/// A disk that may lose what was not synced, when the power goes.
///
/// Of each file it knows what is safe and what was done since. The same for the folder: which files there are is safe
/// only when the folder was synced.
struct LosableDisk {
    /// What becomes of what is not safe.
    enum Survival: String, CaseIterable {
        case everything = "all survives"
        case nothing = "only synced survives"
        /// Up to some step in between.
        case beginning = "a beginning survives"
        /// Each write or not, in whatever order the disk takes them.
        case someWrites = "some writes survive"
        /// Each sector or not; others may hold anything.
        case someSectors = "torn writes"
    }

    private struct Change {
        var step: Int
        var kind: Kind

        enum Kind {
            case write(offset: Int, [UInt8])
            case truncate(size: Int)
        }
    }

    private struct File {
        var safe: [UInt8] = []
        var changes: [Change] = []
    }

    private struct Entry {
        var step: Int
        var name: String
        /// Nil when it was deleted.
        var file: Int?
        /// The name that it loses with this.
        var formerName: String?
    }

    private static let sector = 512

    private var files: [File] = []
    private var names: [String: Int] = [:]
    private var safeNames: [String: Int] = [:]
    private var entries: [Entry] = []
    private var step = 0

    /// - Parameter files: what is safe from the beginning.
    init(_ files: [String: [UInt8]]) {
        for (name, bytes) in files {
            names[name] = self.files.count
            self.files.append(File(safe: bytes))
        }
        safeNames = names
    }

    mutating func take(_ step: DiskHistory.Step) {
        self.step += 1
        switch step {
        case .create(let name):
            names[name] = files.count
            entries.append(Entry(step: self.step, name: name, file: files.count))
            files.append(File())
        case .write(let name, let offset, let bytes): change(name, .write(offset: offset, bytes))
        case .truncate(let name, let size): change(name, .truncate(size: size))
        case .sync(let name):
            guard let file = names[name] else { return }
            files[file].safe = Self.content(files[file]) { _ in .whole }
            files[file].changes = []
        case .delete(let name):
            guard names[name] != nil else { return }
            names[name] = nil
            entries.append(Entry(step: self.step, name: name, file: nil))
        case .link(let name, let newName, let isMove):
            guard let file = names[name] else { return }
            names[newName] = file
            entries.append(Entry(step: self.step, name: newName, file: file, formerName: isMove ? name : nil))
            if isMove { names[name] = nil }
        case .folderSync:
            safeNames = names
            entries = []
        }
    }

    private mutating func change(_ name: String, _ kind: Change.Kind) {
        guard let file = names[name] else { return }
        files[file].changes.append(Change(step: step, kind: kind))
    }

    /// How much of one change survives.
    private enum Share {
        case whole
        case none
        case torn
    }

    /// The files that there are when the power is back.
    func files(_ survival: Survival, _ random: inout SeededRandom) -> [String: [UInt8]] {
        let last = survival == .beginning ? random.int(0...step) : 0
        func share(_ step: Int, _ random: inout SeededRandom) -> Share {
            switch survival {
            case .everything: .whole
            case .nothing: .none
            case .beginning: step <= last ? .whole : .none
            case .someWrites: random.chance(0.5) ? .whole : .none
            case .someSectors: random.chance(0.3) ? .whole : random.chance(0.3) ? .none : .torn
            }
        }
        var surviving = safeNames
        for entry in entries where share(entry.step, &random) == .whole {
            surviving[entry.name] = entry.file
            if let formerName = entry.formerName { surviving[formerName] = nil }
        }
        var contents: [String: [UInt8]] = [:]
        for (name, file) in surviving.sorted(by: { $0.key < $1.key }) {
            contents[name] = Self.content(files[file], &random) { step, random in share(step, &random) }
        }
        return contents
    }

    private static func content(_ file: File, _ share: (Int) -> Share) -> [UInt8] {
        var random = SeededRandom(seed: 0)
        return content(file, &random) { step, _ in share(step) }
    }

    private static func content(
        _ file: File, _ random: inout SeededRandom, _ share: (Int, inout SeededRandom) -> Share
    ) -> [UInt8] {
        var bytes = file.safe
        for change in file.changes {
            let share = share(change.step, &random)
            switch (change.kind, share) {
            case (_, .none): break
            case (.truncate(let size), _):
                if size < bytes.count { bytes.removeSubrange(size...) }
                if size > bytes.count { bytes += [UInt8](repeating: 0, count: size - bytes.count) }
            case (.write(let offset, let new), .whole): write(new[...], at: offset, &bytes)
            case (.write(let offset, let new), .torn):
                var start = 0
                while start < new.count {
                    let end = min(new.count, ((offset + start) / sector + 1) * sector - offset)
                    switch random.int(0...3) {
                    case 0: break
                    case 1:
                        write(
                            (start..<end).map { _ in UInt8(random.int(0...255)) }[...], at: offset + start,
                            &bytes)
                    default: write(new[start..<end], at: offset + start, &bytes)
                    }
                    start = end
                }
            }
        }
        return bytes
    }

    private static func write(_ new: ArraySlice<UInt8>, at offset: Int, _ bytes: inout [UInt8]) {
        let missing = offset + new.count - bytes.count
        if missing > 0 { bytes += [UInt8](repeating: 0, count: missing) }
        bytes.replaceSubrange(offset..<(offset + new.count), with: new)
    }
}
