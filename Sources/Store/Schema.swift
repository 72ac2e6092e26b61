internal import GRDB

/// The tables, as migrations: one that was shipped is never edited, a change is a new one.
///
/// Keys are integers. An example's key is the sequence number of its ingest and a label record's
/// key is its own, so that rows are appended at the end of their trees. The one index of a large
/// table whose keys come in any order is `example_id`. Contents have no index: only a
/// protected split needs to be searched by content, and it is small (`example_split` finds it);
/// what was trained on is searched in the snapshot files, which carry sorted digests.
enum Schema {
    static func migrator() -> DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 projects and examples") { db in
            try db.execute(sql: projects)
            try db.execute(sql: examples)
        }
        migrator.registerMigration("2 models and jobs") { db in
            try db.execute(sql: models)
            try db.execute(sql: jobs)
        }
        migrator.registerMigration("3 traffic") { db in try db.execute(sql: traffic) }
        migrator.registerMigration("4 tokens") { db in try db.execute(sql: tokens) }
        migrator.registerMigration("5 decisions by challenger") { db in
            try db.execute(
                sql: "CREATE INDEX gate_decision_challenger ON gate_decision (project, challenger)"
            )
        }
        migrator.registerMigration("6 models handed over") { db in
            try db.execute(sql: handedOver)
        }
        migrator.registerMigration("7 groups, draws and review") { db in
            try db.execute(sql: groupsAndDraws)
            try db.execute(sql: reviewOfAll)
        }
        migrator.registerMigration("8 certificates of two kinds") { db in
            try db.execute(sql: certificatesOfTwoKinds)
        }
        migrator.registerMigration("9 what looks asked") { db in
            try db.execute(
                sql: """
                    ALTER TABLE look ADD COLUMN question TEXT;
                    ALTER TABLE look ADD COLUMN refusal TEXT;
                    """
            )
        }
        migrator.registerMigration("10 whose files these are") { db in
            try db.execute(
                sql: """
                    CREATE TABLE identity (value TEXT NOT NULL);
                    CREATE TABLE unfinished_file (name TEXT PRIMARY KEY) WITHOUT ROWID;
                    """
            )
        }
        migrator.registerMigration("11 places and deletions") { db in
            try db.execute(sql: placesAndDeletions)
        }
        // Networks are stored as graphs, which servers before this do not read; they read both.
        migrator.registerMigration("12 networks are graphs") { _ in }
        migrator.registerMigration("13 key columns first") { db in
            try db.execute(sql: keyColumnsFirst)
        }
        return migrator
    }

    /// The model that a job's worker handed over stood in the progress, which is JSON of a worker.
    private static let handedOver = """
        ALTER TABLE job ADD COLUMN handed_over INTEGER;
        UPDATE job SET handed_over = json_extract(progress, '$.model')
            WHERE json_valid(progress) AND json_type(progress, '$.model') = 'integer';
        """

    private static let projects = """
        CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        INSERT INTO counter VALUES ('sequence', 0);
        CREATE TABLE project (
            key INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT UNIQUE, -- NULL once deleted, until its rows are gone
            classes TEXT NOT NULL,
            input TEXT NOT NULL,
            seed INTEGER NOT NULL,
            policy_version INTEGER NOT NULL,
            created_at INTEGER NOT NULL);
        CREATE TABLE policy (
            project INTEGER NOT NULL,
            version INTEGER NOT NULL,
            body TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            PRIMARY KEY (project, version)) WITHOUT ROWID;
        CREATE TABLE tally (
            project INTEGER NOT NULL,
            cell INTEGER NOT NULL,
            count INTEGER NOT NULL,
            PRIMARY KEY (project, cell)) WITHOUT ROWID;
        CREATE TABLE reply (
            key INTEGER PRIMARY KEY,
            scope TEXT NOT NULL,
            request TEXT NOT NULL,
            digest BLOB NOT NULL,
            body BLOB NOT NULL,
            created_at INTEGER NOT NULL);
        CREATE UNIQUE INDEX reply_request ON reply (scope, request);
        """

    private static let examples = """
        CREATE TABLE example (
            key INTEGER PRIMARY KEY, -- the sequence number of its ingest
            project INTEGER NOT NULL,
            id TEXT NOT NULL,
            split INTEGER NOT NULL, -- 0: not labelled
            given_split INTEGER NOT NULL, -- as ingested
            given_label INTEGER, -- as ingested
            record INTEGER, -- the label record that stands
            created_at INTEGER NOT NULL,
            digest BLOB NOT NULL,
            content BLOB NOT NULL);
        CREATE UNIQUE INDEX example_id ON example (project, id);
        CREATE INDEX example_split ON example (project, split);
        CREATE TABLE label (
            project INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            example INTEGER NOT NULL,
            class INTEGER,
            source INTEGER NOT NULL,
            decision INTEGER NOT NULL,
            reason INTEGER NOT NULL,
            confidence REAL,
            calibrated REAL,
            probabilities BLOB,
            threshold REAL,
            certificate INTEGER,
            policy_version INTEGER NOT NULL,
            model_version INTEGER,
            annotator TEXT NOT NULL,
            client TEXT,
            supersedes INTEGER,
            audit INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            PRIMARY KEY (project, sequence)) WITHOUT ROWID;
        CREATE UNIQUE INDEX label_client ON label (project, client) WHERE client IS NOT NULL;
        CREATE TABLE review (
            project INTEGER NOT NULL,
            rank REAL NOT NULL, -- the confidence; 0 without one
            example INTEGER NOT NULL,
            PRIMARY KEY (project, rank, example)) WITHOUT ROWID;
        """

    private static let models = """
        CREATE TABLE model (
            project INTEGER NOT NULL,
            version INTEGER NOT NULL,
            specification TEXT NOT NULL,
            file TEXT NOT NULL,
            bytes INTEGER NOT NULL,
            digest BLOB NOT NULL,
            lineage TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            PRIMARY KEY (project, version)) WITHOUT ROWID;
        CREATE TABLE model_event (
            sequence INTEGER PRIMARY KEY,
            project INTEGER NOT NULL,
            version INTEGER NOT NULL,
            state INTEGER NOT NULL,
            reason TEXT NOT NULL,
            created_at INTEGER NOT NULL);
        CREATE INDEX model_event_version ON model_event (project, version);
        CREATE TABLE evaluation (
            sequence INTEGER PRIMARY KEY,
            project INTEGER NOT NULL,
            version INTEGER NOT NULL,
            metrics TEXT NOT NULL,
            created_at INTEGER NOT NULL);
        CREATE INDEX evaluation_version ON evaluation (project, version);
        CREATE TABLE certificate (
            key INTEGER PRIMARY KEY,
            project INTEGER NOT NULL,
            body TEXT NOT NULL,
            created_at INTEGER NOT NULL);
        CREATE INDEX certificate_project ON certificate (project);
        CREATE TABLE certificate_void (
            sequence INTEGER PRIMARY KEY,
            certificate INTEGER NOT NULL,
            reason TEXT NOT NULL,
            created_at INTEGER NOT NULL);
        CREATE UNIQUE INDEX certificate_void_certificate ON certificate_void (certificate);
        CREATE TABLE look (
            project INTEGER NOT NULL,
            number INTEGER NOT NULL,
            version INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            PRIMARY KEY (project, number)) WITHOUT ROWID;
        CREATE TABLE gate_decision (
            sequence INTEGER PRIMARY KEY,
            project INTEGER NOT NULL,
            challenger INTEGER NOT NULL,
            body TEXT NOT NULL,
            created_at INTEGER NOT NULL);
        CREATE INDEX gate_decision_project ON gate_decision (project);
        CREATE TABLE release (
            sequence INTEGER PRIMARY KEY,
            project INTEGER NOT NULL,
            version INTEGER NOT NULL,
            threshold REAL,
            certificate INTEGER,
            policy_version INTEGER NOT NULL,
            reason TEXT NOT NULL,
            created_at INTEGER NOT NULL);
        CREATE INDEX release_project ON release (project);
        """

    private static let traffic = """
        CREATE TABLE traffic (
            sequence INTEGER PRIMARY KEY,
            project INTEGER NOT NULL,
            plan TEXT NOT NULL, -- the last one is in force
            reason TEXT NOT NULL,
            created_at INTEGER NOT NULL);
        CREATE INDEX traffic_project ON traffic (project);
        """

    private static let tokens = """
        CREATE TABLE token (
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            scopes TEXT NOT NULL,
            projects TEXT, -- NULL: all
            digest BLOB NOT NULL,
            created_at INTEGER NOT NULL,
            expires_at INTEGER) WITHOUT ROWID;
        """

    private static let jobs = """
        CREATE TABLE job (
            key INTEGER PRIMARY KEY AUTOINCREMENT,
            project INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            state INTEGER NOT NULL,
            cause TEXT NOT NULL,
            specification TEXT NOT NULL,
            progress TEXT NOT NULL,
            result TEXT,
            failure TEXT,
            cancel_requested INTEGER NOT NULL,
            attempts INTEGER NOT NULL,
            worker TEXT,
            token INTEGER,
            lease_expires INTEGER,
            created_at INTEGER NOT NULL,
            started_at INTEGER,
            ended_at INTEGER);
        CREATE INDEX job_project ON job (project);
        CREATE INDEX job_state ON job (state);
        CREATE TABLE job_event (
            sequence INTEGER PRIMARY KEY,
            job INTEGER NOT NULL,
            kind TEXT NOT NULL,
            body TEXT NOT NULL,
            created_at INTEGER NOT NULL);
        CREATE INDEX job_event_job ON job_event (job);
        INSERT INTO counter VALUES ('token', 0);
        CREATE TABLE snapshot (
            key INTEGER PRIMARY KEY AUTOINCREMENT,
            project INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            file TEXT NOT NULL,
            bytes INTEGER NOT NULL,
            labeled INTEGER NOT NULL,
            unlabeled INTEGER NOT NULL,
            left_out INTEGER NOT NULL,
            held_out INTEGER NOT NULL,
            hold_out REAL NOT NULL,
            examples_seen INTEGER NOT NULL,
            labels_seen INTEGER NOT NULL,
            created_at INTEGER NOT NULL);
        CREATE INDEX snapshot_project ON snapshot (project);
        """
}
