CREATE TABLE second (id BIGINT NOT NULL)
-- end of statement
INSERT INTO first VALUES (1)
-- end of statement
INSERT INTO nowhere VALUES (1)
