/// The rules on what happens to an object along a sequence.
///
/// A track consists of the annotations of one label and sensor that share a `track_id`; stills have none.
enum TrackRules {
    private static let track = """
        A track consists of the annotations of one sequence, in one label and on one sensor, that share a \
        `track_id`; labels of stills have no tracks.
        """

    static let category = Rule(
        "track.category", .tracks, .error,
        summary: "the category changes along a track",
        definition: """
            An annotation of a track has a different `category_id` than the last annotation before it that \
            has one, in the order of frames. \(track) One finding per track, at the first annotation that \
            differs; `count` is the number of changes.
            """,
        example: .init(
            breaking: """
                {"frames":[{"annotations":[{"id":1,"track_id":7,"category_id":1}]},\
                {"annotations":[{"id":1,"track_id":7,"category_id":2}]}]}
                """,
            remedy: "Give all annotations of the track one category, or give two objects two track ids."),
        needs: .annotations)

    static let sensors = Rule(
        "track.sensors", .tracks, .error,
        summary: "a track has a different category on another sensor",
        definition: """
            Annotations on several sensors of one label share a `track_id`, and so mean one object, but the \
            first category of the track on one sensor is not the first it has on the first sensor that knows \
            it. One finding per track id, at the track's first annotation with a category on the first \
            sensor that differs; `count` is the number of sensors that differ.
            """,
        example: .init(
            breaking: """
                {"sensors":[{"name":"camera","attributes":{"frames":[{"annotations":[{"id":1,"track_id":7,\
                "category_id":1}]}]}},{"name":"lidar","attributes":{"frames":[{"annotations":[{"id":1,"track_id":7,\
                "category_id":2}]}]}}]}
                """,
            remedy: "Give the object the same category on all sensors, or give two objects two track ids."),
        needs: .annotations)

    static let gap = Rule(
        "track.gap", .tracks, .info,
        summary: "a track is missing in some frames between its first and its last",
        definition: """
            A track has no annotation in a frame between its first and its last one. \(track) The platform \
            writes interpolated annotations out, so a gap is either intended, because the object is hidden, \
            or the object was lost. One finding per track, at the first frame without it; `count` is the \
            number of frames without it.
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
        summary: "a track has only one frame",
        definition: """
            A track has annotations in only one frame of a sequence of two or more frames. \(track) The \
            object may just be appearing, or it was not recognized in the next frame.
            """,
        example: .init(
            breaking: """
                {"frames":[{"annotations":[{"id":1,"track_id":7,"category_id":1}]},{"annotations":[]}]}
                """,
            remedy: "Check whether the object continues under another track id."),
        needs: .annotations)

    static let keyframe = Rule(
        "track.keyframe", .tracks, .warning,
        summary: "a track has no keyframe",
        definition: """
            No annotation of a track is a keyframe, although some annotation of the label has `is_keyframe`: \
            nothing is left of what the track was interpolated from. An annotation without `is_keyframe` \
            counts as no keyframe, because some programs only write it where it is true. \(track) Labels in \
            which no annotation has `is_keyframe` are not checked.
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
        numbers to compare. One finding per track, at the first annotation that differs; `count` is the number of \
        annotations that differ.
        """

    static let dimensions = Rule(
        "track.dimensions", .tracks, .error,
        summary: "a cuboid's size changes along its track although the category locks it",
        definition: """
            The category of a cuboid has `lock_dimensions: true`, and an axis of its `dimensions` differs by \
            more than `tolerance` from that of the first cuboid of its track. \(locked) \(track) The \
            category's own `dimensions` are only the defaults for new cuboids, and are not compared.
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
        summary: "a cuboid moves along its track although the category locks it",
        definition: """
            The category of a cuboid has `lock_position: true`, and a coordinate of its `position` differs \
            by more than `tolerance` from that of the first cuboid of its track. \(locked) \(track)
            """,
        example: .init(
            breaking: """
                {"categories":[{"id":1,"name":"sign","lock_position":true}],"frames":[\
                {"annotations":[{"id":1,"track_id":7,"category_id":1,"type":"cuboid","position":{"x":4,"y":2,"z":1}}]},\
                {"annotations":[{"id":1,"track_id":7,"category_id":1,"type":"cuboid","position":{"x":5,"y":2,"z":1}}]}]}
                """,
            remedy: "Keep the object in one position in all frames, or unlock the category's position."),
        thresholds: [
            Rule.Threshold("tolerance", 1e-6, unit: "m", summary: "how much a coordinate may differ")
        ],
        needs: .cuboids)

    static let rotation = Rule(
        "track.rotation", .tracks, .error,
        summary: "a cuboid turns along its track although the category locks it",
        definition: """
            The category of a cuboid has `lock_rotation: true`, and it is turned by more than `tolerance` \
            relative to the first cuboid of its track: by their `rotation` where both have one, else by \
            their `yaw`; full turns are ignored. Quaternions are normalized first, and the common sign of \
            all four numbers is ignored; those that cannot be normalized are not compared. \(locked) \
            \(track)
            """,
        example: .init(
            breaking: """
                {"categories":[{"id":1,"name":"sign","lock_rotation":true}],"frames":[\
                {"annotations":[{"id":1,"track_id":7,"category_id":1,"type":"cuboid","yaw":0}]},\
                {"annotations":[{"id":1,"track_id":7,"category_id":1,"type":"cuboid","yaw":0.5}]}]}
                """,
            remedy: "Keep the object's rotation the same in all frames, or unlock the category's rotation."),
        thresholds: [
            Rule.Threshold("tolerance", 1e-6, unit: "rad", summary: "how much the angle may differ")
        ],
        needs: .cuboids)

    static let speed = Rule(
        "track.speed", .tracks, .warning,
        summary: "a cuboid moves implausibly fast",
        definition: """
            Between two consecutive annotations of a track, the center of a cuboid moves faster than \
            `max_speed`; or faster than `max_relative_speed` where the sample has no `ego_pose` with a \
            position for both frames, so that positions may be relative to a moving vehicle. \(track) The \
            time is that of the label's frames or, if they have none, that of the sample's; its unit is \
            inferred from the magnitude of the sequence's first timestamp, as in the statistic `kinematics`. \
            Steps without a known time, or with a time that does not advance, are not reported: see \
            `track.jump`. If a track has several cuboids in one frame, the first is used. One finding per \
            track, at the end of the first such step; `count` is the number of steps.
            """,
        example: .init(
            breaking: """
                {"frames":[{"timestamp":1700000000000000000,"annotations":[{"id":1,"track_id":7,"category_id":1,\
                "type":"cuboid","position":{"x":0,"y":0,"z":0}}]},{"timestamp":1700000000100000000,"annotations":[\
                {"id":1,"track_id":7,"category_id":1,"type":"cuboid","position":{"x":20,"y":0,"z":0}}]}]}
                """,
            remedy: "Check the frame: two objects may share the track id, or the timestamps may be wrong."),
        thresholds: [
            Rule.Threshold("max_speed", 70, unit: "m/s", summary: "the maximum speed over ground"),
            Rule.Threshold(
                "max_relative_speed", 140, unit: "m/s",
                summary: "the maximum speed where the vehicle's is not known"),
        ],
        needs: [.cuboids, .timestamps, .sequenceAttributes])

    static let jump = Rule(
        "track.jump", .tracks, .warning,
        summary: "an object jumps along its track",
        definition: """
            Between two consecutive annotations of a track with the same type, the center moves by more than \
            `max_diagonals` times the longer of their two diagonals per frame between them; and, in a track \
            of three such steps or more, by more than `max_median` times the median of its steps, each \
            divided by its number of frames. \(track) Cuboids are measured in 3D, and boxes, polygons and \
            polylines by their extent; shapes without an extent, such as points, are ignored. If a track has \
            several annotations in one frame, the first is used. One finding per track, at the end of the \
            first such step; `count` is the number of steps.
            """,
        example: .init(
            breaking: """
                {"frames":[\
                {"annotations":[{"id":1,"track_id":7,"category_id":1,"type":"bbox","points":[[0,0],[10,10]]}]},\
                {"annotations":[{"id":1,"track_id":7,"category_id":1,"type":"bbox","points":[[900,0],[910,10]]}]}]}
                """,
            remedy: "Check the frame: two objects may share the track id."),
        thresholds: [
            Rule.Threshold(
                "max_diagonals", 5, unit: "diagonals",
                summary: "the longest step per frame, in diagonals of the object"),
            Rule.Threshold("max_median", 10, summary: "the longest step, in medians of the track's steps"),
        ],
        needs: [.cuboids, .extents])

    static let all = [
        category, sensors, dimensions, position, rotation, keyframe, speed, jump, gap, single,
    ]
}
