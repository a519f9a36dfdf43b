-- Links to code: commits, pull requests and tickets that solve a problem or apply a standard.

create table fixes (
    id text primary key,
    kind text not null check (kind in ('commit', 'pull_request', 'ticket', 'other')),
    url text,                           -- as a page may lead to it; the same thing has one address
    repository text,                    -- its address on the web, or the name that somebody gave it; null: not known
    sha text,                           -- of a commit, lower case; the longest that was ever given
    title text not null,                -- empty: nobody said
    source text not null check (source in ('hand', 'git', 'webhook')),
    linked_by text references members (id), -- who linked it first
    at bigint not null,                 -- when the commit was written; when it was linked, of everything else
    check (url is not null or sha is not null)
);

-- What makes two links the same: the address, or the commit in its repository.
create unique index fixes_by_url on fixes (url) where url is not null;
create unique index fixes_by_commit on fixes (sha, coalesce(repository, '')) where sha is not null;
-- A hash may be given short, hence its first digits.
create index fixes_by_short_sha on fixes (substr(sha, 1, 7)) where sha is not null;
create index fixes_by_time on fixes (at, id);

create table fix_problems (
    fix text not null references fixes (id),
    problem bigint not null references problems (id),
    solves boolean not null,            -- false: it touches the problem without solving it
    primary key (fix, problem)
);

create index fix_problems_by_problem on fix_problems (problem, fix);

create table fix_standards (
    fix text not null references fixes (id),
    standard bigint not null references standards (id),
    primary key (fix, standard)
);

create index fix_standards_by_standard on fix_standards (standard, fix);
