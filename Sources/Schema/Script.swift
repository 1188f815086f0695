import CScripts

/// An SQL script as its file has it.
struct Script {
    let name: String
    let text: String

    /// The scripts of `Migrations/`.
    static let migrations = all(relwh_migrations())
    /// The scripts of `Views/`.
    static let views = all(relwh_views())

    private static func all(_ scripts: relwh_scripts) -> [Script] {
        UnsafeBufferPointer(start: scripts.first, count: scripts.count).map { script in
            let bytes = UnsafeBufferPointer(start: script.bytes, count: script.count)
            return Script(
                name: String(cString: script.name), text: String(decoding: bytes, as: UTF8.self))
        }
    }
}
