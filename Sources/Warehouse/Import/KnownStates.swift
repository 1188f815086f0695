import ReleaseFormat
import SQLite

/// The samples of an earlier release, as the warehouse has them: the next release is compared with them.
struct KnownStates {
    struct State {
        var id: Int64
        var sampleID: Int64
        var position: Int32
        var digest: Digest
    }

    /// The release that they belong to; nil if there is none.
    private(set) var releaseID: Int64?
    /// By the index that ``content`` answers.
    private(set) var states: [State] = []
    /// Found by the digest of their bytes.
    private(set) var content: KnownContent?
    private(set) var isFound: [Bool] = []

    /// No release.
    init() {}

    /// The samples of a release.
    init(of releaseID: Int64, samples: Int, _ connection: Connection) throws {
        self.releaseID = releaseID
        // The number that a release states is only a guess.
        let guess = min(max(samples, 0), 1 << 20)
        var content = KnownContent(capacity: guess)
        var states: [State] = []
        states.reserveCapacity(guess)
        try connection.query(
            """
            SELECT rs.sample_state_id, rs.sample_id, rs.position, st.digest, st.raw_digest
            FROM release_sample AS rs
            JOIN sample_state AS st ON st.id = rs.sample_state_id
            WHERE rs.release_id = ?
            """, Value(releaseID)
        ) { row in
            guard let digest = row.withBytes(at: 3, { Digest(bytes: $0) }),
                let raw = row.withBytes(at: 4, { Digest(bytes: $0) })
            else { return }
            states.append(
                State(
                    id: row.int64(at: 0), sampleID: row.int64(at: 1),
                    position: Int32(truncatingIfNeeded: row.int64(at: 2)), digest: digest))
            content.insert(raw)
        }
        self.content = content
        self.states = states
        isFound = Array(repeating: false, count: states.count)
    }

    /// Whether any was found.
    private(set) var hasFound = false

    mutating func find(_ index: Int) -> State {
        isFound[index] = true
        hasFound = true
        return states[index]
    }

    /// Those that the next release does not have, or has under other bytes.
    var missing: [Int64] {
        states.indices.filter { !isFound[$0] }.map { states[$0].id }
    }

    /// Those that the next release has, under the same bytes.
    var found: [Int64] {
        states.indices.filter { isFound[$0] }.map { states[$0].id }
    }

    /// The states in the order of the release.
    var inOrder: [State] { states.sorted { $0.position < $1.position } }
}
