#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The cuboids of one sample: parked and driving in lanes, a few of them in each other's way.
struct CuboidSequence {
    static let frames = 20
    static let tracks = 50

    /// One object along the sequence. Metres, radians and seconds.
    struct Track {
        var category: Int
        var size: SIMD3<Double>
        var start: SIMD3<Double>
        var speed: Double
        var yaw: Double
        /// Whether it says its rotation too.
        var hasRotation: Bool
        /// Whether its numbers have all digits, as interpolated ones do.
        var isFull: Bool
        var attributes: Int
    }

    let tracks: [Track]

    init(index: Int, recipe: Recipe) {
        var random = RandomSource(recipe.seed, .track, index)
        let origin = SIMD2(Double(random.within(-2000...2000)), Double(random.within(-2000...2000)))
        var tracks: [Track] = []
        for place in 0..<Self.tracks {
            var track = Track(place: place, origin: origin, random: &random)
            // One in fifty stands half in the one before it.
            if place > 0, random.chance(2) {
                track.start = tracks[place - 1].start
                track.start.x += tracks[place - 1].size.x / 2
                track.speed = tracks[place - 1].speed
            }
            tracks.append(track)
        }
        // An edit lifts one object.
        var release = recipe.birth(of: index) + 1
        while release <= recipe.version {
            var edit = RandomSource(recipe.seed, .edit, index, 0, release)
            if edit.below(recipe.labelsPerEdit) == 0 { tracks[edit.below(Self.tracks)].start.z += 0.125 }
            release += 1
        }
        self.tracks = tracks
    }
}

extension CuboidSequence.Track {
    private static let sizes: [SIMD3<Double>] = [
        SIMD3(4.5, 1.9, 1.6), SIMD3(0.7, 0.7, 1.75), SIMD3(8.5, 2.5, 3.2), SIMD3(12, 2.6, 3.1),
        SIMD3(1.8, 0.7, 1.7), SIMD3(0.4, 0.4, 0.9),
    ]

    fileprivate init(place: Int, origin: SIMD2<Double>, random: inout RandomSource) {
        category = 1 + min(random.below(6), random.below(6))
        size = Self.sizes[category - 1]
        for axis in 0..<3 { size[axis] *= 0.85 + 0.3 * random.fraction() }
        // Ten lanes of five, far enough from each other.
        start = SIMD3(
            origin.x + Double(place % 5) * 22 + random.fraction() * 3,
            origin.y + Double(place / 5) * 5 + random.fraction(), size.z / 2 + random.fraction() / 4)
        speed = random.chance(40) ? 0 : Double(place / 5) * 0.5
        yaw = (random.fraction() - 0.5) * 0.04 + (random.chance(50) ? 0 : .pi - 0.03)
        hasRotation = random.chance(33)
        isFull = random.chance(50)
        attributes = random.below(3)
    }

    /// Where it is in a frame.
    func center(_ frame: Int) -> SIMD3<Double> {
        SIMD3(start.x + speed * Double(frame) * 0.1, start.y, start.z)
    }
}

extension CuboidSequence {
    static let taskAttributes: StaticString = """
        {"format_version": "0.1", "categories": [\
        {"id": 1, "name": "car", "color": [0, 113, 188], "attributes": [\
        {"name": "moving", "input_type": "checkbox"}], "dimensions": {"x": 4.5, "y": 1.9, "z": 1.6}}, \
        {"id": 2, "name": "pedestrian", "color": [216, 82, 24], "attributes": [\
        {"name": "moving", "input_type": "checkbox"}]}, \
        {"id": 3, "name": "truck", "color": [236, 176, 31], "attributes": [\
        {"name": "moving", "input_type": "checkbox"}]}, \
        {"id": 4, "name": "bus", "color": [125, 46, 141], "attributes": [\
        {"name": "moving", "input_type": "checkbox"}]}, \
        {"id": 5, "name": "cyclist", "color": [118, 171, 47], "attributes": [\
        {"name": "moving", "input_type": "checkbox"}]}, \
        {"id": 6, "name": "cone", "color": [76, 189, 237], "attributes": [\
        {"name": "moving", "input_type": "checkbox"}]}], \
        "warning_rules": [\
        {"name": "intersecting-cuboids", "excluded_categories": [6]}, \
        {"name": "intersecting-cuboids", "excluded_set_of_categories": [2, 5]}, \
        {"name": "cuboid-dimension-limits", "categories": [1], "min": {"x": 3.9, "z": 1.2}, "max": {"x": 5.1}}, \
        {"name": "cuboid-dimension-limits", "categories": [], "max": {"x": 20, "y": 4, "z": 5}}]}
        """

    static let attributes: [StaticString] = ["{}", "{\"moving\": true}", "{\"moving\": false}"]
}

extension ReleaseWriter {
    func writeSequence(_ sample: Sample) {
        out.write("{\"uuid\": \"")
        out.write(sample.uuid)
        out.write("\", \"name\": \"drive_")
        out.write(sample.index, width: 7)
        out.write("\", \"attributes\": {\"frames\": [")
        for frame in 0..<CuboidSequence.frames {
            if frame > 0 { out.write(", ") }
            out.write("{\"pcd\": {\"url\": \"https://segmentsai-prod.s3.eu-west-2.amazonaws.com/assets/acme/")
            out.write(sample.asset)
            out.write("_")
            out.write(frame, width: 3)
            out.write(".bin\", \"type\": \"binary-xyzi\"}, \"timestamp\": ")
            out.write(1_740_000_000_000_000_000 + (sample.index * 1000 + frame) * 100_000_000)
            out.write("}")
        }
        out.write("]}, \"metadata\": {\"city\": \"")
        out.write(Vocabulary.cities[sample.city])
        out.write("\"}, \"labels\": {\"ground-truth\": {\"label_status\": \"REVIEWED\", ")
        out.write("\"attributes\": {\"format_version\": \"0.2\", \"frames\": [")
        let sequence = CuboidSequence(index: sample.index, recipe: recipe)
        for frame in 0..<CuboidSequence.frames {
            if frame > 0 { out.write(", ") }
            out.write("{\"format_version\": \"0.2\", \"annotations\": [")
            for (place, track) in sequence.tracks.enumerated() {
                if place > 0 { out.write(", ") }
                write(track, place + 1, frame)
            }
            out.write("]}")
        }
        out.write("]}}}}")
    }

    private func write(_ track: CuboidSequence.Track, _ id: Int, _ frame: Int) {
        out.write("{\"id\": ")
        out.write(id)
        out.write(", \"category_id\": ")
        out.write(track.category)
        out.write(", \"type\": \"cuboid\", \"position\": ")
        write(track.center(frame), track.isFull)
        out.write(", \"dimensions\": ")
        write(track.size, false)
        out.write(", \"yaw\": ")
        out.write(track.yaw)
        if track.hasRotation {
            out.write(", \"rotation\": {\"qx\": 0, \"qy\": 0, \"qz\": ")
            out.write(sin(track.yaw / 2))
            out.write(", \"qw\": ")
            out.write(cos(track.yaw / 2))
            out.write("}")
        }
        out.write(", \"attributes\": ")
        out.write(CuboidSequence.attributes[track.attributes])
        out.write(", \"track_id\": ")
        out.write(id)
        out.write(
            frame % 5 == 0 ? ", \"is_keyframe\": true, \"index\": " : ", \"is_keyframe\": false, \"index\": ")
        out.write(frame)
        out.write("}")
    }

    private func write(_ vector: SIMD3<Double>, _ isFull: Bool) {
        for axis in 0..<3 {
            out.write(axis == 0 ? "{\"x\": " : axis == 1 ? ", \"y\": " : ", \"z\": ")
            if isFull {
                out.write(vector[axis])
            } else {
                out.write(thousandths: Int((vector[axis] * 1000).rounded()), decimals: 3)
            }
        }
        out.write("}")
    }
}
