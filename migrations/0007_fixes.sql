-- Links to code: commits, pull requests and tickets that solve a problem or apply a standard.

create table fixes (
    id text primary key,
    -- What it is known by: the commit's hash, else the address. Linking it again adds to the same row.
    name text not null unique,
    kind text not null,                 -- commit | pull_request | ticket | other
    url text,
    repository text,                    -- its address, or the path of a local clone
    sha text,                           -- lower case
    title text not null,
    source text not null,               -- hand | git | webhook
    linked_by text references members (id),
    at bigint not null
);

create table fix_problems (
    fix text not null references fixes (id),
    problem bigint not null references problems (id),
    solves boolean not null,            -- false: it touches the problem without solving it
    primary key (fix, problem)
);

create index fix_problems_by_problem on fix_problems (problem);

create table fix_standards (
    fix text not null references fixes (id),
    standard bigint not null references standards (id),
    primary key (fix, standard)
);

create index fix_standards_by_standard on fix_standards (standard);
