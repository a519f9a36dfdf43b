-- The ground that every feature stands on: numbers people say aloud, and the feed of changes.
-- One text for SQLite and PostgreSQL. Instants are microseconds since 1970 UTC (bigint), civil dates are text YYYY-MM-DD,
-- JSON is text, keys are UUIDv7 as text.

-- The last number given of each kind that people say aloud (problem, standard, standup).
create table counters (
    name text primary key,
    value bigint not null
);

-- One row: the number of the newest change. It is raised inside the transaction that writes the change, so that the
-- feed has neither holes nor disorder.
create table change_head (
    id bigint primary key check (id = 1),
    seq bigint not null
);

insert into change_head (id, seq) values (1, 0);

create table changes (
    seq bigint primary key,
    at bigint not null,
    -- The member who did it; null for the program itself, the terminal and files.
    actor text,
    -- By which door: web, api, terminal, agent, folder, git, import, clock, demo.
    channel text not null,
    -- What happened, in the past: problem.posted.
    kind text not null,
    -- What it happened to, as people say it: P-12; a key for what has no number.
    subject text not null,
    -- Whatever else it touched, a JSON array of such names.
    also text not null,
    -- Short fields, old and new, a JSON object. Never the text or the author of an idea.
    data text not null
);

-- Every name that a change concerns (its subject and what it also touched), for the story of each thing.
create table change_subjects (
    subject text not null,
    seq bigint not null references changes (seq),
    primary key (subject, seq)
);

-- Facts about this instance that are not settings: the digest of the set-up code, for one.
create table instance_facts (
    name text primary key,
    value text not null
);
