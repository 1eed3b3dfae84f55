-- SPDX-FileCopyrightText: The Postern developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The server itself: listed for SMTP, but nothing sends on without a login until an administrator
-- says so.
INSERT INTO whitelist_entry (id, address, first_key, last_key, description, smtp, smtp_auth_bypass,
    brute_force, console_login, enabled, expires_at, built_in, revision, created_at, changed_at,
    changed_by)
VALUES ('built-in-loopback-v4', '127.0.0.1', '47f000001', '47f000001', 'This server (IPv4)', 1, 0, 0,
    0, 1, 0, 1, 1, 0, 0, '')
-- end of statement
INSERT INTO whitelist_entry (id, address, first_key, last_key, description, smtp, smtp_auth_bypass,
    brute_force, console_login, enabled, expires_at, built_in, revision, created_at, changed_at,
    changed_by)
VALUES ('built-in-loopback-v6', '::1', '600000000000000000000000000000001',
    '600000000000000000000000000000001', 'This server (IPv6)', 1, 0, 0, 0, 1, 0, 1, 1, 0, 0, '')
