import SQLite

/// One step of the schema: an SQL script of `Migrations/`, never changed once it has landed.
public struct Migration: Sendable, Hashable {
    /// The script's number, from 1: a warehouse that has it has at least this version.
    public let number: Int
    /// What the script adds, as its file name says.
    public let name: String
    public let script: String

    /// All steps, in order.
    public static let all: [Migration] = [
        Migration(1, "warehouse", PackageResources._001_warehouse_sql),
        Migration(2, "views", PackageResources._002_views_sql),
        Migration(3, "frame_rows", PackageResources._003_frame_rows_sql),
    ]

    private init(_ number: Int, _ name: String, _ bytes: [UInt8]) {
        self.number = number
        self.name = name
        script = String(decoding: bytes, as: UTF8.self)
    }
}
