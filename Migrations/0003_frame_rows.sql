-- Frames sensor by sensor, as the view `frames` has them, beside those in time.
ALTER TABLE release_labelset ADD COLUMN frame_rows INTEGER NOT NULL DEFAULT 0;

UPDATE release_labelset
SET frame_rows = coalesce(
    (
        SELECT sum(l.frame_rows)
        FROM release_sample AS rs
        JOIN state_label AS sl
            ON sl.sample_state_id = rs.sample_state_id AND sl.labelset_id = release_labelset.labelset_id
        JOIN label AS l ON l.id = sl.label_id
        WHERE rs.release_id = release_labelset.release_id
    ), 0);
