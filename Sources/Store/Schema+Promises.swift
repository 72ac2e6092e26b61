/// The tables of what certificates rest on: groups, draws, review, and looks of each kind.
extension Schema {
    static let groupsAndDraws = """
        CREATE TABLE example_group (
            project INTEGER NOT NULL,
            name TEXT NOT NULL,
            example INTEGER NOT NULL,
            PRIMARY KEY (project, name, example)) WITHOUT ROWID;
        CREATE INDEX example_group_example ON example_group (example);
        CREATE INDEX example_protected ON example (project, digest) WHERE split IN (2, 3, 4, 5);
        CREATE TABLE draw (
            key INTEGER PRIMARY KEY, -- a sequence number
            project INTEGER NOT NULL,
            split INTEGER NOT NULL, -- where the drawn examples stand
            pool INTEGER, -- the number of their pool; NULL: drawn from a window
            first INTEGER NOT NULL, -- drawn from the examples with keys above
            last INTEGER NOT NULL, -- and up to this
            seed INTEGER NOT NULL,
            size INTEGER NOT NULL,
            population INTEGER NOT NULL, -- how many could have been drawn
            open INTEGER NOT NULL, -- how many are not answered
            created_at INTEGER NOT NULL);
        CREATE INDEX draw_project ON draw (project);
        CREATE TABLE sample (
            example INTEGER PRIMARY KEY,
            project INTEGER NOT NULL,
            draw INTEGER NOT NULL,
            place INTEGER NOT NULL, -- in the order of the lot
            state INTEGER NOT NULL,
            accepted INTEGER NOT NULL, -- whether the machine would have its label stand
            guess TEXT, -- what the champion says, where an answer stands above its decision
            reason TEXT); -- why it was skipped
        CREATE TABLE pool (
            project INTEGER NOT NULL,
            number INTEGER NOT NULL,
            units BLOB NOT NULL, -- the keys of all that could have been drawn, ascending
            PRIMARY KEY (project, number)) WITHOUT ROWID;
        CREATE INDEX sample_draw ON sample (draw);
        CREATE INDEX sample_waiting ON sample (project, draw, place) WHERE state = 1;
        """

    /// Every undecided example with a confidence waits; how many are shown is the policy's.
    static let reviewOfAll = """
        CREATE TABLE waiting (
            example INTEGER PRIMARY KEY,
            project INTEGER NOT NULL,
            rank REAL NOT NULL); -- the champion's confidence
        INSERT INTO waiting SELECT example, project, rank FROM review WHERE rank > 0;
        DROP TABLE review;
        ALTER TABLE waiting RENAME TO review;
        CREATE INDEX review_rank ON review (project, rank, example);
        CREATE TABLE claim (
            example INTEGER PRIMARY KEY,
            project INTEGER NOT NULL,
            annotator TEXT NOT NULL,
            expires_at INTEGER NOT NULL);
        CREATE TABLE shown ( -- that people were asked about, as the least sure
            example INTEGER PRIMARY KEY,
            project INTEGER NOT NULL);
        CREATE TABLE skip (
            example INTEGER PRIMARY KEY,
            project INTEGER NOT NULL,
            reason TEXT NOT NULL,
            annotator TEXT NOT NULL,
            created_at INTEGER NOT NULL);
        UPDATE tally SET count = (SELECT COUNT(*) FROM review WHERE review.project = tally.project)
            WHERE cell = -5;
        INSERT INTO tally SELECT project, -6, COUNT(*) FROM example WHERE given_label IS NOT NULL
            GROUP BY project;
        """

    static let certificatesOfTwoKinds = """
        ALTER TABLE label RENAME COLUMN audit TO question; -- nothing set it so far
        ALTER TABLE label DROP COLUMN calibrated; -- nor that
        ALTER TABLE label ADD COLUMN kind INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE label ADD COLUMN disagrees INTEGER NOT NULL DEFAULT 0;
        UPDATE label SET kind = 1 WHERE certificate IS NOT NULL;
        CREATE TABLE counted_look (
            project INTEGER NOT NULL,
            pool INTEGER NOT NULL, -- 0: the certify split
            number INTEGER NOT NULL,
            version INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            PRIMARY KEY (project, pool, number)) WITHOUT ROWID;
        INSERT INTO counted_look SELECT project, 0, number, version, created_at FROM look;
        DROP TABLE look;
        ALTER TABLE counted_look RENAME TO look;
        CREATE TABLE release_certificate ( -- those of pools
            release INTEGER NOT NULL,
            project INTEGER NOT NULL,
            certificate INTEGER NOT NULL,
            PRIMARY KEY (release, certificate)) WITHOUT ROWID;
        ALTER TABLE model ADD COLUMN tensors BLOB; -- the digest of names, shapes and values
        INSERT INTO tally SELECT label.project, -4294967296 - label.certificate, COUNT(*)
            FROM label JOIN example ON example.key = label.example
                AND example.record = label.sequence
            WHERE label.certificate IS NOT NULL AND label.decision = 1
            GROUP BY label.project, label.certificate;
        """

    /// SQLite before 3.41 has an `integrity_check` that calls a column between those of the primary key
    /// NULL, in tables without row ids, whatever it holds: nobody shall read that of a whole database.
    static let keyColumnsFirst = """
        CREATE TABLE ordered (
            release INTEGER NOT NULL,
            certificate INTEGER NOT NULL,
            project INTEGER NOT NULL,
            PRIMARY KEY (release, certificate)) WITHOUT ROWID;
        INSERT INTO ordered SELECT release, certificate, project FROM release_certificate;
        DROP TABLE release_certificate;
        ALTER TABLE ordered RENAME TO release_certificate;
        """
}
