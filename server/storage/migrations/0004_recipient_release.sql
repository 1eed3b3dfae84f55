-- SPDX-FileCopyrightText: The Postern developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- When a held recipient was released: the time that the queue keeps trying begins there.
ALTER TABLE recipient ADD COLUMN released_at BIGINT NOT NULL DEFAULT 0
