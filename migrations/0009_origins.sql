-- Where each standard's file lies: in the book's own folder, and in the folders that it was brought in from, so that a second import
-- doubles nothing and a link between two files leads to the right standard.

create table standard_places (
    folder text not null,               -- the folder that was imported, as an absolute path; empty: the book's own
    path text not null,                 -- the file below it
    place text not null,                -- the path in plain letters, without the number: git/sign-commits
    name text not null,                 -- the last part of the place
    number bigint,                      -- the number that the file's name gives there
    standard bigint not null references standards (id),
    hash text,                          -- SHA-256 of the bytes that were taken last; null in the book's own folder
    primary key (folder, path)
);

create index standard_places_by_place on standard_places (place);
create index standard_places_by_name on standard_places (name, folder);
create index standard_places_by_standard on standard_places (standard);

-- The address under which a folder that was imported is read on the web, when it is the clone of a wiki.
create table standard_sources (
    folder text primary key,
    address text not null
);
