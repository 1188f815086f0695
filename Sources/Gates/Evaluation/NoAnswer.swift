/// Why a gate has no answer.
enum NoAnswer: Error {
    /// It asks for what the release does not say.
    case unanswered(String)
    /// There is nothing to compare with.
    case skipped(String)
}
