import CFaultVFS
import TestSupport

/// What was done to the files of a folder, in order.
struct DiskHistory {
    enum Step {
        case create(String)
        case write(String, offset: Int, [UInt8])
        case truncate(String, size: Int)
        /// What was written to a file is on the disk.
        case sync(String)
        case delete(String)
        /// Gives a file another name, beside the one that it has or in its place.
        case link(String, String, isMove: Bool)
        /// Which files there are is on the disk.
        case folderSync
    }

    var steps: [Step] = []
    /// How many steps had been taken when the job was reported as done.
    var reported: Int?

    private var names: Set<String>

    /// - Parameter names: the files that there are in the beginning.
    init(names: some Sequence<String>) { self.names = Set(names) }

    mutating func append(_ operation: WatchedFolder.Operation) {
        let name = operation.name
        switch operation.kind {
        case fault_open:
            // One that was made by others than SQLite is first seen here.
            let isNew = names.insert(name).inserted
            if isNew || operation.creates { steps.append(.create(name)) }
        case fault_write:
            let bytes = UnsafeRawBufferPointer(start: operation.bytes, count: operation.count)
            steps.append(.write(name, offset: operation.offset, Array(bytes)))
        case fault_truncate: steps.append(.truncate(name, size: operation.offset))
        case fault_sync: steps.append(.sync(name))
        case fault_delete:
            names.remove(name)
            steps.append(.delete(name))
        case fault_link, fault_rename:
            guard let newName = operation.newName else { return }
            names.insert(newName)
            steps.append(.link(name, newName, isMove: operation.kind == fault_rename))
        case fault_folder_sync: steps.append(.folderSync)
        default: break
        }
    }
}
