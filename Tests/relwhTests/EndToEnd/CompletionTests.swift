import TestSupport
import Testing

@testable import relwh

/// What shells are offered.
@Suite struct CompletionTests {
    private let bench: Bench

    init() throws { bench = try Bench() }

    /// Has bash complete a line.
    private func offers(_ line: String) throws -> [String] {
        let script = """
            command -v bash > /dev/null || exit 77; "$1" --generate-completion-script bash > script
            mkdir -p bin && ln -sf "$1" bin/relwh; export PATH="$PWD/bin:$PATH"
            cat > line.bash <<'END'
            source ./script
            COMP_LINE="$LINE"; COMP_POINT=${#COMP_LINE}; read -ra COMP_WORDS <<< "$LINE"
            [[ $LINE = *' ' ]] && COMP_WORDS+=("")
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _relwh relwh "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
            printf '%s\\n' "${COMPREPLY[@]}"
            END
            exec bash line.bash
            """
        let run = try bench.run(environment: ["LINE": line], script: script)
        #expect(
            run.status == .exited(0) && run.stderr.isEmpty || run.status == .exited(77), "\(line)\n\(run)")
        return run.stdout.split(separator: "\n").map(String.init)
    }

    @Test(arguments: [
        ("relwh stats cl", "classes"), ("relwh stats ", "acme/flowers@v1"),
        ("relwh trend classes ", "acme/flowers"),
        ("relwh log fl", "flowers"), ("relwh changelog ", "flowers"),
        ("relwh stats --status REV", "REVIEWED"),
        ("relwh stats --by ", "metadata."), ("relwh diff --level ", "annotation"),
        ("relwh diff --match t", "track_id"),
        ("relwh diff --filter added,re", "added,removed"), ("relwh validate --rules ge", "geometry"),
        ("relwh validate --rules core,label.e", "core,label.empty"),
        ("relwh validate --severity ", "warning"),
        ("relwh stats --labelset ", "ground-truth"), ("relwh diff --category ro", "rose, wild"),
        ("relwh help sta", "stats"), ("relwh show ", "flowers@v1"), ("relwh list -f re", "record"),
        ("relwh list sen", "sensors"), ("relwh schema fr", "frames"),
    ])
    func `bash is offered what fits`(line: String, offer: String) throws {
        try bench.load()
        let offers = try offers(line)
        #expect(offers.contains(offer) || !bench.folder.exists("script"), "\(line): \(offers)")
    }

    @Test(arguments: ["relwh show ", "relwh log ", "relwh stats --labelset ", "relwh stats --sensor "])
    func `without a warehouse, or with a broken one, nothing is offered and nothing is said`(line: String)
        throws
    {
        #expect(try offers(line).isEmpty)
        try bench.folder.write("no warehouse", to: "relwh.db")
        #expect(try offers(line).isEmpty)
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `every script offers commands behind help`(shell: String) throws {
        let run = try bench.run("--generate-completion-script", shell)
        let commands = Relwh.commandNames.filter { $0 != "help" }.joined(separator: " ")
        #expect(run.isClean && run.stdout.contains(commands), "\(run)")
        #expect(!run.stdout.contains("'*:subcommands:'"))
    }
}
