-- Where standards were brought in from, so that a second import doubles nothing.

create table standard_origins (
    folder text not null,               -- the folder that was imported, as an absolute path
    path text not null,                 -- the file below it
    standard bigint not null references standards (id),
    hash text not null,                 -- SHA-256 of the bytes that were taken last
    primary key (folder, path)
);
