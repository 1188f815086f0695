-- Counts that add up: annotations without a category have rows in `category_counts` and `category_totals` too. What the
-- other views and their columns say of themselves is put in better words.
DROP VIEW releases;
DROP VIEW labelsets;
DROP VIEW categories;
DROP VIEW attribute_definitions;
DROP VIEW samples;
DROP VIEW labels;
DROP VIEW frames;
DROP VIEW annotations;
DROP VIEW tracks;
DROP VIEW links;
DROP VIEW category_counts;
DROP VIEW category_totals;

CREATE VIEW releases AS -- One row per release.
SELECT
    r.ref AS ref, -- owner/name@release
    d.name AS dataset, -- owner/name
    r.name AS release, -- the release's name
    r.description AS description, -- the release's description
    r.created_at AS created_at, -- when the platform made it, as the file says
    r.task_type AS task_type, -- the dataset's task type
    r.samples AS samples, -- number of samples
    r.labels AS labels, -- number of labels that are not null
    r.annotations AS annotations, -- number of annotations
    r.imported_at AS imported_at, -- when it was imported (UTC)
    r.source AS source, -- the file it was imported from
    r.source_bytes AS source_bytes, -- size of that file in bytes
    lower(hex(r.digest)) AS digest, -- digest of the content, in hexadecimal
    r.extra AS extra -- JSON: unknown keys of the file, of dataset and of task_attributes
FROM release AS r
LEFT JOIN dataset AS d ON d.id = r.dataset_id;

CREATE VIEW labelsets AS -- One row per labelset of a release.
SELECT
    r.ref AS ref, -- owner/name@release
    d.name AS dataset, -- owner/name
    r.name AS release, -- the release's name
    ls.name AS labelset, -- the labelset's name
    rl.position AS position, -- place in the release's list, from 0; NULL when it is not listed
    rl.description AS description, -- the labelset's description
    rl.is_groundtruth AS is_groundtruth, -- 1 for the ground truth, 0 for others
    rl.created_at AS created_at, -- when it was made, as the file says
    rl.labels AS labels, -- number of labels that are not null
    rl.annotations AS annotations, -- number of annotations
    rl.extra AS extra -- JSON: unknown keys
FROM release AS r
LEFT JOIN dataset AS d ON d.id = r.dataset_id
JOIN release_labelset AS rl ON rl.release_id = r.id
JOIN labelset AS ls ON ls.id = rl.labelset_id;

CREATE VIEW categories AS -- One row per category of a release.
SELECT
    r.ref AS ref, -- owner/name@release
    d.name AS dataset, -- owner/name
    r.name AS release, -- the release's name
    c.category_id AS category_id, -- the id that annotations use
    c.position AS position, -- place in the release's list, from 0
    c.name AS category, -- the category's name
    c.color AS color, -- JSON: red, green, blue and maybe alpha
    c.has_instances AS has_instances, -- 1 for things, 0 for stuff
    c.extra AS extra -- JSON: unknown keys
FROM release AS r
LEFT JOIN dataset AS d ON d.id = r.dataset_id
JOIN category AS c ON c.taxonomy_id = r.taxonomy_id;

CREATE VIEW attribute_definitions AS -- One row per attribute that objects, images or links may have.
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
LEFT JOIN category AS c ON c.taxonomy_id = t.taxonomy_id AND c.position = t.category_position;

CREATE VIEW samples AS -- One row per sample of a release.
SELECT
    r.ref AS ref, -- owner/name@release
    d.name AS dataset, -- owner/name
    r.name AS release, -- the release's name
    rs.position AS position, -- place in the release's list, from 0
    s.uuid AS sample_uuid, -- the sample's uuid
    v.name AS sample, -- the sample's name
    v.frames AS frames, -- number of frames; the longest sensor's; 1 for a still
    v.asset_url AS asset_url, -- URL of the still, or of the first frame
    v.metadata AS metadata, -- JSON: the sample's metadata
    v.attributes AS attributes, -- JSON: images, point clouds, frames, sensors
    v.extra AS extra -- JSON: unknown keys
FROM release AS r
LEFT JOIN dataset AS d ON d.id = r.dataset_id
JOIN release_sample AS rs ON rs.release_id = r.id
LEFT JOIN sample AS s ON s.id = rs.sample_id
JOIN sample_state AS st ON st.id = rs.sample_state_id
LEFT JOIN sample_version AS v ON v.id = st.sample_version_id;

CREATE VIEW labels AS -- One row per sample and labelset with a label, a null label included.
SELECT
    r.ref AS ref, -- owner/name@release
    d.name AS dataset, -- owner/name
    r.name AS release, -- the release's name
    ls.name AS labelset, -- the labelset's name
    s.uuid AS sample_uuid, -- the sample's uuid
    v.name AS sample, -- the sample's name
    iif(sl.label_id IS NULL, 'UNLABELED', l.label_status) AS label_status, -- LABELED, REVIEWED, …; UNLABELED for a null label
    l.annotations AS annotations, -- number of annotations in all frames
    l.frames AS frames, -- number of frames; the longest sensor's
    l.label_type AS label_type, -- the label's own task type
    l.score AS score, -- confidence of a prediction
    l.created_at AS created_at, -- when it was made
    l.created_by AS created_by, -- who made it
    l.updated_at AS updated_at, -- when it was changed
    l.updated_by AS updated_by, -- who changed it
    l.reviewed_at AS reviewed_at, -- when it was reviewed
    l.reviewed_by AS reviewed_by, -- who reviewed it
    l.image_attributes AS image_attributes, -- JSON: attributes of the whole still
    l.extra AS extra -- JSON: unknown keys of the label, its attributes and its sensors
FROM release AS r
LEFT JOIN dataset AS d ON d.id = r.dataset_id
JOIN release_sample AS rs ON rs.release_id = r.id
LEFT JOIN sample AS s ON s.id = rs.sample_id
JOIN sample_state AS st ON st.id = rs.sample_state_id
LEFT JOIN sample_version AS v ON v.id = st.sample_version_id
JOIN state_label AS sl ON sl.sample_state_id = st.id
LEFT JOIN labelset AS ls ON ls.id = sl.labelset_id
LEFT JOIN label AS l ON l.id = sl.label_id;

CREATE VIEW frames AS -- One row per frame of a label, and per sensor where there are several. A still label with annotations, a mask or point labels is one frame.
SELECT
    r.ref AS ref, -- owner/name@release
    d.name AS dataset, -- owner/name
    r.name AS release, -- the release's name
    ls.name AS labelset, -- the labelset's name
    s.uuid AS sample_uuid, -- the sample's uuid
    v.name AS sample, -- the sample's name
    l.label_status AS label_status, -- LABELED, REVIEWED, …
    f.sensor AS sensor, -- the sensor's name; NULL outside multi-sensor data
    f.frame AS frame, -- number of the frame, from 0
    f.timestamp AS timestamp, -- time stamp as the file writes it
    f.annotations AS annotations, -- number of annotations
    f.segmentation_bitmap_url AS segmentation_bitmap_url, -- URL of the mask
    f.points AS points, -- number of point labels
    iif(l.structure = 'still', l.image_attributes, f.image_attributes) AS image_attributes, -- JSON: attributes of the whole image or scan
    f.extra AS extra -- JSON: unknown keys
FROM release AS r
LEFT JOIN dataset AS d ON d.id = r.dataset_id
JOIN release_sample AS rs ON rs.release_id = r.id
LEFT JOIN sample AS s ON s.id = rs.sample_id
JOIN sample_state AS st ON st.id = rs.sample_state_id
LEFT JOIN sample_version AS v ON v.id = st.sample_version_id
JOIN state_label AS sl ON sl.sample_state_id = st.id
LEFT JOIN labelset AS ls ON ls.id = sl.labelset_id
JOIN label AS l ON l.id = sl.label_id
CROSS JOIN frame AS f NOT INDEXED ON f.id >= l.first_frame_id AND f.id < l.first_frame_id + l.frame_rows;

CREATE VIEW annotations AS -- One row per annotation. Pixels in 2D, metres in 3D, radians.
SELECT
    r.ref AS ref, -- owner/name@release
    d.name AS dataset, -- owner/name
    r.name AS release, -- the release's name
    ls.name AS labelset, -- the labelset's name
    s.uuid AS sample_uuid, -- the sample's uuid
    v.name AS sample, -- the sample's name
    l.label_status AS label_status, -- LABELED, REVIEWED, …
    f.sensor AS sensor, -- the sensor's name; NULL outside multi-sensor data
    f.frame AS frame, -- number of the frame, from 0; 0 for a still
    a.id - f.first_annotation_id AS position, -- place in the frame's list, from 0
    a.annotation_id AS annotation_id, -- the annotation's id in its label
    a.track_id AS track_id, -- the same object along a sequence
    a.category_id AS category_id, -- the category's id
    (SELECT c.name FROM category_name AS c WHERE c.taxonomy_id = r.taxonomy_id AND c.category_id = a.category_id) AS category, -- the category's name in this release; NULL when the id is not defined
    coalesce(a.type, f.untyped, (SELECT rl.untyped FROM release_labelset AS rl WHERE rl.release_id = r.id AND rl.labelset_id = sl.labelset_id)) AS type, -- bbox, polygon, polyline, point, cuboid, …; segment for bitmaps and point clouds, span for text
    a.is_keyframe AS is_keyframe, -- 1 when drawn by hand, 0 when interpolated; NULL when the file does not say
    a.x_min AS x_min, -- left end of the extent
    a.y_min AS y_min, -- upper end of the extent
    a.z_min AS z_min, -- lower end of the extent, in 3D
    a.x_max AS x_max, -- right end of the extent
    a.y_max AS y_max, -- lower end of the extent
    a.z_max AS z_max, -- upper end of the extent, in 3D
    iif(a.z_min IS NULL AND a.vertices > 1, a.x_max - a.x_min, NULL) AS width, -- width of a 2D shape's extent, px
    iif(a.z_min IS NULL AND a.vertices > 1, a.y_max - a.y_min, NULL) AS height, -- height of a 2D shape's extent, px
    iif(a.type = 'bbox' AND a.vertices = 2 AND a.z_min IS NULL, (a.x_max - a.x_min) * (a.y_max - a.y_min), a.area) AS area, -- area of a box or polygon (shoelace), px²
    a.length AS length, -- length of a polyline
    a.vertices AS vertices, -- number of points of a 2D or 3D shape; NULL when they cannot be read
    (SELECT k.center_x FROM cuboid AS k WHERE k.id = a.id) AS center_x, -- centre of a cuboid, x
    (SELECT k.center_y FROM cuboid AS k WHERE k.id = a.id) AS center_y, -- centre of a cuboid, y
    (SELECT k.center_z FROM cuboid AS k WHERE k.id = a.id) AS center_z, -- centre of a cuboid, z
    (SELECT k.size_x FROM cuboid AS k WHERE k.id = a.id) AS size_x, -- length of a cuboid
    (SELECT k.size_y FROM cuboid AS k WHERE k.id = a.id) AS size_y, -- width of a cuboid
    (SELECT k.size_z FROM cuboid AS k WHERE k.id = a.id) AS size_z, -- height of a cuboid
    (SELECT k.size_x * k.size_y * k.size_z FROM cuboid AS k WHERE k.id = a.id) AS volume, -- volume of a cuboid, m³
    (SELECT k.yaw FROM cuboid AS k WHERE k.id = a.id) AS yaw, -- turn of a cuboid about the vertical axis, counter-clockwise
    (SELECT k.qx FROM cuboid AS k WHERE k.id = a.id) AS qx, -- rotation of a cuboid, quaternion x
    (SELECT k.qy FROM cuboid AS k WHERE k.id = a.id) AS qy, -- rotation, quaternion y
    (SELECT k.qz FROM cuboid AS k WHERE k.id = a.id) AS qz, -- rotation, quaternion z
    (SELECT k.qw FROM cuboid AS k WHERE k.id = a.id) AS qw, -- rotation, quaternion w
    a.point_count AS point_count, -- number of points that a point-cloud segment owns
    CASE
        WHEN EXISTS (SELECT 1 FROM geometry AS g WHERE g.id = a.id)
            THEN (SELECT g.points FROM geometry AS g WHERE g.id = a.id)
        WHEN a.vertices IS NULL THEN NULL
        ELSE '[['
            || iif(a.x_min = CAST(a.x_min AS INTEGER), CAST(a.x_min AS INTEGER), printf(CASE WHEN abs(a.x_min) > 9e18 THEN '%!.20e' WHEN round(a.x_min * 1e8) / 1e8 = a.x_min THEN '%!.8f' ELSE '%!.17g' END, a.x_min))
            || ',' || iif(a.y_min = CAST(a.y_min AS INTEGER), CAST(a.y_min AS INTEGER), printf(CASE WHEN abs(a.y_min) > 9e18 THEN '%!.20e' WHEN round(a.y_min * 1e8) / 1e8 = a.y_min THEN '%!.8f' ELSE '%!.17g' END, a.y_min))
            || CASE
                WHEN a.type = 'bbox' THEN '],['
                    || iif(a.x_max = CAST(a.x_max AS INTEGER), CAST(a.x_max AS INTEGER), printf(CASE WHEN abs(a.x_max) > 9e18 THEN '%!.20e' WHEN round(a.x_max * 1e8) / 1e8 = a.x_max THEN '%!.8f' ELSE '%!.17g' END, a.x_max))
                    || ',' || iif(a.y_max = CAST(a.y_max AS INTEGER), CAST(a.y_max AS INTEGER), printf(CASE WHEN abs(a.y_max) > 9e18 THEN '%!.20e' WHEN round(a.y_max * 1e8) / 1e8 = a.y_max THEN '%!.8f' ELSE '%!.17g' END, a.y_max))
                WHEN a.z_min IS NULL THEN ''
                ELSE ','
                    || iif(a.z_min = CAST(a.z_min AS INTEGER), CAST(a.z_min AS INTEGER), printf(CASE WHEN abs(a.z_min) > 9e18 THEN '%!.20e' WHEN round(a.z_min * 1e8) / 1e8 = a.z_min THEN '%!.8f' ELSE '%!.17g' END, a.z_min))
            END || ']]'
    END AS points, -- JSON: the points of a 2D or 3D shape
    iif(typeof(a.attributes) = 'integer', (SELECT t.attributes FROM attribute_set AS t WHERE t.id = a.attributes), a.attributes) AS attributes, -- JSON: the object's attributes
    a.extra AS extra -- JSON: unknown keys
FROM release AS r
LEFT JOIN dataset AS d ON d.id = r.dataset_id
JOIN release_sample AS rs ON rs.release_id = r.id
LEFT JOIN sample AS s ON s.id = rs.sample_id
JOIN sample_state AS st ON st.id = rs.sample_state_id
LEFT JOIN sample_version AS v ON v.id = st.sample_version_id
JOIN state_label AS sl ON sl.sample_state_id = st.id
LEFT JOIN labelset AS ls ON ls.id = sl.labelset_id
JOIN label AS l ON l.id = sl.label_id
CROSS JOIN frame AS f NOT INDEXED ON f.id >= l.first_frame_id AND f.id < l.first_frame_id + l.frame_rows
CROSS JOIN annotation AS a NOT INDEXED ON a.id >= f.first_annotation_id AND a.id < f.first_annotation_id + f.annotations;

CREATE VIEW tracks AS -- One row per track of a sequence: the annotations of one sensor that share a track id.
SELECT
    r.ref AS ref, -- owner/name@release
    d.name AS dataset, -- owner/name
    r.name AS release, -- the release's name
    ls.name AS labelset, -- the labelset's name
    s.uuid AS sample_uuid, -- the sample's uuid
    v.name AS sample, -- the sample's name
    k.sensor AS sensor, -- the sensor's name; NULL outside multi-sensor data
    k.track_id AS track_id, -- the track's id
    k.category_id AS category_id, -- category of its first annotation
    c.name AS category, -- that category's name in this release
    k.first_frame AS first_frame, -- frame of its first annotation
    k.last_frame AS last_frame, -- frame of its last annotation
    k.frames AS frames, -- number of frames it is in
    k.keyframes AS keyframes -- number of its annotations that are keyframes
FROM release AS r
LEFT JOIN dataset AS d ON d.id = r.dataset_id
JOIN release_sample AS rs ON rs.release_id = r.id
LEFT JOIN sample AS s ON s.id = rs.sample_id
JOIN sample_state AS st ON st.id = rs.sample_state_id
LEFT JOIN sample_version AS v ON v.id = st.sample_version_id
JOIN state_label AS sl ON sl.sample_state_id = st.id
LEFT JOIN labelset AS ls ON ls.id = sl.labelset_id
JOIN label AS l ON l.id = sl.label_id
CROSS JOIN track AS k NOT INDEXED ON k.id >= l.first_track_id AND k.id < l.first_track_id + l.tracks
LEFT JOIN category_name AS c ON c.taxonomy_id = r.taxonomy_id AND c.category_id = k.category_id;

CREATE VIEW links AS -- One row per link between two objects of a label.
SELECT
    r.ref AS ref, -- owner/name@release
    d.name AS dataset, -- owner/name
    r.name AS release, -- the release's name
    ls.name AS labelset, -- the labelset's name
    s.uuid AS sample_uuid, -- the sample's uuid
    v.name AS sample, -- the sample's name
    k.id - l.first_link_id AS position, -- place in the label's list, from 0
    k.from_id AS from_id, -- object or track id it begins at
    k.to_id AS to_id, -- object or track id it ends at
    k.attributes AS attributes, -- JSON: the link's attributes
    k.extra AS extra -- JSON: unknown keys
FROM release AS r
LEFT JOIN dataset AS d ON d.id = r.dataset_id
JOIN release_sample AS rs ON rs.release_id = r.id
LEFT JOIN sample AS s ON s.id = rs.sample_id
JOIN sample_state AS st ON st.id = rs.sample_state_id
LEFT JOIN sample_version AS v ON v.id = st.sample_version_id
JOIN state_label AS sl ON sl.sample_state_id = st.id
LEFT JOIN labelset AS ls ON ls.id = sl.labelset_id
JOIN label AS l ON l.id = sl.label_id
CROSS JOIN link AS k NOT INDEXED ON k.id >= l.first_link_id AND k.id < l.first_link_id + l.links;

CREATE VIEW category_counts AS -- One row per labelset, sample and category: how often it is annotated; without a category id, the annotations that have none. Answers from counts, without reading annotations.
SELECT
    r.ref AS ref, -- owner/name@release
    d.name AS dataset, -- owner/name
    r.name AS release, -- the release's name
    ls.name AS labelset, -- the labelset's name
    s.uuid AS sample_uuid, -- the sample's uuid
    v.name AS sample, -- the sample's name
    CAST(n.key AS INTEGER) AS category_id, -- the category's id; NULL for annotations without one
    c.name AS category, -- the category's name in this release
    n.value AS annotations -- number of annotations in all frames
FROM release AS r
LEFT JOIN dataset AS d ON d.id = r.dataset_id
JOIN release_sample AS rs ON rs.release_id = r.id
LEFT JOIN sample AS s ON s.id = rs.sample_id
JOIN sample_state AS st ON st.id = rs.sample_state_id
LEFT JOIN sample_version AS v ON v.id = st.sample_version_id
JOIN state_label AS sl ON sl.sample_state_id = st.id
LEFT JOIN labelset AS ls ON ls.id = sl.labelset_id
JOIN label AS l ON l.id = sl.label_id
CROSS JOIN json_each(l.category_counts) AS n
LEFT JOIN category_name AS c ON c.taxonomy_id = r.taxonomy_id AND c.category_id = CAST(n.key AS INTEGER)
UNION ALL
SELECT
    r.ref, d.name, r.name, ls.name, s.uuid, v.name, NULL, NULL,
    l.annotations - (SELECT coalesce(sum(n.value), 0) FROM json_each(l.category_counts) AS n)
FROM release AS r
LEFT JOIN dataset AS d ON d.id = r.dataset_id
JOIN release_sample AS rs ON rs.release_id = r.id
LEFT JOIN sample AS s ON s.id = rs.sample_id
JOIN sample_state AS st ON st.id = rs.sample_state_id
LEFT JOIN sample_version AS v ON v.id = st.sample_version_id
JOIN state_label AS sl ON sl.sample_state_id = st.id
LEFT JOIN labelset AS ls ON ls.id = sl.labelset_id
JOIN label AS l ON l.id = sl.label_id
WHERE l.annotations > (SELECT coalesce(sum(n.value), 0) FROM json_each(l.category_counts) AS n);

CREATE VIEW category_totals AS -- One row per labelset and category of a release: how often it is annotated; without a category id, the annotations that have none. Counted at import.
SELECT
    r.ref AS ref, -- owner/name@release
    d.name AS dataset, -- owner/name
    r.name AS release, -- the release's name
    ls.name AS labelset, -- the labelset's name
    n.category_id AS category_id, -- the category's id; NULL for annotations without one
    c.name AS category, -- the category's name in this release; NULL when the id is not defined
    n.annotations AS annotations, -- number of annotations
    n.samples AS samples -- number of samples that have at least one
FROM release AS r
LEFT JOIN dataset AS d ON d.id = r.dataset_id
JOIN release_category AS n ON n.release_id = r.id
LEFT JOIN labelset AS ls ON ls.id = n.labelset_id
LEFT JOIN category_name AS c ON c.taxonomy_id = r.taxonomy_id AND c.category_id = n.category_id
UNION ALL
SELECT
    r.ref, d.name, r.name, ls.name, NULL, NULL,
    rl.annotations - (
        SELECT coalesce(sum(n.annotations), 0)
        FROM release_category AS n
        WHERE n.release_id = r.id AND n.labelset_id = rl.labelset_id),
    (
        SELECT count(*)
        FROM release_sample AS rs
        JOIN state_label AS sl ON sl.sample_state_id = rs.sample_state_id AND sl.labelset_id = rl.labelset_id
        JOIN label AS l ON l.id = sl.label_id
        WHERE rs.release_id = r.id
            AND l.annotations > (SELECT coalesce(sum(n.value), 0) FROM json_each(l.category_counts) AS n))
FROM release AS r
LEFT JOIN dataset AS d ON d.id = r.dataset_id
JOIN release_labelset AS rl ON rl.release_id = r.id
LEFT JOIN labelset AS ls ON ls.id = rl.labelset_id
WHERE rl.annotations > (
    SELECT coalesce(sum(n.annotations), 0)
    FROM release_category AS n
    WHERE n.release_id = r.id AND n.labelset_id = rl.labelset_id);

-- `vertices` was the number of elements of any list. A list that is not one of points says nothing of vertices; such a
-- list has no extent.
UPDATE annotation SET vertices = NULL WHERE vertices > 0 AND x_min IS NULL;
