-- The warehouse. Content is stored once and never changes; a release is a list of what it holds.
--
-- Children of a label stand in one run of ids, and so do those of a frame: the parent keeps the first id and the
-- number, and needs no index. A column is NULL when the file does not say; what a column cannot hold exactly
-- stands as JSON in `extra`. JSON is minified. Digests are the first 16 bytes of a SHA-256, raw digests keyed ones.

-- The secret that raw digests depend on: who writes a release file cannot know it, and so not make one sample's bytes
-- pass for another's.
CREATE TABLE content_key (
    key BLOB NOT NULL
) STRICT;

INSERT INTO content_key (key) VALUES (randomblob(16));

CREATE TABLE dataset (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE -- owner/name, or name alone
) STRICT;

-- The label editor's configuration, shared by the releases that agree on it.
CREATE TABLE taxonomy (
    id INTEGER PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE,
    task_attributes TEXT, -- JSON, as in the file
    tasks TEXT -- JSON, as in the file
) STRICT;

CREATE TABLE category (
    taxonomy_id INTEGER NOT NULL REFERENCES taxonomy (id),
    position INTEGER NOT NULL,
    category_id INTEGER,
    name TEXT,
    color TEXT,
    has_instances INTEGER,
    extra TEXT,
    PRIMARY KEY (taxonomy_id, position)
) STRICT, WITHOUT ROWID;

-- What a category id is called: one name an id, the last where ids repeat.
CREATE TABLE category_name (
    taxonomy_id INTEGER NOT NULL REFERENCES taxonomy (id),
    category_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (taxonomy_id, category_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE attribute_definition (
    taxonomy_id INTEGER NOT NULL REFERENCES taxonomy (id),
    number INTEGER NOT NULL, -- in the order of the file
    scope TEXT NOT NULL,
    category_position INTEGER,
    position INTEGER NOT NULL,
    name TEXT,
    input_type TEXT,
    allowed_values TEXT,
    default_value TEXT,
    min REAL,
    max REAL,
    step REAL,
    is_mandatory INTEGER,
    is_track_level INTEGER,
    synced_across_sensors INTEGER,
    extra TEXT,
    PRIMARY KEY (taxonomy_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE release (
    id INTEGER PRIMARY KEY,
    dataset_id INTEGER NOT NULL REFERENCES dataset (id),
    taxonomy_id INTEGER NOT NULL REFERENCES taxonomy (id),
    name TEXT NOT NULL,
    ref TEXT NOT NULL UNIQUE,
    digest BLOB NOT NULL,
    description TEXT,
    created_at TEXT,
    task_type TEXT,
    samples INTEGER NOT NULL,
    labels INTEGER NOT NULL,
    annotations INTEGER NOT NULL,
    imported_at TEXT NOT NULL,
    source TEXT NOT NULL,
    source_bytes INTEGER NOT NULL,
    header TEXT NOT NULL, -- JSON: the document without samples, task_attributes and tasks
    extra TEXT
) STRICT;

CREATE TABLE labelset (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE release_labelset (
    release_id INTEGER NOT NULL REFERENCES release (id) DEFERRABLE INITIALLY DEFERRED,
    labelset_id INTEGER NOT NULL REFERENCES labelset (id),
    position INTEGER, -- in the file's list; NULL when samples use it and the list does not name it
    description TEXT,
    is_groundtruth INTEGER,
    created_at TEXT,
    untyped TEXT, -- the type of annotations that state none
    labels INTEGER NOT NULL,
    null_labels INTEGER NOT NULL,
    frames INTEGER NOT NULL,
    annotations INTEGER NOT NULL,
    extra TEXT,
    PRIMARY KEY (release_id, labelset_id)
) STRICT, WITHOUT ROWID;

-- Roll-ups: what a release counts, written when it is imported.
CREATE TABLE release_status (
    release_id INTEGER NOT NULL REFERENCES release (id) DEFERRABLE INITIALLY DEFERRED,
    labelset_id INTEGER NOT NULL REFERENCES labelset (id),
    label_status TEXT NOT NULL,
    labels INTEGER NOT NULL,
    PRIMARY KEY (release_id, labelset_id, label_status)
) STRICT, WITHOUT ROWID;

CREATE TABLE release_type (
    release_id INTEGER NOT NULL REFERENCES release (id) DEFERRABLE INITIALLY DEFERRED,
    labelset_id INTEGER NOT NULL REFERENCES labelset (id),
    type TEXT NOT NULL,
    annotations INTEGER NOT NULL,
    PRIMARY KEY (release_id, labelset_id, type)
) STRICT, WITHOUT ROWID;

CREATE TABLE release_category (
    release_id INTEGER NOT NULL REFERENCES release (id) DEFERRABLE INITIALLY DEFERRED,
    labelset_id INTEGER NOT NULL REFERENCES labelset (id),
    category_id INTEGER NOT NULL,
    annotations INTEGER NOT NULL,
    samples INTEGER NOT NULL,
    PRIMARY KEY (release_id, labelset_id, category_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE sample (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE
) STRICT;

-- A sample's own content, without its labels.
CREATE TABLE sample_version (
    id INTEGER PRIMARY KEY,
    digest BLOB NOT NULL,
    name TEXT,
    frames INTEGER,
    asset_url TEXT,
    attributes TEXT,
    metadata TEXT,
    extra TEXT
) STRICT;

-- A sample with its labels, as one release or several hold it.
CREATE TABLE sample_state (
    id INTEGER PRIMARY KEY,
    sample_id INTEGER NOT NULL REFERENCES sample (id),
    sample_version_id INTEGER NOT NULL REFERENCES sample_version (id),
    digest BLOB NOT NULL,
    raw_digest BLOB NOT NULL -- of its bytes in the file that brought it
) STRICT;

CREATE INDEX sample_state_by_sample_id ON sample_state (sample_id);

CREATE TABLE release_sample (
    release_id INTEGER NOT NULL REFERENCES release (id) DEFERRABLE INITIALLY DEFERRED,
    sample_id INTEGER NOT NULL, -- the state's
    position INTEGER NOT NULL,
    sample_state_id INTEGER NOT NULL REFERENCES sample_state (id),
    PRIMARY KEY (release_id, sample_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE label (
    id INTEGER PRIMARY KEY,
    digest BLOB NOT NULL,
    label_status TEXT,
    structure TEXT, -- how attributes hold frames: still, sequence, sensors; NULL when they are no object
    annotations INTEGER NOT NULL,
    frames INTEGER NOT NULL, -- in time: those of the longest sensor
    first_frame_id INTEGER NOT NULL,
    frame_rows INTEGER NOT NULL,
    format_version ANY,
    image_attributes TEXT,
    category_counts TEXT, -- JSON: {"category id": annotations}
    type_counts TEXT, -- JSON: {"type": annotations}
    first_track_id INTEGER,
    tracks INTEGER,
    first_link_id INTEGER,
    links INTEGER, -- NULL without a list of links
    first_sensor_id INTEGER,
    sensors INTEGER,
    label_type TEXT,
    score REAL,
    created_at TEXT,
    created_by TEXT,
    updated_at TEXT,
    updated_by TEXT,
    reviewed_at TEXT,
    reviewed_by TEXT,
    extra TEXT
) STRICT;

-- The label of a sample's state in a labelset. A null label has a row without a label.
CREATE TABLE state_label (
    sample_state_id INTEGER NOT NULL REFERENCES sample_state (id),
    labelset_id INTEGER NOT NULL REFERENCES labelset (id),
    label_id INTEGER REFERENCES label (id),
    PRIMARY KEY (sample_state_id, labelset_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE sensor (
    id INTEGER PRIMARY KEY,
    name TEXT,
    task_type TEXT,
    structure TEXT,
    format_version ANY,
    frames INTEGER NOT NULL
) STRICT;

CREATE TABLE frame (
    id INTEGER PRIMARY KEY,
    sensor TEXT,
    frame INTEGER NOT NULL,
    first_annotation_id INTEGER NOT NULL,
    annotations INTEGER, -- NULL without a list of annotations
    untyped TEXT, -- the type of annotations that state none
    timestamp ANY,
    format_version ANY,
    segmentation_bitmap_url TEXT,
    points INTEGER, -- NULL without a list of point labels
    image_attributes TEXT,
    extra TEXT
) STRICT;

-- The object of each point, as run lengths: zigzag value and length, both as variable-length integers.
CREATE TABLE point_label (
    frame_id INTEGER PRIMARY KEY,
    runs BLOB NOT NULL
) STRICT;

-- Narrow and numeric: this is the table that scans go through.
CREATE TABLE annotation (
    id INTEGER PRIMARY KEY,
    annotation_id INTEGER,
    track_id INTEGER,
    category_id INTEGER,
    type TEXT,
    is_keyframe INTEGER,
    x_min REAL,
    y_min REAL,
    x_max REAL,
    y_max REAL,
    z_min REAL,
    z_max REAL,
    area REAL, -- a polygon's
    length REAL, -- a polyline's
    vertices INTEGER, -- NULL without a list of points
    point_count INTEGER,
    attributes ANY, -- an attribute_set's id, or JSON that is too long or too rare to share
    extra TEXT
) STRICT;

CREATE TABLE attribute_set (
    id INTEGER PRIMARY KEY,
    attributes TEXT NOT NULL
) STRICT;

-- Points that the annotation's extent does not say: all but those of boxes and single points.
CREATE TABLE geometry (
    id INTEGER PRIMARY KEY, -- the annotation's
    points TEXT NOT NULL
) STRICT;

CREATE TABLE cuboid (
    id INTEGER PRIMARY KEY, -- the annotation's
    center_x REAL,
    center_y REAL,
    center_z REAL,
    size_x REAL,
    size_y REAL,
    size_z REAL,
    yaw REAL,
    qx REAL,
    qy REAL,
    qz REAL,
    qw REAL
) STRICT;

CREATE TABLE track (
    id INTEGER PRIMARY KEY,
    sensor TEXT,
    track_id INTEGER NOT NULL,
    category_id INTEGER,
    first_frame INTEGER NOT NULL,
    last_frame INTEGER NOT NULL,
    frames INTEGER NOT NULL,
    keyframes INTEGER NOT NULL
) STRICT;

CREATE TABLE link (
    id INTEGER PRIMARY KEY,
    from_id INTEGER,
    to_id INTEGER,
    attributes TEXT,
    extra TEXT
) STRICT;
