import ReleaseGenerator

/// The releases that statistics, searches and differences are asked of.
struct Scale {
    let isQuick: Bool

    /// A hundred releases of 200,000 annotations, one label in a hundred changed from each to the next.
    var history: Recipe {
        Recipe(samples: isQuick ? 770 : 7700, version: isQuick ? 10 : 100, labelsPerEdit: 100)
    }

    /// One release of five million annotations.
    var large: Recipe { Recipe(samples: isQuick ? 20_000 : 200_000) }

    /// Two releases of five million annotations, half of the labels changed.
    var edited: Recipe { Recipe(samples: isQuick ? 20_000 : 200_000, version: 2, labelsPerEdit: 2) }

    /// One release of a million cuboids in 20,000 frames.
    var cuboids: Recipe { Recipe(samples: isQuick ? 100 : 1000, density: .cuboids) }

    /// One release of a million samples with little in each.
    var sparse: Recipe { Recipe(samples: isQuick ? 100_000 : 1_000_000, density: .sparse) }
}
