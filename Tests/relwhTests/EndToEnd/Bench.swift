import ReleaseFormat
import TestSupport
import Testing

/// A folder to work in with the built tool, and small releases to work on.
struct Bench {
    let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    func run(
        _ arguments: String..., stdin: String? = nil, environment: [String: String] = [:],
        script: String = Tool.defaultScript
    ) throws -> ToolRun {
        try Tool.run(
            arguments, stdin: stdin.map { Array($0.utf8) }, environment: environment, in: folder,
            script: script)
    }

    /// Writes a release and imports it.
    @discardableResult
    func load(_ release: String = "v1", samples: Int = 2) throws -> String {
        let file = "\(release).json"
        try folder.write(Bench.release(release, samples: samples), to: file)
        let run = try run("import", file, "--json")
        #expect(run.status == .exited(0), "\(run)")
        return file
    }

    /// What is in the folder, but for the files that SQLite keeps beside a warehouse that was read.
    var names: [String] {
        get throws { try folder.names().filter { !$0.hasSuffix("-shm") && !$0.hasSuffix("-wal") } }
    }

    /// Boxes on stills of a dataset `acme/flowers`.
    static func release(_ name: String, samples count: Int = 2) -> String {
        let samples = (0..<count).map { index in
            """
            {"uuid":"u\(index)","name":"\(index).jpg","attributes":{"image":{"url":"https://e.org/\(index).jpg"}},
            "metadata":{"n":\(index)},"labels":{"ground-truth":{"label_status":"LABELED","attributes":{"annotations":[
            {"id":1,"category_id":1,"type":"bbox","points":[[\(index),2],[30.5,40]]}]}}}}
            """
        }
        return """
            {"name":"\(name)","created_at":"2024-01-01","dataset":{"name":"flowers","owner":"acme","task_type":"bboxes",
            "task_attributes":{"categories":[{"id":1,"name":"rose, wild"}]},
            "labelsets":[{"name":"ground-truth"}],"samples":[\(samples.joined(separator: ","))]}}
            """
    }
}

extension ToolRun {
    /// Exit 0, and nothing on standard error.
    var isClean: Bool { status == .exited(0) && error.isEmpty }

    /// An exit code, a message on standard error, and nothing on standard output.
    func isRefusal(_ code: Int32) -> Bool {
        status == .exited(code) && output.isEmpty && stderr.hasPrefix("relwh: error: ")
    }
}
