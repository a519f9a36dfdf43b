-- Teams, members, and how they get in.

create table teams (
    id text primary key,
    -- In addresses and filters: web.
    key text not null unique,
    name text not null,
    -- Name of the IANA database; due dates end at midnight there.
    zone text not null,
    -- A bit a day, Monday the lowest.
    working_days bigint not null,
    -- Limits in working days that pre-fill due dates.
    investigation_days bigint not null,
    countermeasure_days bigint not null,
    -- When the stand-up is, HH:MM in the team's zone; null: no fixed time.
    standup_time text,
    standup_minutes bigint not null,
    -- How many others must agree to a standard of this team.
    approvals bigint not null,
    -- The language of what the team keeps together, such as minutes.
    language text not null,
    created_at bigint not null,
    version bigint not null
);

create table members (
    id text primary key,
    name text not null,
    -- Folded to lower case; null once somebody has left and was pseudonymised.
    email text unique,
    role text not null check (role in ('reader', 'member', 'administrator')),
    -- en or fr; null: the browser's.
    language text,
    -- Manages the team, hence speaks last.
    manages boolean not null,
    -- Whether single-letter keys act.
    keys_on boolean not null,
    home_team text references teams (id),
    -- argon2id in PHC form; null: cannot sign in by password yet.
    password text,
    joined_at bigint not null,
    left_at bigint,
    version bigint not null
);

create table memberships (
    member text not null references members (id),
    team text not null references teams (id),
    primary key (member, team)
);

create index memberships_by_team on memberships (team);

create table sessions (
    -- SHA-256 of the cookie's value, in hexadecimal.
    digest text primary key,
    member text not null references members (id),
    created_at bigint not null,
    -- Moved on at most once an hour.
    seen_at bigint not null
);

create index sessions_by_member on sessions (member);

create table tokens (
    id text primary key,
    -- SHA-256 of the token, in hexadecimal.
    digest text not null unique,
    member text not null references members (id),
    name text not null,
    scope text not null check (scope in ('read', 'propose', 'write')),
    created_at bigint not null,
    revoked_at bigint
);

create index tokens_by_member on tokens (member);

create table invitations (
    id text primary key,
    -- SHA-256 of the link's secret, in hexadecimal.
    digest text not null unique,
    team text not null references teams (id),
    -- For one person: their address; null: for the whole team until it expires.
    email text,
    role text not null check (role in ('reader', 'member', 'administrator')),
    made_by text references members (id),
    created_at bigint not null,
    expires_at bigint not null,
    -- When one person took it, or an administrator withdrew it.
    ended_at bigint
);

-- Links by which one member sets a new password, once; a used one is gone.
create table password_links (
    -- SHA-256 of the link's secret, in hexadecimal.
    digest text primary key,
    member text not null references members (id),
    made_by text not null references members (id),
    created_at bigint not null,
    expires_at bigint not null
);

create index password_links_by_member on password_links (member);

-- Sign-ins that failed, counted by what was tried and from where; several nodes must agree, so it is no memory of one process.
create table sign_in_failures (
    -- SHA-256 of `email:…` or `address:…`, so that the table names nobody.
    tried text not null,
    at bigint not null
);

create index sign_in_failures_by_tried on sign_in_failures (tried, at);

-- Answers to writes that carried an Idempotency-Key, kept a day.
create table answered (
    member text not null references members (id),
    idempotency_key text not null,
    -- SHA-256 of method, path and body.
    request text not null,
    -- Null while the first request is under way.
    status bigint,
    body text,
    -- Where the thing that it made can be found.
    location text,
    at bigint not null,
    primary key (member, idempotency_key)
);
