import CInsert

/// `relwh-bench`: measures the command and what it is compared with.
@main
enum Main {
    static let usage = """
        usage: relwh-bench --relwh BINARY --work DIR [options]    measure; all rows, or some
               relwh-bench generate --out FILE|- [options]       write one release
               relwh-bench c-insert SOURCE TARGET [options]       the C baseline alone

        options of the first:
          --runs N           times each thing is measured; the median counts (default 3)
          --quick            2,000 samples (20 MB) and a tenth of everything else: a smoke test
          --only ROW,ROW     \(RowName.allCases.map(\.rawValue).joined(separator: ", "))
          --json FILE        the figures as a JSON document too
          --baselines DIR    the folder of the Python baselines (default: beside these sources)

        options of generate:
          --samples N        (default 20000)
          --version K        its place in the series (default 1)
          --edit-one-in N    one label in N is edited from each release to the next (default 50)
          --density DENSITY  dense: all kinds of annotations; sparse: none, or one or two boxes;
                             cuboids: a thousand in twenty frames (default dense)

        """

    static func main() {
        exit(status(Array(CommandLine.arguments.dropFirst())))
    }

    private static func status(_ arguments: [String]) -> Int32 {
        do {
            switch arguments.first {
            case "generate":
                try Generate(Arguments(Array(arguments.dropFirst()))).run()
            case "c-insert":
                return CStrings.with(arguments) { c_insert_main(Int32(arguments.count), $0) }
            case "--help", "-h":
                Files.standardOutput(usage)
            default:
                try Bench(Options(Arguments(arguments))).run()
            }
            return 0
        } catch let error as UsageError {
            Files.standardError("relwh-bench: \(error.message)\n\n\(usage)")
            return 2
        } catch {
            Files.standardError("relwh-bench: \(error)\n")
            return 1
        }
    }
}
