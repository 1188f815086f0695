/// The rules on what attributes say: of objects, images and links.
enum AttributeRules {
    private static let needs: ContentNeeds = [.attributes, .imageAttributes, .links, .sensors]

    /// A part of every definition below.
    private static let reading = """
        The attributes of an object are checked against `attributes` of its category, those of an image or frame \
        against `image_attributes` of the task, those of a link against `link_attributes` of the category of the \
        object that it starts from. Objects whose category is not defined are left to other rules. Null, and an empty \
        text that is not listed among the values, counts as no value, as if the key were missing.
        """

    static let malformed = Rule(
        "attributes.malformed", .attributes, .warning,
        summary: "attributes are not an object",
        definition: """
            The `attributes` of an object or a link, or the `image_attributes` of a label or frame, are \
            present, but are neither an object, nor null, nor an empty list. One finding covers all \
            annotations of a track on one sensor.
            """,
        example: .init(
            breaking: #"{"annotations":[{"id":1,"category_id":1,"attributes":"parked"}]}"#,
            remedy: "Write attributes as an object of names and values."),
        needs: needs)

    static let emptyList = Rule(
        "attributes.list", .attributes, .info,
        summary: "attributes are an empty list instead of an empty object",
        definition: """
            The `attributes` of an object or a link, or the `image_attributes` of a label or frame, are \
            `[]`, which some programs write for an empty object. One finding covers all objects of a \
            category in a label and sensor, and names the first.
            """,
        example: .init(
            breaking: #"{"annotations":[{"id":1,"category_id":1,"attributes":[]}]}"#,
            remedy: "Write {} where there are no attributes."),
        needs: needs)

    static let undefined = Rule(
        "attributes.undefined", .attributes, .warning,
        summary: "an attribute is set that is not defined",
        definition: """
            An attribute has a value, but no definition has its name. \(reading) One finding covers all \
            objects of a category in a label and sensor, and names the first; `count` is their number.
            """,
        example: .init(
            breaking: """
                {"categories":[{"id":1,"name":"car","attributes":[{"name":"color","input_type":"text"}]}],\
                "annotations":[{"id":1,"category_id":1,"attributes":{"colour":"red"}}]}
                """,
            remedy: "Define the attribute in the task, or rename it in the labels."),
        needs: needs)

    static let missing = Rule(
        "attributes.missing", .attributes, .error,
        summary: "a mandatory attribute has no value",
        definition: """
            A definition with the input type `select`, `multiselect`, `text`, `number` or `checkbox` has \
            `is_mandatory: true`, and there is no value; a multiselect with nothing selected, `[]`, has none \
            either. \(reading) An attribute for sensors of the other kind is not required. A mandatory \
            attribute of images must be set for the whole label, or in each frame, by one of several \
            sensors. Labels with the status SKIPPED or UNLABELED are ignored. One finding covers a whole \
            track on one sensor, at its first frame without the value.
            """,
        example: .init(
            breaking: """
                {"categories":[{"id":1,"name":"car","attributes":[{"name":"color","input_type":"text",\
                "is_mandatory":true}]}],"annotations":[{"id":1,"category_id":1,"attributes":{"color":null}}]}
                """,
            remedy: "Fill in the attribute, or make it optional."),
        needs: needs)

    static let sensor = Rule(
        "attributes.sensor", .attributes, .warning,
        summary: "an attribute is set on a sensor it is not meant for",
        definition: """
            A definition has `sensors` or, without that key, `sensor_filter`: `2D` or `3D`. In a label with \
            several sensors the attribute has a value on a sensor of the other kind. Sensors whose \
            `task_type` begins with `image` are 2D, those whose `task_type` begins with `pointcloud` are 3D; \
            others are not checked. \(reading) One finding covers a whole track on one sensor.
            """,
        example: .init(
            breaking: """
                {"categories":[{"id":1,"name":"car","attributes":[{"name":"truncated","input_type":"checkbox",\
                "sensors":"2D"}]}],"sensors":[{"name":"lidar","task_type":"pointcloud-cuboid-sequence",\
                "attributes":{"frames":[{"annotations":[{"id":1,"track_id":1,"category_id":1,\
                "attributes":{"truncated":true}}]}]}}]}
                """,
            remedy: "Remove the value on that sensor, or allow the attribute on all sensors."),
        needs: needs)

    static let kind = Rule(
        "attributes.kind", .attributes, .error,
        summary: "a value has the wrong type for its attribute",
        definition: """
            A value cannot be read as what the definition's `input_type` asks for: a text for `select` and \
            `text`, a list of texts for `multiselect`, a finite number for `number`, true or false for \
            `checkbox`, three numbers for `vector3`, four for `quaternion`, a list of points of two or three \
            numbers for `points`; vectors and points may be lists or objects. What can be read, but is \
            stored as another type, is left to `attributes.spelling`. Other input types are not checked. \
            \(reading) One finding covers a whole track on one sensor.
            """,
        example: .init(
            breaking: """
                {"categories":[{"id":1,"name":"car","attributes":[{"name":"speed","input_type":"number"}]}],\
                "annotations":[{"id":1,"category_id":1,"attributes":{"speed":"fast"}}]}
                """,
            remedy: "Write a value of the attribute's type, or change the attribute's input type."),
        needs: needs)

    static let spelling = Rule(
        "attributes.spelling", .attributes, .info,
        summary: "a value is stored as the wrong type (\"4\" instead of 4)",
        definition: """
            A value does not have the type that the definition's `input_type` asks for, but can be read as \
            such: a text that holds a number; `"0"`, `"1"`, `"false"`, `"true"`, 0 or 1 for a checkbox; for \
            a multiselect, a text that holds a list, or a single text (until 2026 lists were written as \
            texts, in JSON or as Python writes them); a number or a boolean where its text is meant. The \
            other rules judge the value as it is read. \(reading) One finding covers all objects of a \
            category in a label and sensor, and names the first.
            """,
        example: .init(
            breaking: """
                {"categories":[{"id":1,"name":"car","attributes":[{"name":"parked","input_type":"checkbox"}]}],\
                "annotations":[{"id":1,"category_id":1,"attributes":{"parked":"1"}}]}
                """,
            remedy: "Write true for \"1\", a number without quotes, a list as a list."),
        needs: needs)

    static let choice = Rule(
        "attributes.value", .attributes, .error,
        summary: "a value is not one of the allowed ones",
        definition: """
            The text of a `select`, or a text in the list of a `multiselect`, is not among the `values` of \
            the definition. Texts are compared character by character. Where `values` is missing or not a \
            list, any text is allowed. \(reading) One finding covers a whole track on one sensor.
            """,
        example: .init(
            breaking: """
                {"categories":[{"id":1,"name":"car","attributes":[{"name":"color","input_type":"select",\
                "values":["red","blue"]}]}],"annotations":[{"id":1,"category_id":1,"attributes":{"color":"Red"}}]}
                """,
            remedy: "Use a listed value, or add this one to the list."),
        needs: needs)

    static let range = Rule(
        "attributes.number.range", .attributes, .error,
        summary: "a number is below the minimum or above the maximum",
        definition: """
            The value of a `number` is less than `min` or greater than `max` of its definition. Both may be \
            numbers or texts of numbers; an empty text is no bound. Numbers are compared exactly, as \
            doubles. \(reading) One finding covers a whole track on one sensor.
            """,
        example: .init(
            breaking: """
                {"categories":[{"id":1,"name":"car","attributes":[{"name":"doors","input_type":"number","min":"2",\
                "max":"5"}]}],"annotations":[{"id":1,"category_id":1,"attributes":{"doors":7}}]}
                """,
            remedy: "Correct the value, or the bounds."),
        needs: needs)

    static let step = Rule(
        "attributes.number.step", .attributes, .warning,
        summary: "a number is between two steps of its attribute",
        definition: """
            The value of a `number` is not `min` (0 without one) plus a multiple of `step`. It may be off by \
            `tolerance` steps, and by four units in the last place of a double of its size, because decimal \
            fractions have no exact doubles. A `step` that is not above 0 is ignored. \(reading) One finding \
            covers a whole track on one sensor.
            """,
        example: .init(
            breaking: """
                {"categories":[{"id":1,"name":"car","attributes":[{"name":"doors","input_type":"number","min":"2",\
                "step":"1"}]}],"annotations":[{"id":1,"category_id":1,"attributes":{"doors":2.5}}]}
                """,
            remedy: "Correct the value, or the step."),
        thresholds: [
            Rule.Threshold(
                "tolerance", 1e-6, unit: "steps", summary: "how far off a step a number may be")
        ],
        needs: needs)

    static let all = [
        malformed, emptyList, undefined, missing, choice, range, step, kind, spelling, sensor,
    ]

    static func rule(of kind: AttributeFault.Kind) -> Rule {
        switch kind {
        case .malformed: malformed
        case .emptyList: emptyList
        case .undefined: undefined
        case .missing: missing
        case .sensor: sensor
        case .kind: self.kind
        case .spelling: spelling
        case .choice: choice
        case .range: range
        case .step: step
        }
    }
}
