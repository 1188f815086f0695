-- One row per annotation. Pixels in 2D, metres in 3D, radians.
-- ids: a.id
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
CROSS JOIN annotation AS a NOT INDEXED ON a.id >= f.first_annotation_id AND a.id < f.first_annotation_id + f.annotations
