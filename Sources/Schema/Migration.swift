/// One step of the tables: an SQL script of `Migrations/`, never changed after a release of the program has it.
public struct Migration: Sendable, Hashable {
    /// The script's number, from 1: a warehouse that has it has at least this version.
    public let number: Int
    /// What the script adds, as its file name says.
    public let name: String
    public let script: String

    /// All steps, in order.
    public static let all: [Migration] = zip(1..., Script.migrations).map { number, script in
        Migration(number: number, name: script.name, script: script.text)
    }
}
