import ReleaseFormat
import TestSupport
import Testing
import Warehouse

/// A release whose every name is an attack: nothing of it reaches a terminal, a Markdown table or SQL as what it is.
@Suite struct HostileNamesTests {
    private let bench: Bench

    init() throws { bench = try Bench() }

    /// SQL, HTML, links, line breaks, colours, titles, cursor moves of both kinds, direction, what has no width, a
    /// combining mark alone, a formula.
    static let evil =
        "=1+1'); DROP TABLE release;--\"`|\\<img src=x onerror=alert(1)>[x](http://e.org)![p](q)&lt;"
        + "\n\r\t\u{1B}[31m\u{1B}]0;owned\u{7}\u{9B}2J\u{9D}\u{90}\u{202E}\u{2066}\u{200B}\u{FEFF}\u{7F}\u{301}"

    /// A name of its own for each place; `isText` for those that may hold U+0000.
    private static func name(_ place: String, isText: Bool = true) -> String {
        JSONValue.string("\(evil)\(isText ? "\u{0}" : "")\(place)").text
    }

    private static func release(_ version: Int) -> String {
        let v = "\(version)"
        func annotation(_ id: Int, _ type: String, _ rest: String) -> String {
            """
            {"id":\(id),"track_id":\(id),"category_id":\(id),"type":\(type),\(rest),
             "attributes":{\(name("object attribute")):\(name("value\(v)"))},\(name("unknown")):\(name("x"))}
            """
        }
        let still = """
            {"label_status":\(name("status\(v)", isText: false)),"label_type":\(name("label type")),"score":0.5,
             "created_at":\(name("time")),"created_by":\(name("author")),"reviewed_by":\(name("reviewer")),\(name("y")):1,
             "attributes":{"format_version":\(name("format")),"image_attributes":{\(name("image attribute")):[\(name("a"))]},
              "annotations":[\(annotation(1, "\"bbox\"", "\"points\":[[\(v),2],[3,4]]")),
                \(annotation(2, name("type", isText: false), "\"points\":[[1,2],[3,4],[5,6]]"))]}}
            """
        let sensors = """
            {"label_status":"LABELED","attributes":{"sensors":[{"name":\(name("sensor", isText: false)),"task_type":\(name("t")),
              "attributes":{"frames":[{"timestamp":\(name("stamp")),"annotations":[
                \(annotation(1, "\"cuboid\"", "\"is_keyframe\":true,\"position\":{\"x\":\(v),\"y\":2,\"z\":3},\"dimensions\":{\"x\":1,\"y\":1,\"z\":1}"))]}]}}],
              "links":[{"from_id":1,"to_id":\(v),"attributes":{\(name("link attribute")):\(name("l\(v)"))}}]}}
            """
        func sample(_ number: Int, _ label: String) -> String {
            """
            {"uuid":\(name("uuid\(number)", isText: false)),"name":\(name("sample\(number) of \(v)")),
             "attributes":{"image":{"url":\(name("url"))}},"metadata":{\(name("key")):\(name("value\(v)")),"n":\(v)},
             \(name("unknown")):{},"labels":{\(name("labelset", isText: false)):\(label)}}
            """
        }
        let attributes = """
            [{"name":\(name("object attribute")),"input_type":"select","values":[\(name("value1"))],"default_value":\(name("d"))}]
            """
        return """
            {"name":\(name("release\(v)", isText: false)),"description":\(name("description")),"created_at":"2024-01-0\(v)",
             \(name("unknown")):\(name("z")),
             "dataset":{"name":\(name("dataset", isText: false)),"owner":\(name("owner", isText: false)),
              "description":\(name("about")),"task_type":\(name("task")),
              "task_attributes":{"categories":[{"id":1,"name":\(name("category\(v)")),"color":[1,2,3],"attributes":\(attributes)},
                {"id":2,"name":\(name("other"))}],"image_attributes":\(attributes)},
              "labelsets":[{"name":\(name("labelset", isText: false)),"description":\(name("b"))}],
              "samples":[\(sample(1, still)),\(sample(2, sensors)),\(sample(version + 10, still))]}}
            """
    }

    private func load() throws {
        for version in [1, 2] {
            try bench.folder.write(Self.release(version), to: "v\(version).json")
            let run = try bench.run("import", "v\(version).json")
            #expect(run.status == .exited(0), "\(run)")
            expectPlain(run.stdout, "import")
        }
    }

    /// No control character but line feeds, and nothing that turns a line around or hides in it.
    private func expectPlain(_ text: String, _ note: String, tabs: Bool = false) {
        let bad = text.unicodeScalars.first { scalar in
            switch scalar.value {
            case 0x0A: false
            case 0x09: !tabs
            case 0..<0x20, 0x7F...0x9F: true
            case 0x061C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF: true
            default: false
            }
        }
        #expect(bad == nil, "\(note): U+\(String(bad?.value ?? 0, radix: 16))")
    }

    /// No HTML, link or picture that is not the tool's own, outside of code.
    private func expectInert(_ markdown: String, _ note: String) {
        var isEscaped = false
        var fence = 0
        var run = 0
        // A line that begins with a tag is HTML, in which only tags count.
        for line in markdown.split(separator: "\n") where line.hasPrefix("<details>") {
            let text = line.replacing("<details><summary><code>", with: "").replacing("</code>", with: "")
                .replacing("</summary>", with: "")
            #expect(!text.contains("<"), "\(note): \(line.prefix(200))")
        }
        let markdown = markdown.split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !$0.hasPrefix("<details>") }.joined(separator: "\n")
        var rest = Substring(markdown)
        while let character = rest.unicodeScalars.first {
            if character == "`", !isEscaped || fence > 0 {
                run = rest.unicodeScalars.prefix { $0 == "`" }.count
                if fence == 0 { fence = run } else if fence == run { fence = 0 }
                rest.unicodeScalars.removeFirst(run)
                isEscaped = false
                continue
            }
            if fence == 0, !isEscaped {
                let own = [
                    "<br>", "<details>", "</details>", "<summary>", "</summary>", "<sub>", "</sub>", "<code>",
                    "</code>",
                ]
                if character == "<" {
                    #expect(own.contains { rest.hasPrefix($0) }, "\(note): \(rest.prefix(40))")
                }
                if character == "[" { Issue.record("\(note): \(rest.prefix(40))") }
            }
            isEscaped = character == "\\" && !isEscaped
            rest.unicodeScalars.removeFirst()
        }
    }

    /// In a table every line has as many cells.
    private func expectTable(_ markdown: String, _ note: String) {
        let bars = markdown.split(separator: "\n").filter { $0.hasPrefix("|") }.map { line in
            line.replacing("\\\\", with: "").replacing("\\|", with: "").count { $0 == "|" }
        }
        #expect(Set(bars).count <= 1, "\(note): \(bars)")
    }

    /// Commands, and the formats that they know.
    private static let commands: [(arguments: [String], formats: [String])] = {
        let rows = ["table", "markdown", "csv", "tsv", "json", "ndjson"]
        var commands: [([String], [String])] = [
            (["list"], rows), (["list", "datasets"], rows), (["list", "labelsets"], rows),
            (["list", "categories"], rows), (["log"], rows), (["show", "v1.json"], ["table", "json"]),
            (["stats", "v1.json"], rows), (["stats", "v1.json", "v2.json"], rows), (["samples", ""], rows),
            (["samples", "drop"], rows), (["samples", "\"\(evil)\""], rows),
            (["diff", "v1.json", "v2.json"], ["table", "markdown", "json", "ndjson"]),
            (["diff", "v1.json", "v2.json", "--stat"], [""]),
            (["diff", "v1.json", "v2.json", "--name-only"], [""]),
            (["diff", "v1.json", "v2.json", "--name-status"], [""]),
            (["changelog"], ["markdown", "json", "ndjson"]), (["info"], ["table", "json"]),
            (["check"], ["table", "json"]), (["history", evil], ["table", "json", "ndjson"]),
            (["history", "=1+1"], ["table", "json", "ndjson"]),
            (["export", "v1.json", "--format", "release"], [""]),
        ]
        for view in [
            "releases", "labelsets", "categories", "attribute_definitions", "samples", "labels", "frames",
            "annotations", "tracks", "links",
        ] {
            commands.append((["sql", "SELECT * FROM \(view)"], rows))
        }
        for statistic in Statistic.all {
            commands.append((["stats", statistic.name, "v1.json"], rows))
            commands.append((["trend", statistic.name], ["table", "markdown", "json"]))
        }
        return commands
    }()

    @Test
    func `no output for people holds what a terminal obeys, and no Markdown what a reader would follow`()
        throws
    {
        try load()
        var runs = 0
        for (arguments, formats) in Self.commands {
            for format in formats {
                let run = try Tool.run(
                    arguments + (format.isEmpty ? [] : ["-f", format]), in: bench.folder)
                let note = "\(arguments.joined(separator: " ").prefix(60)) -f \(format)"
                switch run.status {
                case .exited(let code): #expect([0, 2, 3].contains(code), "\(note): \(run)")
                default: Issue.record("\(note): \(run)")
                }
                if case .exited(0) = run.status { runs += 1 }
                expectPlain(run.stderr, "\(note), standard error")
                switch format {
                case "csv": break
                case "tsv": #expect(!run.stdout.utf8.contains(0x0D), "\(note)")
                case "json", "ndjson":
                    #expect(!run.stdout.utf8.contains { $0 < 0x20 && $0 != 0x0A || $0 == 0x7F }, "\(note)")
                case "":
                    if arguments.first != "export" {
                        expectPlain(run.stdout, note, tabs: arguments.last == "--name-status")
                    }
                default: expectPlain(run.stdout, note)
                }
                if format == "markdown" {
                    expectInert(run.stdout, note)
                    if arguments.first != "diff" && arguments.first != "changelog" {
                        expectTable(run.stdout, note)
                    }
                }
            }
        }
        #expect(runs > 150)
    }

    @Test func `what comes out is what went in, and no table is gone`() throws {
        try load()
        let run = try bench.run("sql", "SELECT count(*) AS n FROM releases", "-f", "csv")
        #expect(run.stdout == "n\n2\n")
        for version in [1, 2] {
            let export = try bench.run("export", "v\(version).json", "--format", "release")
            #expect(try JSONMeaning(text: export.stdout) == JSONMeaning(text: Self.release(version)))
        }
        #expect(try bench.run("check").status == .exited(0))
    }

    @Test func `names of a megabyte are listed, searched, compared and complained of`() throws {
        let long = String(repeating: "long name ", count: 100_000)
        let text = Bench.release("v1").replacing("rose, wild", with: long).replacing("0.jpg", with: long)
            .replacing("ground-truth", with: long)
        try bench.folder.write(text, to: "v1.json")
        try bench.folder.write(
            text.replacing("[30.5,40]", with: "[31,40]").replacing("\"v1\"", with: "\"v2\""), to: "v2.json")
        #expect(try bench.run("import", "v1.json", "v2.json").status == .exited(0))
        for arguments in [
            ["list", "categories"], ["stats", "v2"], ["samples", "long"], ["diff", "v1", "v2"], ["log"],
            ["sql", "SELECT * FROM annotations"], ["diff", "v1", "v2", "-f", "markdown"], ["history", "u0"],
        ] {
            let run = try Tool.run(arguments, in: bench.folder)
            #expect(run.status == .exited(0), "\(arguments) \(run.status)")
            #expect(run.output.count < 30_000_000, "\(arguments): \(run.output.count)")
        }
        try bench.folder.write(text.replacing("\"uuid\"", with: "\"no\""), to: "v3.json")
        let refused = try bench.run("import", "v3.json")
        #expect(
            refused.isRefusal(4) && refused.error.count < 20_000, "\(refused.status) \(refused.error.count)")
    }

    @Test func `a file's name cannot speak for the tool`() throws {
        let name = "x\nrelwh: error: all is lost\u{1B}[2J.json"
        try bench.folder.write("{", to: name)
        let run = try bench.run("import", name)
        #expect(
            run.isRefusal(4) && run.stderr.split(separator: "\n").count { $0.hasPrefix("relwh: ") } == 1,
            "\(run)")
        expectPlain(run.stderr, "error")
    }
}
