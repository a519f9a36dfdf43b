-- Git: whether a team's publications become commits, and which commit each text came with or went into.

-- The place in the feed after which they do; null: they do not.
alter table teams add column commits_from bigint;

create table standard_commits (
    standard bigint not null,
    revision bigint not null,
    name text not null,                 -- the commit's whole name, in hexadecimal
    author text,                        -- as git has it; null: the program made the commit of what was published
    member text references members (id), -- the author, when a member has that address: named as such, so that leaving takes the name away
    at bigint not null,                 -- when it was written
    primary key (standard, revision),
    foreign key (standard, revision) references standard_revisions (standard, number)
);

-- The same of texts that came when the book had moved on, and so wait for agreement.
create table proposal_commits (
    proposal text primary key references proposals (id),
    name text not null,
    author text,
    member text references members (id),
    at bigint not null
);
