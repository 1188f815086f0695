import ReleaseFormat
import SQLite
import Schema
import TestSupport
import Testing

@testable import Warehouse

/// What a path may hold, and what opening it comes to.
@Suite struct OpeningTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func kind(_ access: Warehouse.Access) -> WarehouseError.Kind? {
        do {
            _ = try Warehouse(path: folder("w.db"), access: access)
            return nil
        } catch {
            return (error as? WarehouseError)?.kind
        }
    }

    @Test func `what is missing is not found, and reading makes nothing`() throws {
        #expect(kind(.read) == .notFound)
        #expect(try folder.names().isEmpty)
    }

    @Test func `a warehouse that nothing was imported into goes when it is closed`() throws {
        #expect(kind(.write) == nil)
        #expect(try folder.names().isEmpty)
    }

    @Test func `an empty file is no warehouse yet, and stays empty when it is read`() throws {
        try folder.write("", to: "w.db")
        #expect(kind(.read) == .notFound)
        #expect(try folder.bytes(of: "w.db").isEmpty)
    }

    @Test(arguments: [Warehouse.Access.read, .write])
    func `garbage is unusable, and untouched`(access: Warehouse.Access) throws {
        try folder.write(String(repeating: "garbage ", count: 500), to: "w.db")
        #expect(kind(access) == .unusable)
        #expect(try folder.text(of: "w.db") == String(repeating: "garbage ", count: 500))
        #expect(try folder.names() == ["w.db"])
    }

    @Test(arguments: [Warehouse.Access.read, .write])
    func `a folder is unusable`(access: Warehouse.Access) throws {
        try folder.makeFolder("w.db")
        #expect(kind(access) == .unusable)
    }

    @Test(arguments: [Warehouse.Access.read, .write])
    func `another program's database is unusable, and untouched`(access: Warehouse.Access) throws {
        try Connection(path: folder("w.db"), access: .create).execute("CREATE TABLE cat (id INTEGER)")
        let bytes = try folder.bytes(of: "w.db")
        #expect(kind(access) == .unusable)
        #expect(try folder.bytes(of: "w.db") == bytes)
    }

    @Test(arguments: [Warehouse.Access.read, .write])
    func `a newer warehouse is unusable, and untouched`(access: Warehouse.Access) throws {
        let connection = try Connection(path: folder("w.db"), access: .create)
        try Migrator(connection).migrate()
        try connection.setUserVersion(99)
        try connection.close()
        let bytes = try folder.bytes(of: "w.db")
        #expect(kind(access) == .unusable)
        #expect(try folder.bytes(of: "w.db") == bytes)
    }

    @Test func `an older warehouse is migrated by who writes, and refused by who reads`() throws {
        let connection = try Connection(path: folder("w.db"), access: .create)
        try Migrator(connection, migrations: Array(Migration.all.prefix(1))).migrate()
        try connection.close()
        #expect(kind(.read) == .unusable)
        let report = try Warehouse.migrate(path: folder("w.db"))
        #expect(report.from == 1 && report.to == Migrator.newestVersion)
        #expect(kind(.read) == nil)
        #expect(try Warehouse.migrate(path: folder("w.db")).from == Migrator.newestVersion)
    }

    @Test func `there is nothing to migrate where nothing is`() throws {
        #expect { try Warehouse.migrate(path: folder("w.db")) } throws: {
            ($0 as? WarehouseError)?.kind == .notFound
        }
        #expect(try folder.names().isEmpty)
    }

    @Test func `a cut-off warehouse is said to be damaged, not read wrongly`() throws {
        let shelf = try Shelf(file: "w.db")
        try shelf.load(Documents.boxes("v1", samples: 50))
        try shelf.warehouse.close()
        let bytes = try shelf.folder.bytes(of: "w.db")
        for share in 1..<8 {
            try folder.write(bytes.prefix(bytes.count * share / 8), to: "w.db")
            #expect {
                let warehouse = try Warehouse(path: folder("w.db"), access: .read)
                try warehouse.query("SELECT * FROM annotations") { _ in }
            } throws: { ($0 as? WarehouseError)?.kind == .unusable }
        }
    }

    /// What can be asked of a new warehouse, one thing each.
    private static let questions: [(String, @Sendable (Warehouse) throws -> Bool)] = [
        ("releases", { try $0.releases().isEmpty }), ("datasets", { try $0.datasets().isEmpty }),
        ("labelsets", { try $0.labelsets().isEmpty }), ("categories", { try $0.categories().isEmpty }),
        ("information", { try $0.information().releases == 0 }),
        ("query", { try $0.query("SELECT * FROM annotations", row: { _ in }).rows == 0 }),
        ("resolve", { warehouse in isNotFound { _ = try warehouse.resolve("v1") } }),
        ("show", { warehouse in isNotFound { _ = try warehouse.show("v1") } }),
        ("remove", { warehouse in isNotFound { _ = try warehouse.remove("v1") } }),
    ]

    private static func isNotFound(_ body: () throws -> Void) -> Bool {
        do {
            try body()
            return false
        } catch {
            return (error as? WarehouseError)?.kind == .notFound
        }
    }

    @Test(arguments: questions.indices, [":memory:", "", "w.db"])
    func `a new warehouse answers before anything was imported, and after that failed`(
        question: Int, path: String
    ) throws {
        let (name, ask) = Self.questions[question]
        let path = path == "w.db" ? folder(path) : path
        let good = try folder.write(Documents.boxes("v1").text, to: "good.json")
        let bad = try folder.write("{", to: "bad.json")
        #expect(try ask(Warehouse(path: path, access: .write)), "\(name)")
        let failed = try Warehouse(path: path, access: .write)
        #expect(throws: InputError.self) { try failed.importRelease(from: .file(bad)) }
        #expect(try ask(failed), "\(name)")
        let dry = try Warehouse(path: path, access: .write)
        var options = ImportOptions()
        options.dryRun = true
        #expect(try dry.importRelease(from: .file(good), options: options).status == .imported)
        #expect(try ask(dry), "\(name)")
        #expect(try dry.importRelease(from: .file(good)).status == .imported)
        #expect(try dry.releases().count == 1)
    }
}
