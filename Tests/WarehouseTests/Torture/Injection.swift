/// Counts the places at which a fault can happen, and lets it happen at one of them.
final class Injection {
    /// The place, from 1; 0 for none.
    let place: Int
    /// Whether it goes on happening from there.
    let isPersistent: Bool
    private(set) var seen = 0
    private(set) var injected = 0

    init(at place: Int, isPersistent: Bool = false) {
        self.place = place
        self.isPersistent = isPersistent
    }

    /// Passes a number of places; answers whether the fault happens.
    func passes(_ count: Int = 1) -> Bool {
        let first = seen + 1
        seen += count
        guard place > 0, seen >= place, isPersistent || first <= place else { return false }
        injected += 1
        return true
    }

    func note(seen: Int, injected: Int) {
        self.seen += seen
        self.injected += injected
    }
}
