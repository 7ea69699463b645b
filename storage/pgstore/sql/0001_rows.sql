-- The rows of the store. bytea compares as unsigned bytes, whatever the
-- collation of the database.
create table kv (
	key   bytea primary key,
	value bytea not null
);

-- One row for each thing that processes take turns at. The empty key stands
-- for the whole store.
create table locks (
	key bytea primary key
);
insert into locks (key) values ('');

-- The last transaction of each writer: what tells, after a connection was lost
-- during COMMIT, whether it counted. void marks one that never will.
create table commits (
	writer bytea       not null,
	n      bigint      not null,
	void   boolean     not null default false,
	at     timestamptz not null default now(),
	primary key (writer, n)
);
