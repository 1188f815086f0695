/// The middle value, or the mean of the two in the middle.
func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return .nan }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/// Seconds of several runs of one thing.
struct Timings {
    private(set) var seconds: [Double] = []
    private(set) var cpu: [Double] = []

    struct Run {
        let seconds: Double
        let cpu: Double
    }

    mutating func add(_ run: Run) {
        seconds.append(run.seconds)
        cpu.append(run.cpu)
    }

    var median: Double { relwh_bench.median(seconds) }

    func details(_ name: String) -> [(key: String, value: JSONText)] {
        [("\(name)_seconds", .numbers(seconds)), ("\(name)_cpu_seconds", .numbers(cpu))]
    }
}
