-- SPDX-FileCopyrightText: The Postern developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- How many of a recipient's attempts an administrator asked for: these do not lengthen its pauses.
ALTER TABLE recipient ADD COLUMN hand_tries BIGINT NOT NULL DEFAULT 0
