-- Where the thing that an answered request made can be found: sent again with its answer.
alter table answered add column location text;
