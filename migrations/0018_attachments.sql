-- Images in texts, each stored once: a backup of the database holds them too. None is ever changed or removed, since any revision
-- may show it.

create table attachments (
    name text primary key,              -- the first half of the hash and the kind: 3f2a….png, the end of its address
    hash text not null,                 -- SHA-256 of the bytes, in hexadecimal
    size bigint not null,               -- in bytes
    width bigint,                       -- in pixels; null: the bytes do not say
    height bigint,
    bytes bytea not null,
    added_by text references members (id), -- null: it came with the folder
    at bigint not null
);

create index attachments_by_member on attachments (added_by, at);

-- Where images lie that texts show by a path of their own, beside the texts that were brought in.
create table attachment_places (
    folder text not null,               -- the folder that was imported, as an absolute path; empty: the book's own
    path text not null,                 -- the image below it
    place text not null,                -- the path in plain letters
    name text not null references attachments (name),
    primary key (folder, path)
);

create index attachment_places_by_place on attachment_places (place);
