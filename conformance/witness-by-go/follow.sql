-- What litewitness's own tool writes for a log that it has not seen yet.
CREATE TABLE log (origin TEXT PRIMARY KEY, tree_size INTEGER NOT NULL, tree_hash TEXT NOT NULL);
CREATE TABLE key (origin TEXT NOT NULL, key TEXT NOT NULL, FOREIGN KEY(origin) REFERENCES log(origin));
INSERT INTO log VALUES ('{origin}', 0, '{root}');
INSERT INTO key VALUES ('{origin}', '{key}');
