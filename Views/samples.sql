-- One row per sample of a release.
-- ids: rs.sample_id
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
LEFT JOIN sample_version AS v ON v.id = st.sample_version_id
