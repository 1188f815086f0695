import ReleaseFormat
import TestSupport
import Testing

@testable import relwh

/// Formats, files and limits, the same in every command that lists.
@Suite struct OutputCommandTests {
    private let bench: Bench

    init() throws {
        bench = try Bench()
        try bench.load("v1", samples: 3)
    }

    private static let listings = [
        ["list"], ["list", "datasets"], ["list", "labelsets"], ["list", "categories"], ["list", "stats"],
        ["list", "rules"], ["schema"], ["schema", "frames"], ["log"], ["stats", "classes"],
        ["trend", "classes"],
        ["samples", ""], ["samples", "", "--count"], ["sql", "SELECT * FROM annotations"],
    ]

    @Test(arguments: listings)
    func `every listing has a record form, with every column`(command: [String]) throws {
        let record = try Tool.run(command + ["-f", "record"], in: bench.folder)
        let csv = try Tool.run(command + ["-f", "csv"], in: bench.folder)
        #expect(record.status == .exited(0) && record.error == csv.error, "\(record)")
        let names = csv.stdout.prefix { $0 != "\n" }.split(separator: ",").map(String.init)
        let first = record.stdout.split(separator: "\n", omittingEmptySubsequences: false).prefix {
            !$0.isEmpty
        }
        #expect(first.map { String($0.prefix { $0 != " " }) } == names, "\(record)")
    }

    @Test(arguments: listings)
    func `every listing opens in Excel`(command: [String]) throws {
        let run = try Tool.run(command + ["--excel"], in: bench.folder)
        #expect(run.status == .exited(0) && run.output.starts(with: [0xEF, 0xBB, 0xBF]), "\(run)")
        #expect(run.output.suffix(2).elementsEqual([0x0D, 0x0A]), "\(run)")
        #expect(try Tool.run(command + ["-f", "csv", "--excel"], in: bench.folder).output == run.output)
    }

    @Test func `no text is a formula in Excel, and numbers stay numbers`() throws {
        let query = """
            SELECT '=1+1' AS a, '+x' AS b, '-5' AS c, '@x' AS d, char(9) || 'x' AS e, char(13) || 'x' AS f, -5 AS g,
                -1.5 AS h, 'büro' AS i, NULL AS j, '' AS k, '=a,b' AS l
            """
        let run = try bench.run("sql", query, "--excel")
        let row = "'=1+1,'+x,'-5,'@x,'\tx,\"'\rx\",-5,-1.5,büro,,\"\",\"'=a,b\"\r\n"
        #expect(run.stdout == "\u{FEFF}a,b,c,d,e,f,g,h,i,j,k,l\r\n" + row, "\(run)")
        #expect(try bench.run("sql", "SELECT '=1+1' AS a", "-f", "csv").stdout == "a\n=1+1\n")
    }

    @Test func `--excel is for commands that write csv`() throws {
        #expect(try bench.run("show", "v1", "--excel").isRefusal(2))
        #expect(try bench.run("list", "--excel", "-f", "tsv").isRefusal(2))
        #expect(try bench.run("list", "--excel", "--json").isRefusal(2))
        #expect(try bench.run("validate", "v1", "--excel").output.starts(with: [0xEF, 0xBB, 0xBF]))
    }

    @Test(arguments: [
        ("x.csv", "ref,dataset,"), ("x.CSV", "ref,dataset,"), ("x.tsv", "ref\tdataset\t"), ("x.json", "{\n"),
        ("x.ndjson", "{\"ref\""), ("x.jsonl", "{\"ref\""), ("x.md", "| ref |"), ("x.markdown", "| ref |"),
        ("x.txt", "release "), ("csv", "release "), ("x.csv.old", "release "), ("a.csv/x", "release "),
    ])
    func `the ending of a file decides the format`(name: String, beginning: String) throws {
        let run = try bench.run("list", "-o", name, script: "mkdir -p a.csv && exec \"$@\"")
        #expect(run.isClean, "\(run)")
        let text = try bench.folder.text(of: name)
        #expect(text.hasPrefix(beginning), "\(text)")
    }

    @Test func `an option decides before the ending does`() throws {
        #expect(try bench.run("list", "-o", "x.csv", "-f", "table").isClean)
        #expect(try bench.folder.text(of: "x.csv").hasPrefix("release "))
        #expect(try bench.run("list", "-o", "y.csv", "--json").isClean)
        #expect(try bench.folder.text(of: "y.csv").hasPrefix("{"))
    }

    @Test(arguments: [
        (["diff", "v1", "v1"], "x.md", "### "), (["diff", "v1", "v1", "--stat"], "x.md", ""),
        (["validate", "v1"], "x.sarif", "{"), (["validate", "v1"], "x.sarif.json", "{"),
        (["validate", "v1"], "junit.xml", "<?xml"), (["show", "v1"], "x.json", "{"),
        (["show", "v1"], "x.csv", "release "),
        (["stats"], "x.json", "{"), (["changelog"], "x.json", "{"), (["info"], "x.json", "{"),
    ])
    func `commands with formats of their own go by the ending too`(
        command: [String], name: String, beginning: String
    ) throws {
        let run = try Tool.run(command + ["-o", name], in: bench.folder)
        #expect(run.status == .exited(0), "\(run)")
        let text = try bench.folder.text(of: name)
        #expect(text.hasPrefix(beginning), "\(text)")
    }

    @Test(arguments: [
        ["log", "-n", "0"], ["log", "--limit", "0"], ["changelog", "-n", "0"],
        ["samples", "", "--limit", "0"],
        ["sql", "SELECT * FROM samples", "--limit", "0"], ["diff", "v1", "v1", "--limit", "0"],
        ["validate", "v1", "--limit", "0"],
    ])
    func `a limit of 0 is none`(command: [String]) throws {
        let run = try Tool.run(command, in: bench.folder)
        let all = try Tool.run(Array(command.dropLast(2)), in: bench.folder)
        #expect(run.status == .exited(0) && run.output == all.output, "\(run)")
    }

    @Test func `a key of metadata is headed as the user spells it`() throws {
        let release = Bench.release("v2").replacing("\"n\":", with: "\"vehicle_id\":")
        try bench.folder.write(release, to: "v2.json")
        let run = try bench.run("stats", "classes", "v2.json", "--by", "metadata.vehicle_id")
        #expect(run.stdout.contains("metadata.vehicle_id"), "\(run)")
    }

    @Test func `sensors are listed, and shown with their release`() throws {
        try bench.folder.write(Self.drive, to: "drive.json")
        #expect(try bench.run("import", "drive.json").status == .exited(0))
        let list = try bench.run("list", "sensors", "drive@v1", "-f", "csv")
        #expect(
            list.stdout == """
                ref,labelset,sensor,task_type,samples,frames,annotations
                acme/drive@v1,ground-truth,lidar top,pointcloud-cuboid-sequence,1,2,3
                acme/drive@v1,ground-truth,cam,image-vector-sequence,1,0,0

                """, "\(list)")
        let all = try bench.run("list", "sensors", "--json")
        #expect(try JSONValue(text: all.stdout)["schema"] == .string("relwh.sensors/1"))
        let show = try bench.run("show", "drive@v1")
        #expect(show.stdout.contains("ground-truth  lidar top"), "\(show)")
        let document = try JSONValue(text: bench.run("show", "drive@v1", "--json").stdout)
        #expect(document["sensors"]?.array?.count == 2)
        #expect(try bench.run("list", "sensors", "flowers@v1").stderr == "relwh: no sensors\n")
    }

    @Test func `what no column holds is shown line by line`() throws {
        let run = try bench.run("import", "-", stdin: Self.drive)
        #expect(run.status == .exited(0), "\(run)")
        let show = try bench.run("show", "drive@v1").stdout
        #expect(show.contains("\nextra\nwriter.name  Ada's tools\nwriter.runs  [1,2]\n"), "\(show)")
        #expect(!show.contains("note"), "\(show)")
    }

    /// A sequence of two sensors, of which one has no frames.
    private static let drive = """
        {"name":"v1","writer":{"name":"Ada's tools","runs":[1,2]},"note":"","dataset":{"name":"drive","owner":"acme",
        "task_type":"multisensor-sequence","samples":[{"uuid":"u","name":"s","labels":{"ground-truth":{
        "label_status":"LABELED","attributes":{"sensors":[
         {"name":"lidar top","task_type":"pointcloud-cuboid-sequence","attributes":{"frames":[
           {"annotations":[{"id":1,"track_id":1,"category_id":1},{"id":2,"track_id":2,"category_id":1}]},
           {"annotations":[{"id":3,"track_id":1,"category_id":1}]}]}},
         {"name":"cam","task_type":"image-vector-sequence","attributes":[]}]}}}}]}}
        """
}
