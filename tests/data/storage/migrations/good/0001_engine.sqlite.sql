CREATE TABLE engine (name TEXT NOT NULL)
-- end of statement
INSERT INTO engine VALUES ('sqlite; yes')
