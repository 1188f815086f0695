/// The pairs of greatest total weight, by the Hungarian method in its form of shortest augmenting paths, O(n³).
///
/// R. Jonker, A. Volgenant, "A shortest augmenting path algorithm for dense and sparse linear assignment problems", 1987.
enum Assignment {
    /// - Parameter weights: a row for each of one side; 0 where a pair is out of the question.
    /// - Returns: for each row its column, nil for none.
    static func best(_ weights: [[Double]]) -> [Int?] {
        let size = max(weights.count, weights.first?.count ?? 0)
        guard size > 0 else { return weights.map { _ in nil } }
        func cost(_ row: Int, _ column: Int) -> Double {
            row < weights.count && column < weights[row].count ? -weights[row][column] : 0
        }
        // Counted from 1; 0 is nobody.
        var (rowPotential, columnPotential) = (
            [Double](repeating: 0, count: size + 1), [Double](repeating: 0, count: size + 1)
        )
        var rowOf = [Int](repeating: 0, count: size + 1)
        for row in 1...size {
            rowOf[0] = row
            var column = 0
            var least = [Double](repeating: .infinity, count: size + 1)
            var before = [Int](repeating: 0, count: size + 1)
            var isDone = [Bool](repeating: false, count: size + 1)
            repeat {
                isDone[column] = true
                let current = rowOf[column]
                var (delta, next) = (Double.infinity, 0)
                for other in 1...size where !isDone[other] {
                    let reduced =
                        cost(current - 1, other - 1) - rowPotential[current] - columnPotential[other]
                    if reduced < least[other] { (least[other], before[other]) = (reduced, column) }
                    if least[other] < delta { (delta, next) = (least[other], other) }
                }
                for other in 0...size {
                    if isDone[other] {
                        rowPotential[rowOf[other]] += delta
                        columnPotential[other] -= delta
                    } else {
                        least[other] -= delta
                    }
                }
                column = next
            } while rowOf[column] != 0
            repeat {
                rowOf[column] = rowOf[before[column]]
                column = before[column]
            } while column != 0
        }
        var columns = [Int?](repeating: nil, count: weights.count)
        for column in 1...size {
            let row = rowOf[column] - 1
            guard row >= 0, row < weights.count, column - 1 < weights[row].count else { continue }
            if weights[row][column - 1] > 0 { columns[row] = column - 1 }
        }
        return columns
    }
}
