#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A write that the system refused.
public struct WriteError: Error, CustomStringConvertible {
    public let code: Int32

    public var description: String { "cannot write: " + String(cString: strerror(code)) }
}
