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

-- Codes by which a member signs their phone in, once and within minutes.
create table phone_codes (
    -- SHA-256 of the code, in hexadecimal.
    digest text primary key,
    member text not null references members (id),
    -- The session it was made in, by its digest: the code ends with it; null: made without one, in the demo.
    session text,
    created_at bigint not null,
    expires_at bigint not null,
    used_at bigint
);

create index phone_codes_by_member on phone_codes (member);

-- Whether such a code opened the session: then it is a phone's.
alter table sessions add column by_code boolean not null default false;
