import CSQLite

extension Connection {
    /// What may be done to the file.
    public enum Access: Sendable {
        /// Only reading; the file must exist.
        case readOnly
        /// Reading and writing; the file must exist.
        case readWrite
        /// Reading and writing; a missing file is created.
        case create

        var flags: Int32 {
            switch self {
            case .readOnly: SQLITE_OPEN_READONLY
            case .readWrite: SQLITE_OPEN_READWRITE
            case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
            }
        }
    }
}

/// A path that SQLite takes for nothing but a path, even where it is built to recognize `file:` everywhere.
func plainName(_ path: String) -> String {
    path.hasPrefix("file:") ? "./\(path)" : path
}

/// The URI of a file that nobody changes.
///
/// <https://www.sqlite.org/uri.html>
func immutableURIString(_ path: String) -> String {
    var uri = "file:"
    let digits = Array("0123456789ABCDEF")
    for byte in path.utf8 {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
            uri.unicodeScalars.append(Unicode.Scalar(byte))
        case UInt8(ascii: "/"):
            // A path that begins with two slashes would read as a host name.
            if uri.last != "/" { uri.append("/") }
        default:
            uri.append("%")
            uri.append(digits[Int(byte >> 4)])
            uri.append(digits[Int(byte & 15)])
        }
    }
    return "\(uri)?immutable=1"
}
