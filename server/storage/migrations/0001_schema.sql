-- SPDX-FileCopyrightText: The Postern developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- One text for SQLite and PostgreSQL. Integers are 64 bits, times UTC milliseconds with 0 for
-- "never", flags 0 or 1; nothing is NULL. SQLite takes BYTEA as any other name of a type and keeps
-- the bytes as they are bound. The names are explained in docs/storage.md.
CREATE TABLE setting (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
)
-- end of statement
CREATE TABLE whitelist_entry (
    id TEXT NOT NULL PRIMARY KEY,
    address TEXT NOT NULL,
    first_key TEXT NOT NULL,
    last_key TEXT NOT NULL,
    description TEXT NOT NULL,
    smtp BIGINT NOT NULL,
    smtp_auth_bypass BIGINT NOT NULL,
    brute_force BIGINT NOT NULL,
    console_login BIGINT NOT NULL,
    enabled BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    built_in BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL,
    UNIQUE (first_key, last_key)
)
-- end of statement
CREATE INDEX whitelist_entry_last ON whitelist_entry (last_key)
-- end of statement
CREATE TABLE accepted_domain (
    name TEXT NOT NULL PRIMARY KEY,
    created_at BIGINT NOT NULL,
    created_by TEXT NOT NULL
)
-- end of statement
CREATE TABLE route (
    domain TEXT NOT NULL PRIMARY KEY,
    target TEXT NOT NULL,
    revision BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL
)
-- end of statement
CREATE TABLE smtp_user (
    name TEXT NOT NULL PRIMARY KEY,
    enabled BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL
)
-- end of statement
CREATE TABLE credential (
    id TEXT NOT NULL PRIMARY KEY,
    smtp_user TEXT NOT NULL REFERENCES smtp_user (name) ON DELETE CASCADE,
    login TEXT NOT NULL UNIQUE,
    label TEXT NOT NULL,
    mechanism TEXT NOT NULL,
    iterations BIGINT NOT NULL,
    salt BYTEA NOT NULL,
    stored_key BYTEA NOT NULL,
    server_key BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT NOT NULL,
    last_used_from TEXT NOT NULL,
    UNIQUE (smtp_user, label)
)
-- end of statement
CREATE TABLE administrator (
    name TEXT NOT NULL PRIMARY KEY,
    role TEXT NOT NULL,
    password_hash BYTEA NOT NULL,
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL,
    last_login_at BIGINT NOT NULL,
    last_login_from TEXT NOT NULL
)
-- end of statement
CREATE TABLE administrator_session (
    token_hash BYTEA NOT NULL PRIMARY KEY,
    administrator TEXT NOT NULL REFERENCES administrator (name) ON DELETE CASCADE,
    expires_at BIGINT NOT NULL
)
-- end of statement
CREATE TABLE pairing_code (
    code_hash BYTEA NOT NULL PRIMARY KEY,
    administrator TEXT NOT NULL,
    role TEXT NOT NULL,
    expires_at BIGINT NOT NULL
)
-- end of statement
CREATE TABLE message (
    id TEXT NOT NULL PRIMARY KEY,
    sender TEXT NOT NULL,
    client TEXT NOT NULL,
    client_key TEXT NOT NULL,
    entry TEXT NOT NULL,
    smtp_user TEXT NOT NULL,
    helo TEXT NOT NULL,
    listener TEXT NOT NULL,
    message_id TEXT NOT NULL,
    size BIGINT NOT NULL,
    eight_bit BIGINT NOT NULL,
    accepted_at BIGINT NOT NULL,
    done_at BIGINT NOT NULL
)
-- end of statement
CREATE INDEX message_open ON message (id) WHERE done_at = 0
-- end of statement
CREATE INDEX message_done ON message (done_at) WHERE done_at > 0
-- end of statement
CREATE TABLE recipient (
    message TEXT NOT NULL REFERENCES message (id) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    address TEXT NOT NULL,
    state TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    lease_node TEXT NOT NULL,
    next_attempt_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    last_reply TEXT NOT NULL,
    hold_reason TEXT NOT NULL,
    done_at BIGINT NOT NULL,
    PRIMARY KEY (message, number)
)
-- end of statement
CREATE INDEX recipient_due ON recipient (due_at) WHERE due_at > 0
-- end of statement
CREATE TABLE message_chunk (
    message TEXT NOT NULL,
    seq BIGINT NOT NULL,
    bytes BYTEA NOT NULL,
    PRIMARY KEY (message, seq)
)
-- end of statement
CREATE TABLE delivery_attempt (
    message TEXT NOT NULL,
    number BIGINT NOT NULL,
    attempt BIGINT NOT NULL,
    at BIGINT NOT NULL,
    host TEXT NOT NULL,
    tls TEXT NOT NULL,
    reply TEXT NOT NULL,
    result TEXT NOT NULL,
    PRIMARY KEY (message, number, attempt),
    FOREIGN KEY (message, number) REFERENCES recipient (message, number) ON DELETE CASCADE
)
-- end of statement
CREATE TABLE audit (
    id BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    who TEXT NOT NULL,
    origin TEXT NOT NULL,
    program TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    before_value TEXT NOT NULL,
    after_value TEXT NOT NULL,
    why TEXT NOT NULL
)
