-- What one has read of the book, and where it was unclear. Neither is ever counted by person.

create table readings (
    member text not null references members (id),
    standard bigint not null references standards (id),
    revision bigint not null,           -- the newest one read
    at bigint not null,
    primary key (member, standard)
);

create index readings_by_standard on readings (standard, revision);

create table standard_questions (
    id text primary key,
    standard bigint not null references standards (id),
    revision bigint not null,           -- the newest that it is asked of; another text answers it
    member text not null references members (id),
    text text not null,                 -- what is unclear
    at bigint not null,
    closed_at bigint                    -- when somebody said that it is clear now
);

create index standard_questions_by_standard on standard_questions (standard, revision);
create index standard_questions_open on standard_questions (standard) where closed_at is null;
