import CMigrations

/// One step of the schema: an SQL script of `Migrations/`, never changed once it has landed.
public struct Migration: Sendable, Hashable {
    /// The script's number, from 1: a warehouse that has it has at least this version.
    public let number: Int
    /// What the script adds, as its file name says.
    public let name: String
    public let script: String

    /// All steps, in order.
    public static let all: [Migration] = [
        Migration(1, "warehouse"),
        Migration(2, "views"),
        Migration(3, "frame_rows"),
        Migration(4, "exact_points"),
        Migration(5, "whole_counts"),
    ]

    private init(_ number: Int, _ name: String) {
        self.number = number
        self.name = name
        let bytes = relwh_migration(number)
        script = String(decoding: UnsafeBufferPointer(start: bytes.bytes, count: bytes.count), as: UTF8.self)
    }
}
