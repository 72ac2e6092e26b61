/// The tables of what is deleted one by one, and of where examples came from.
extension Schema {
    static let placesAndDeletions = """
        CREATE TABLE example_place ( -- where the caller has it, such as a line of a file
            example INTEGER PRIMARY KEY,
            project INTEGER NOT NULL,
            place TEXT NOT NULL);
        CREATE TABLE deleted_example ( -- what promises must remember of one
            key INTEGER PRIMARY KEY,
            project INTEGER NOT NULL,
            digest BLOB NOT NULL,
            split INTEGER NOT NULL,
            erased INTEGER NOT NULL, -- whether no snapshot has its bytes any more
            created_at INTEGER NOT NULL);
        CREATE INDEX deleted_example_split ON deleted_example (project, split);
        CREATE INDEX deleted_example_waiting ON deleted_example (project) WHERE erased = 0;
        ALTER TABLE snapshot ADD COLUMN erased INTEGER NOT NULL DEFAULT 0; -- rows of it
        """
}
