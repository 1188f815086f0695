-- One row per attribute that objects, images or links may have.
SELECT
    r.ref AS ref, -- owner/name@release
    d.name AS dataset, -- owner/name
    r.name AS release, -- the release's name
    t.scope AS scope, -- object, image or link
    c.category_id AS category_id, -- the category it belongs to; NULL for images
    c.name AS category, -- that category's name
    t.position AS position, -- place in its list, from 0
    t.name AS name, -- the attribute's name
    t.input_type AS input_type, -- select, multiselect, text, number, checkbox, …
    t.allowed_values AS allowed_values, -- JSON: the values to choose from
    t.default_value AS default_value, -- JSON: the value it begins with
    t.min AS min, -- smallest number
    t.max AS max, -- largest number
    t.step AS step, -- step between numbers
    t.is_mandatory AS is_mandatory, -- 1 when it must be set
    t.is_track_level AS is_track_level, -- 1 when it is constant along a track
    t.synced_across_sensors AS synced_across_sensors, -- 1 when it is the same in all sensors
    t.extra AS extra -- JSON: unknown keys, and values of an unexpected kind
FROM release AS r
LEFT JOIN dataset AS d ON d.id = r.dataset_id
JOIN attribute_definition AS t ON t.taxonomy_id = r.taxonomy_id
LEFT JOIN category AS c ON c.taxonomy_id = t.taxonomy_id AND c.position = t.category_position
