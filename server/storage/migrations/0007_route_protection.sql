-- SPDX-FileCopyrightText: The Postern developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- How a connection to a smarthost is protected, and who we are to it. Routes from before encrypt
-- where the other side offers it.
ALTER TABLE route ADD COLUMN tls TEXT NOT NULL DEFAULT 'may'
-- end of statement
ALTER TABLE route ADD COLUMN fingerprint TEXT NOT NULL DEFAULT ''
-- end of statement
ALTER TABLE route ADD COLUMN login TEXT NOT NULL DEFAULT ''
-- end of statement
ALTER TABLE route ADD COLUMN password BYTEA NOT NULL DEFAULT ''
