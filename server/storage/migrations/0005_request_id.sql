-- SPDX-FileCopyrightText: The Postern developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Which request made a change, by the id that its asker chose: sent again, it is not done again.
ALTER TABLE audit ADD COLUMN request TEXT NOT NULL DEFAULT ''
-- end of statement
CREATE INDEX audit_request ON audit (request) WHERE request <> ''
