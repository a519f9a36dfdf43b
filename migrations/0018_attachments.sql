-- Images in texts, each stored once: a backup of the database holds them too. None is ever changed or removed, since any revision
-- may show it.

create table attachments (
    name text primary key,              -- the first half of the hash and the kind: 3f2a….png, the end of its address
    hash text not null,                 -- SHA-256 of the bytes, in hexadecimal
    size bigint not null,               -- in bytes
    bytes bytea not null,
    added_by text references members (id), -- null: it came with the folder
    at bigint not null
);

create index attachments_by_member on attachments (added_by, at);
