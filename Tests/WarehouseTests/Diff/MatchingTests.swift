import ReleaseFormat
import TestSupport
import Testing

@testable import Warehouse

/// Annotations found again, against the best assignment there is.
@Suite struct MatchingTests {
    private let seed = SeededRandom.chosenSeed

    private func annotation(
        _ random: inout SeededRandom, id: Int64?, category: Int64, at place: SIMD2<Double>
    ) -> StoredAnnotation {
        let size = SIMD2(
            Double.random(in: 20...40, using: &random), Double.random(in: 20...40, using: &random))
        return StoredAnnotation(
            id: id, categoryID: category, type: "bbox", vertices: 2,
            hull: SIMD4(place.x, place.y, place.x + size.x, place.y + size.y))
    }

    /// A crowd and the same a moment later: moved a little, some gone, some new, in another order, without ids.
    private func crowd(
        _ random: inout SeededRandom, count: Int, width: Double
    ) -> (old: [StoredAnnotation], new: [StoredAnnotation]) {
        var old: [StoredAnnotation] = []
        var new: [StoredAnnotation] = []
        for _ in 0..<count {
            let place = SIMD2(
                Double.random(in: 0...width, using: &random), Double.random(in: 0...width, using: &random))
            let one = annotation(&random, id: nil, category: Int64(random.int(1...3)), at: place)
            if !random.chance(0.1) { old.append(one) }
            guard !random.chance(0.1) else { continue }
            var moved = one
            let way = SIMD2(
                Double.random(in: -6...6, using: &random), Double.random(in: -6...6, using: &random))
            moved.hull = one.hull.map { $0 + SIMD4(way.x, way.y, way.x, way.y) }
            if random.chance(0.1) { moved.categoryID = Int64(random.int(1...3)) }
            new.append(moved)
        }
        new.shuffle(using: &random)
        return (old, new)
    }

    private func match(
        _ old: [StoredAnnotation], _ new: [StoredAnnotation], rule: Change.MatchRule? = nil
    ) -> [AnnotationPair] {
        AnnotationMatching(old, new, rule: rule, threshold: 0.5) { $0.categoryID == $1.categoryID }.pairs
    }

    @Test func `in crowds, best first is near the best assignment`() throws {
        var random = SeededRandom(seed: seed)
        var (pairs, different) = (0, 0)
        var (greedy, optimal) = (0.0, 0.0)
        for _ in 0..<40 {
            let (old, new) = crowd(&random, count: 60, width: 300)
            let found = match(old, new)
            #expect(Set(found.map(\.from)).count == found.count && Set(found.map(\.to)).count == found.count)
            #expect(found.allSatisfy { $0.rule == .geometry && ($0.score ?? 0) >= 0.5 })
            // As the greedy match, the oracle puts the same category first.
            let weights = try old.map { one in
                try new.map { other in
                    let likeness = try #require(one.shape).likeness(to: #require(other.shape))
                    if likeness < 0.5 { return 0.0 }
                    return likeness + (one.categoryID == other.categoryID ? 1 : 0)
                }
            }
            let best = Assignment.best(weights)
            let partners = Dictionary(uniqueKeysWithValues: found.map { ($0.from, $0.to) })
            for (row, column) in best.enumerated() {
                if column != nil || partners[row] != nil { pairs += 1 }
                if column != partners[row] { different += 1 }
                if let column { optimal += weights[row][column] }
                if let partner = partners[row] { greedy += weights[row][partner] }
            }
        }
        #expect(Double(different) <= 0.02 * Double(pairs), "\(different) of \(pairs), RELWH_SEED=\(seed)")
        #expect(greedy <= optimal + 1e-9 && greedy >= 0.995 * optimal, "\(greedy) of \(optimal)")
    }

    @Test func `the other way round the same pairs are found, ties among them`() {
        var random = SeededRandom(seed: seed)
        for round in 0..<30 {
            var (old, new) = crowd(&random, count: 40, width: 200)
            // Equal boxes, many times.
            for _ in 0..<15 {
                let twin = annotation(&random, id: nil, category: 1, at: SIMD2(50, 50))
                old += Array(repeating: twin, count: random.int(0...3))
                new += Array(repeating: twin, count: random.int(0...3))
            }
            old.shuffle(using: &random)
            new.shuffle(using: &random)
            let there = Set(match(old, new).map { [$0.from, $0.to] })
            let back = Set(match(new, old).map { [$0.to, $0.from] })
            #expect(there == back, "RELWH_SEED=\(seed), round \(round)")
        }
    }

    @Test func `pruning loses no pair`() throws {
        var random = SeededRandom(seed: seed)
        for _ in 0..<10 {
            let (old, new) = crowd(&random, count: 50, width: 150)
            let candidates = LikenessCandidates(
                try old.enumerated().map { ($0, try #require($1.shape)) },
                try new.enumerated().map { ($0, try #require($1.shape)) }, threshold: 0.3)
            var expected: Set<[Int]> = []
            for (row, one) in old.enumerated() {
                for (column, other) in new.enumerated() {
                    if try #require(one.shape).likeness(to: #require(other.shape)) >= 0.3 {
                        expected.insert([row, column])
                    }
                }
            }
            #expect(Set(candidates.all.map { [$0.from, $0.to] }) == expected)
        }
    }

    @Test func `an id match is never claimed that is none`() {
        var random = SeededRandom(seed: seed)
        for round in 0..<60 {
            var (old, new) = crowd(&random, count: 20, width: 100)
            for index in old.indices {
                old[index].id = random.chance(0.7) ? Int64(random.int(1...15)) : nil
                old[index].trackID = random.chance(0.5) ? Int64(random.int(1...15)) : nil
            }
            for index in new.indices {
                new[index].id = random.chance(0.7) ? Int64(random.int(1...15)) : nil
                new[index].trackID = random.chance(0.5) ? Int64(random.int(1...15)) : nil
            }
            let pairs = match(old, new)
            let tracked = Set(pairs.filter { $0.rule == .trackID }.map(\.to))
            for pair in pairs {
                let note = "RELWH_SEED=\(seed), round \(round), \(pair)"
                let (one, other) = (old[pair.from], new[pair.to])
                switch pair.rule {
                case .trackID:
                    #expect(
                        one.trackID != nil && one.trackID == other.trackID && pair.score == nil, "\(note)")
                    #expect(old.count { $0.trackID == one.trackID } == 1, "\(note)")
                    #expect(new.count { $0.trackID == one.trackID } == 1, "\(note)")
                case .id:
                    #expect(one.id != nil && one.id == other.id && pair.score == nil, "\(note)")
                    let others = new.indices.filter { new[$0].id == one.id && !tracked.contains($0) }
                    #expect(others == [pair.to], "\(note)")
                case .geometry:
                    #expect((pair.score ?? 0) >= 0.5, "\(note)")
                }
            }
            #expect(match(old, new, rule: .id).allSatisfy { $0.rule == .id })
            #expect(match(old, new, rule: .geometry).allSatisfy { $0.rule == .geometry })
        }
    }

    @Test func `a crowd of thousands is matched in a moment`() {
        var random = SeededRandom(seed: seed)
        let (old, new) = crowd(&random, count: 4000, width: 8000)
        #expect(match(old, new).count > 3000)
    }
}
