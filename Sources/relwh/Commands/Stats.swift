import ArgumentParser
import Warehouse

struct Stats: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract: "Statistics of one or many releases.",
        usage: "relwh stats [<options>] [<statistic> ...] [<release> ...]",
        discussion: """
            Without a statistic, an overview; without a release, the latest one. A release may also be a release \
            file. 'relwh list stats' lists the statistics. Several releases stand side by side.

            Examples:
              relwh stats
              relwh stats classes acme/flowers@v1 acme/flowers@v2
              relwh stats boxes flowers@latest --by status --where "is_keyframe = 1"
              relwh stats overview acme/flowers@v1 --json
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var form: RowFormatOptions
    @OptionGroup var scope: StatisticScopeOptions

    @Argument(help: "Statistics, then releases or release files.", completion: .reference)
    var words: [String] = []

    func run() throws {
    }
}
