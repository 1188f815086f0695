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
        /// Which files there are is on the disk.
        case folderSync
    }

    var steps: [Step] = []
    /// How many steps had been taken when the job was reported as done.
    var reported: Int?

    mutating func append(_ operation: WatchedFolder.Operation) {
        let name = operation.name
        switch operation.kind {
        case fault_open: if operation.creates { steps.append(.create(name)) }
        case fault_write:
            let bytes = UnsafeRawBufferPointer(start: operation.bytes, count: operation.count)
            steps.append(.write(name, offset: operation.offset, Array(bytes)))
        case fault_truncate: steps.append(.truncate(name, size: operation.offset))
        case fault_sync: steps.append(.sync(name))
        case fault_delete: steps.append(.delete(name))
        case fault_folder_sync: steps.append(.folderSync)
        default: break
        }
    }
}
