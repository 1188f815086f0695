-- `vertices` was the number of elements of any list. A list that is not one of points says nothing of vertices; such a
-- list has no extent.
UPDATE annotation SET vertices = NULL WHERE vertices > 0 AND x_min IS NULL;
