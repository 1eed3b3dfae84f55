-- SPDX-FileCopyrightText: The Postern developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Whose right a pairing code hands on: it ends with that administrator's password, role or removal.
ALTER TABLE pairing_code ADD COLUMN created_by TEXT NOT NULL DEFAULT ''
