-- Only people put a text in force, and what somebody agreed to is a text in place of a certain revision.

-- An agent wrote the present text or opened it again: where nobody else is to be asked, a person puts it in force.
alter table proposals add column by_agent boolean not null default false;

-- The revision from which the text started that was agreed to; null for a new standard.
alter table proposal_fallen add column base bigint;
