-- The book: each standard, the exact bytes of every revision, and how each was agreed.

create table standards (
    id bigint primary key,              -- the number of S-4
    path text not null unique,          -- its file, below the standards' folder, with forward slashes
    revision bigint not null,           -- the revision in force
    -- What follows is read out of that revision's text whenever one enters, so that lists need not open it.
    hash text not null,                 -- SHA-256 of its bytes, in hexadecimal
    agreement text not null,            -- agreed | self_checked | not_yet, as of that revision
    title text not null,
    said text not null,                 -- the status its own front matter gives: active | superseded | retired
    status text not null,               -- the status that follows: superseded too when one in force names it
    successor bigint references standards (id), -- the one that names it in supersedes
    team text,                          -- the key in the front matter; a team of that key need not exist here
    lang text not null,                 -- en, fr, …: as written, else told from the text; empty when unsure
    reading bigint,                     -- its place in the newcomers' path
    review_by text,                     -- YYYY-MM-DD
    enforced_by text,
    tags text not null,                 -- JSON list, in the order written
    chapter text not null,              -- the first tag, where the book files it; empty: none
    solves text not null,               -- JSON list of problem numbers
    applies_to text not null,           -- JSON list of path patterns
    created_at bigint not null,
    revised_at bigint not null
);

create index standards_by_status on standards (status, id);
create index standards_by_chapter on standards (chapter, id);
create index standards_by_revised_at on standards (revised_at);
create index standards_not_yet_agreed on standards (id) where agreement = 'not_yet';
create index standards_by_review on standards (review_by) where status = 'active' and review_by is not null;
create index standards_by_reading on standards (reading) where reading is not null;

create table standard_revisions (
    standard bigint not null references standards (id),
    number bigint not null,             -- 1, 2, 3 … without a gap
    text bytea not null,                -- exactly as agreed to or found
    hash text not null,
    source text not null,               -- review | standup | correction | file
    agreement text not null,            -- agreed | self_checked | not_yet
    needed bigint not null,             -- how many must agree; only ever lowered
    proposed_by text references members (id), -- null: found in the folder
    restores bigint,                    -- the earlier revision whose text this one brings back
    at bigint not null,
    agreed_at bigint,
    primary key (standard, number)
);

create index standard_revisions_by_hash on standard_revisions (hash);

create table standard_agreements (
    standard bigint not null,
    revision bigint not null,
    member text not null references members (id),
    at bigint not null,
    primary key (standard, revision, member),
    foreign key (standard, revision) references standard_revisions (standard, number)
);

create table standard_tags (
    standard bigint not null references standards (id),
    tag text not null,
    primary key (standard, tag)
);

create index standard_tags_by_tag on standard_tags (tag, standard);

-- Which standard takes the place of which other, and whose text tells it: its own supersedes, or a decision record that names
-- its successor. Either may be unknown here, hence no reference.
create table standard_supersedes (
    standard bigint not null,
    other bigint not null,
    told_by bigint not null references standards (id),
    primary key (standard, other, told_by)
);

create index standard_supersedes_by_other on standard_supersedes (other);
create index standard_supersedes_by_teller on standard_supersedes (told_by);
