import TestSupport
import Testing

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Files in `Fixtures` that say what comes out.
///
/// `RELWH_RECORD=1` writes them anew, and fails: nobody is to pass by recording.
enum Golden {
    static func check(
        _ text: String, _ name: String, in folder: String = "Fixtures/diff",
        sourceLocation: SourceLocation = #_sourceLocation
    )
        throws
    {
        let path = "\(folder)/\(name)"
        if getenv("RELWH_RECORD") != nil {
            try FileBytes.write(Array(text.utf8), to: Repository.path(path))
            Issue.record(
                "\(path) was recorded; look at it, and run again without RELWH_RECORD",
                sourceLocation: sourceLocation)
            return
        }
        let golden = try Repository.bytes(of: path)
        let isSame = Array(text.utf8) == golden
        #expect(isSame, "\(path) is now\n\(text)", sourceLocation: sourceLocation)
    }
}
