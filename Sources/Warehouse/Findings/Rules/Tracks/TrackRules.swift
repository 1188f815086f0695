/// The rules on what happens to an object along a sequence.
///
/// A track is what annotations of one label and sensor are that share a `track_id`; stills have none.
enum TrackRules {
    private static let track = """
        A track is made of the annotations of one sequence, in one label and on one sensor, that have the same \
        `track_id`; labels of stills have no tracks.
        """

    static let category = Rule(
        "track.category", .tracks, .error,
        summary: "the category changes along a track",
        definition: """
            An annotation of a track has another `category_id` than the one before it that has one, in the order of \
            frames. \(track) One finding tells of a track, at the first annotation that differs; `count` says how often \
            the category changes.
            """,
        example: .init(
            breaking: """
                {"frames":[{"annotations":[{"id":1,"track_id":7,"category_id":1}]},\
                {"annotations":[{"id":1,"track_id":7,"category_id":2}]}]}
                """,
            remedy: "Give all annotations of the track one category, or two objects two track ids."),
        needs: .annotations)

    static let sensors = Rule(
        "track.sensors", .tracks, .error,
        summary: "a track has another category on another sensor",
        definition: """
            Annotations of several sensors of one label share a `track_id`, and so mean one object, but the first \
            category that the track has on one sensor is not the first that it has on the first sensor that knows it. \
            One finding tells of a track id, at the track's first annotation with a category on the first sensor that \
            differs; `count` says how many sensors do.
            """,
        example: .init(
            breaking: """
                {"sensors":[{"name":"camera","attributes":{"frames":[{"annotations":[{"id":1,"track_id":7,\
                "category_id":1}]}]}},{"name":"lidar","attributes":{"frames":[{"annotations":[{"id":1,"track_id":7,\
                "category_id":2}]}]}}]}
                """,
            remedy: "Give the object the same category on all sensors, or two objects two track ids."),
        needs: .annotations)

    static let gap = Rule(
        "track.gap", .tracks, .info,
        summary: "a track is missing in frames between its first and its last",
        definition: """
            A track has no annotation in a frame that lies between its first frame and its last one. \(track) What the \
            platform interpolates is written out, so that a gap is either meant, as where an object is hidden, or an \
            object that was lost. One finding tells of a track, at the first frame without it; `count` says how many \
            frames are without.
            """,
        example: .init(
            breaking: """
                {"frames":[{"annotations":[{"id":1,"track_id":7,"category_id":1}]},{"annotations":[]},\
                {"annotations":[{"id":1,"track_id":7,"category_id":1}]}]}
                """,
            remedy: "Annotate the object in the frames between, unless it is hidden there."),
        needs: .annotations)

    static let single = Rule(
        "track.single", .tracks, .info,
        summary: "a track has one frame only",
        definition: """
            A track has annotations in one frame only, in a sequence of two or more frames. \(track) It may be an object \
            that just appears, or one that was not recognised in the next frame.
            """,
        example: .init(
            breaking: """
                {"frames":[{"annotations":[{"id":1,"track_id":7,"category_id":1}]},{"annotations":[]}]}
                """,
            remedy: "See whether the object goes on under another track id."),
        needs: .annotations)

    static let keyframe = Rule(
        "track.keyframe", .tracks, .warning,
        summary: "a track has no keyframe",
        definition: """
            At least one annotation of a track says `is_keyframe`, and all that do say false: nothing is left of what \
            the track was interpolated from. \(track) Tracks of which no annotation says `is_keyframe` are not told of.
            """,
        example: .init(
            breaking: """
                {"frames":[{"annotations":[{"id":1,"track_id":7,"category_id":1,"is_keyframe":false}]},\
                {"annotations":[{"id":1,"track_id":7,"category_id":1,"is_keyframe":false}]}]}
                """,
            remedy: "Mark the annotations that were drawn by hand as keyframes."),
        needs: .annotations)

    private static let locked = """
        The annotation's own category decides. Each annotation is compared with the first one of its track that has \
        numbers to compare. One finding tells of a track, at the first annotation that differs; `count` says how many \
        do.
        """

    static let dimensions = Rule(
        "track.dimensions", .tracks, .error,
        summary: "a cuboid's size changes along its track, though the category locks it",
        definition: """
            The category of a cuboid has `lock_dimensions: true`, and an axis of its `dimensions` differs by more than \
            `tolerance` from that of the first cuboid of its track. \(locked) \(track) The category's own `dimensions` \
            are what new cuboids begin with, and are not compared with.
            """,
        example: .init(
            breaking: """
                {"categories":[{"id":1,"name":"car","lock_dimensions":true}],"frames":[\
                {"annotations":[{"id":1,"track_id":7,"category_id":1,"type":"cuboid","dimensions":{"x":4,"y":2,"z":1}}]},\
                {"annotations":[{"id":1,"track_id":7,"category_id":1,"type":"cuboid","dimensions":{"x":5,"y":2,"z":1}}]}\
                ]}
                """,
            remedy: "Give the object one size in all frames, or unlock the category's dimensions."),
        thresholds: [
            Rule.Threshold("tolerance", 1e-6, unit: "m", summary: "how much an axis may differ")
        ],
        needs: .cuboids)

    static let position = Rule(
        "track.position", .tracks, .error,
        summary: "a cuboid moves along its track, though the category locks it",
        definition: """
            The category of a cuboid has `lock_position: true`, and a coordinate of its `position` differs by more than \
            `tolerance` from that of the first cuboid of its track. \(locked) \(track)
            """,
        example: .init(
            breaking: """
                {"categories":[{"id":1,"name":"sign","lock_position":true}],"frames":[\
                {"annotations":[{"id":1,"track_id":7,"category_id":1,"type":"cuboid","position":{"x":4,"y":2,"z":1}}]},\
                {"annotations":[{"id":1,"track_id":7,"category_id":1,"type":"cuboid","position":{"x":5,"y":2,"z":1}}]}]}
                """,
            remedy: "Leave the object where it is in all frames, or unlock the category's position."),
        thresholds: [
            Rule.Threshold("tolerance", 1e-6, unit: "m", summary: "how much a coordinate may differ")
        ],
        needs: .cuboids)

    static let rotation = Rule(
        "track.rotation", .tracks, .error,
        summary: "a cuboid turns along its track, though the category locks it",
        definition: """
            The category of a cuboid has `lock_rotation: true`, and it is turned by more than `tolerance` against the \
            first cuboid of its track: by their `rotation` where both have one, else by their `yaw`, a whole turn being \
            none. Quaternions are compared when made of length 1, and the sign of all four numbers says nothing; what \
            cannot be made so is not compared. \(locked) \(track)
            """,
        example: .init(
            breaking: """
                {"categories":[{"id":1,"name":"sign","lock_rotation":true}],"frames":[\
                {"annotations":[{"id":1,"track_id":7,"category_id":1,"type":"cuboid","yaw":0}]},\
                {"annotations":[{"id":1,"track_id":7,"category_id":1,"type":"cuboid","yaw":0.5}]}]}
                """,
            remedy: "Leave the object as it stands in all frames, or unlock the category's rotation."),
        thresholds: [
            Rule.Threshold("tolerance", 1e-6, unit: "rad", summary: "how much the angle may differ")
        ],
        needs: .cuboids)

    static let speed = Rule(
        "track.speed", .tracks, .warning,
        summary: "a cuboid moves faster than anything on a road",
        definition: """
            Between two annotations of a track that follow each other, the centre of a cuboid moves at more than \
            `max_speed`; or at more than `max_relative_speed` where the sample has no `ego_pose` with a position for both \
            frames, so that positions may be those seen from a vehicle that moves itself. \(track) The time is that of the \
            label's frames, or where they have none, that of the sample's; what it counts is told by the size of the \
            sequence's first one, as in the statistic `kinematics`. Steps whose time is not known, or does not go on, are \
            not told of: see `track.jump`. Of several cuboids of a track in one frame the first one is looked at. One \
            finding tells of a track, at the end of the first such step; `count` says how many there are.
            """,
        example: .init(
            breaking: """
                {"frames":[{"timestamp":1700000000000000000,"annotations":[{"id":1,"track_id":7,"category_id":1,\
                "type":"cuboid","position":{"x":0,"y":0,"z":0}}]},{"timestamp":1700000000100000000,"annotations":[\
                {"id":1,"track_id":7,"category_id":1,"type":"cuboid","position":{"x":20,"y":0,"z":0}}]}]}
                """,
            remedy: "Look at the frame: two objects may share the track id, or the time stamps may be wrong."),
        thresholds: [
            Rule.Threshold("max_speed", 70, unit: "m/s", summary: "the greatest speed over ground"),
            Rule.Threshold(
                "max_relative_speed", 140, unit: "m/s",
                summary: "the greatest speed where the vehicle's is not known"),
        ],
        needs: [.cuboids, .timestamps, .sampleAttributes])

    static let jump = Rule(
        "track.jump", .tracks, .warning,
        summary: "an object jumps along its track",
        definition: """
            Between two annotations of a track that follow each other and are of one type, the centre moves by more than \
            `max_diagonals` times the longer of their two diagonals for each frame from one to the other; and, in a track \
            of three such steps or more, by more than `max_median` times the median of its steps, each divided by the \
            frames that it takes. \(track) Cuboids are looked at in space, boxes, polygons and polylines by their \
            extent; what has no extent, as a point, is not looked at. Of several annotations of a track in one frame the \
            first one is looked at. One finding tells of a track, at the end of the first such step; `count` says how \
            many there are.
            """,
        example: .init(
            breaking: """
                {"frames":[\
                {"annotations":[{"id":1,"track_id":7,"category_id":1,"type":"bbox","points":[[0,0],[10,10]]}]},\
                {"annotations":[{"id":1,"track_id":7,"category_id":1,"type":"bbox","points":[[900,0],[910,10]]}]}]}
                """,
            remedy: "Look at the frame: two objects may share the track id."),
        thresholds: [
            Rule.Threshold(
                "max_diagonals", 5, unit: "diagonals",
                summary: "the longest step for a frame, by the object's diagonal"),
            Rule.Threshold("max_median", 10, summary: "the longest step, by the median of the track's steps"),
        ],
        needs: [.cuboids, .extents])

    static let all = [
        category, sensors, dimensions, position, rotation, keyframe, speed, jump, gap, single,
    ]
}
