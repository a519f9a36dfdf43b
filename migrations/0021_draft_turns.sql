-- A page counts what it sends to be kept: what arrives late does not go over what it sent after that.
alter table drafts add column turn bigint not null default 0;
