/// A piece of a query that the grammar speaks of.
struct SearchToken: Sendable {
    enum Kind: Sendable {
        case open, close
        case keyword(SearchKeyword)
        /// `object(`
        case object
        /// `@ref`
        case reference([Run])
        /// A word, or a key with its colon and what follows it.
        case term(key: [Run]?, value: [Run])
    }

    /// Bytes that stand together, all in quotes or none.
    struct Run: Sendable {
        var bytes: [UInt8]
        var isQuoted: Bool
        var offset: Int
    }

    var kind: Kind
    /// In bytes of the query.
    var range: Range<Int>
}

extension [SearchToken.Run] {
    var isQuoted: Bool { contains { $0.isQuoted } }

    /// All of it as one text; where there is none, it stands at `offset`.
    func text(at offset: Int) -> SearchText {
        SearchText(String(decoding: flatMap(\.bytes), as: UTF8.self), offset: first?.offset ?? offset)
    }

    /// The pieces between the marks that stand outside quotes.
    ///
    /// - Parameter most: how many marks part it; all by default.
    func split(_ mark: UInt8, at offset: Int, most: Int = .max) -> [(runs: Self, offset: Int)] {
        var pieces: [(runs: Self, offset: Int)] = [([], offset)]
        for run in self {
            guard !run.isQuoted else {
                pieces[pieces.count - 1].runs.append(run)
                continue
            }
            var start = 0
            for (index, byte) in run.bytes.enumerated() where byte == mark && pieces.count <= most {
                pieces[pieces.count - 1].runs.append(run, start..<index)
                start = index + 1
                pieces.append(([], run.offset + start))
            }
            pieces[pieces.count - 1].runs.append(run, start..<run.bytes.count)
        }
        return pieces
    }

    /// Adds a part of a run that is not in quotes, if it is any.
    private mutating func append(_ run: SearchToken.Run, _ range: Range<Int>) {
        guard !range.isEmpty else { return }
        append(
            SearchToken.Run(
                bytes: [UInt8](run.bytes[range]), isQuoted: false, offset: run.offset + range.lowerBound))
    }
}
