import ReleaseGenerator

/// A recipe as options of `relwh-bench generate`.
extension Recipe {
    init(taking arguments: inout Arguments) throws {
        self.init(samples: try arguments.number("--samples") ?? 20_000)
        version = try arguments.number("--version") ?? version
        labelsPerEdit = try arguments.number("--edit-one-in") ?? labelsPerEdit
        guard let name = try arguments.value("--density") else { return }
        guard let known = Density(rawValue: name) else {
            throw UsageError(
                "--density is one of \(Density.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        density = known
    }

    var arguments: [String] {
        [
            "--samples", "\(samples)", "--version", "\(version)", "--edit-one-in", "\(labelsPerEdit)",
            "--density", density.rawValue,
        ]
    }
}
