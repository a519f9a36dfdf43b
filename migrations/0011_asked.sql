-- How people ask for a standard beyond what its problems and their occurrences say, and what was searched for in vain. Neither
-- knows who searched.

create table standard_wordings (
    standard bigint not null references standards (id),
    words text not null,                -- folded: two wordings with the same words are one
    text text not null,                 -- as it was put; empty once it is removed
    source text not null,               -- search | hand
    added_by text references members (id), -- of what was added by hand
    times bigint not null,              -- how often it was put so
    at bigint not null,                 -- when last
    removed boolean not null,           -- taken away: whatever says it again, it does not come back by itself
    primary key (standard, words)
);

create index standards_by_successor on standards (successor) where successor is not null;

create table search_gaps (
    id text primary key,
    words text not null unique,         -- folded: two searches with the same words are one gap; a digest once it is dismissed
    text text not null,                 -- as it was typed last; empty once it is dismissed
    times bigint not null,
    first_at bigint not null,
    last_at bigint not null,
    standing text not null check (standing in ('open', 'posted', 'dismissed')),
    problem bigint references problems (id) -- what it was posted as
);

create index search_gaps_by_standing on search_gaps (standing, last_at);
