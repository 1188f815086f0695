/// The words of the generated releases, as JSON text: some escaped as the platform writes them, some raw.
enum Vocabulary {
    static let statuses: [StaticString] = [
        "REVIEWED", "PRELABELED", "REJECTED", "LABELING_IN_PROGRESS", "LABELED",
    ]

    static let reviewed = 0

    /// The first ones need no escapes.
    static let namePrefixes: [StaticString] = [
        "frame", "front", "rear", "left.cam-0", "right.cam-1", "night", "dusk", "tunnel",
        "caf\\u00e9", "Stra\\u00dfe", "Zürich", "東京",
    ]
    static let plainPrefixes = 8

    static let cities: [StaticString] = [
        "Berlin", "Leuven", "Paris", "Z\\u00fcrich", "Málaga", "\\u6771\\u4eac", "Łódź", "New York",
    ]

    static let tags: [StaticString] = [
        "[]", "[\"day\"]", "[\"night\", \"rain\"]", "[\"day\", \"highway\", \"fog\"]",
        "[\"\\u00fcbung\", \"day\"]",
    ]

    static let weathers: [StaticString] = ["clear", "rain", "fog", "snow"]

    static let imageAttributes: [StaticString] = [
        "{\"weather\": \"clear\", \"time of day\": \"noon\"}",
        "{\"weather\": \"rain\", \"time of day\": \"night\"}",
        "{\"weather\": \"fog\", \"time of day\": \"dawn\", \"usable\": true}",
        "{\"weather\": \"snow\", \"note\": \"lens \\u2013 dirty\"}",
    ]

    static let annotationAttributes: [StaticString] = [
        "{}",
        "{\"occluded\": true, \"quality\": \"good\"}",
        "{\"occluded\": false, \"quality\": \"good\"}",
        "{\"occluded\": true, \"quality\": \"poor\"}",
        "{\"occluded\": false, \"quality\": \"fair\"}",
        "{\"occluded\": false, \"quality\": \"good\", \"seats\": 5}",
        "{\"quality\": \"good\", \"remark\": \"partly behind a \\\"no parking\\\" sign\"}",
        "{\"occluded\": null, \"quality\": \"fair\", \"colours\": [\"red\", \"wei\\u00df\"]}",
    ]

    static let taskAttributes: StaticString = """
        {"format_version": "0.1", "categories": [\
        {"id": 1, "name": "car", "color": [0, 113, 188], "attributes": [\
        {"name": "occluded", "input_type": "checkbox", "default_value": false}, \
        {"name": "quality", "input_type": "select", "values": ["good", "fair", "poor"], "default_value": "good", \
        "is_mandatory": true}, \
        {"name": "seats", "input_type": "number", "min": "1", "max": "9", "step": "1"}], "link_attributes": []}, \
        {"id": 2, "name": "pedestrian", "color": [216, 82, 24], "attributes": [\
        {"name": "occluded", "input_type": "checkbox"}, {"name": "remark", "input_type": "text"}], \
        "link_attributes": []}, \
        {"id": 3, "name": "truck", "color": [236, 176, 31], "attributes": [], "link_attributes": []}, \
        {"id": 4, "name": "bus", "color": [125, 46, 141], "attributes": [], "link_attributes": []}, \
        {"id": 5, "name": "cyclist", "color": [118, 171, 47], "has_instances": true, "attributes": [\
        {"name": "colours", "input_type": "multiselect", "values": ["red", "wei\\u00df", "blue"]}], \
        "link_attributes": []}, \
        {"id": 6, "name": "traffic sign", "color": [76, 189, 237], "attributes": [], "link_attributes": []}, \
        {"id": 7, "name": "lane marking", "color": [161, 19, 46], "attributes": [], "link_attributes": []}, \
        {"id": 8, "name": "Gel\\u00e4nder", "color": [255, 0, 0], "attributes": [], "link_attributes": []}, \
        {"id": 9, "name": "trottoir (piétons)", "color": [255, 128, 0], "attributes": [], "link_attributes": []}, \
        {"id": 10, "name": "vegetation", "color": [190, 190, 0], "attributes": [], "link_attributes": []}, \
        {"id": 11, "name": "building", "color": [0, 255, 0], "attributes": [], "link_attributes": []}, \
        {"id": 12, "name": "sky", "color": [0, 0, 255], "attributes": [], "link_attributes": []}], \
        "image_attributes": [\
        {"name": "weather", "input_type": "select", "values": ["clear", "rain", "fog", "snow"]}, \
        {"name": "time of day", "input_type": "text"}, {"name": "usable", "input_type": "checkbox"}]}
        """
}
