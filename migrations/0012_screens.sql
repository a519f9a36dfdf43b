-- Screens that hang in a room and show one wall: each by a link of its own, which an administrator takes back.

create table screens (
    id text primary key,
    -- SHA-256 of the link's key, in hexadecimal.
    digest text not null unique,
    -- The one wall that it shows.
    team text not null references teams (id),
    -- Where it hangs, in the words of whoever made it.
    name text not null,
    made_by text not null references members (id),
    created_at bigint not null,
    -- Moved on at most once in five minutes; null: it was never opened.
    seen_at bigint,
    revoked_at bigint
);

create index screens_by_team on screens (team);
