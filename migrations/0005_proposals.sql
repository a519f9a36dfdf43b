-- Texts that are proposed to the team, and who agreed to exactly which of them.

create table proposals (
    id text primary key,
    standard bigint references standards (id), -- null until a new one is published
    base bigint,                        -- the revision the text starts from; null for a new standard
    title text not null,
    text bytea not null,
    hash text not null,                 -- SHA-256 of the text: what agreements are bound to
    version bigint not null,            -- 1, and one more with every change of the text
    team text,                          -- the key in the text's front matter
    opened_by text references members (id), -- null: the text came through the folder
    author text references members (id), -- who wrote the present text and so does not count among the others
    source text not null,               -- review | standup | correction | file
    needed bigint not null,             -- fixed when proposed, only ever lowered
    state text not null,                -- open | published | withdrawn
    revision bigint,                    -- what it became when published
    opened_at bigint not null,
    changed_at bigint not null,
    closed_at bigint
);

create index proposals_open on proposals (state, changed_at);
create index proposals_by_standard on proposals (standard);

-- The problems it was born from.
create table proposal_problems (
    proposal text not null references proposals (id),
    problem bigint not null references problems (id),
    primary key (proposal, problem)
);

create index proposal_problems_by_problem on proposal_problems (problem);

-- The standards whose place its text would take, which need not be there.
create table proposal_supersedes (
    proposal text not null references proposals (id),
    standard bigint not null,
    primary key (proposal, standard)
);

create index proposal_supersedes_by_standard on proposal_supersedes (standard);

-- Earlier texts stay readable: what was agreed to before a change is never lost.
create table proposal_texts (
    proposal text not null references proposals (id),
    version bigint not null,
    text bytea not null,
    hash text not null,
    author text references members (id),
    at bigint not null,
    primary key (proposal, version)
);

create table proposal_agreements (
    proposal text not null references proposals (id),
    member text not null references members (id),
    hash text not null,
    at bigint not null,
    primary key (proposal, member, hash)
);

create table proposal_objections (
    proposal text not null references proposals (id),
    member text not null references members (id),
    hash text not null,
    reason text not null,
    at bigint not null,
    primary key (proposal, member, hash)
);

-- Agreements that fell away because the text changed, or because it was withdrawn: told to whoever had agreed until they answer again.
create table proposal_fallen (
    proposal text not null references proposals (id),
    member text not null references members (id),
    hash text not null,                 -- the text that they had agreed to
    at bigint not null,                 -- when it fell away
    primary key (proposal, member)
);

create index proposal_fallen_by_member on proposal_fallen (member);

create table proposal_comments (
    id text primary key,
    proposal text not null references proposals (id),
    member text not null references members (id),
    text text not null,
    at bigint not null,
    line bigint,                        -- the line it is about, from 1; null: about the whole
    hash text                           -- the text in which that line stands
);

create index proposal_comments_by_proposal on proposal_comments (proposal, at);
