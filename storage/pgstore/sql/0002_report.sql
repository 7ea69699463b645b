-- What people who ask questions in SQL read. HQ writes it from its own read
-- models, following its log; nothing here is ever read back. No names, numbers,
-- addresses or words of people are in it. docs/reporting.md says what each column
-- means.
create schema report;

create table report.state (
	one        boolean primary key default true check (one),
	lineage    text        not null,
	position   bigint      not null, -- up to which the tables follow HQ's log
	written_at timestamptz not null default now()
);

create table report.repairs (
	id           text primary key,
	number       text not null,
	site         text not null,
	status       text not null,
	outcome      text not null,
	category     text not null,
	brand        text not null,
	model        text not null,
	customer_id  text, -- an id alone; whose it is stands nowhere here
	received_at  timestamptz,
	promised_on  date,
	ready_at     timestamptz,
	returned_at  timestamptz,
	touched_at   timestamptz,
	quote_cents  bigint,
	quote_answer text,
	score        integer
);
create index repairs_by_site on report.repairs (site, received_at);

create table report.loans (
	id            text primary key,
	unit_id       text not null,
	repair_id     text,
	site          text not null,
	status        text not null,
	issued_at     timestamptz,
	due_on        date,
	returned_at   timestamptz,
	deposit_cents bigint not null
);

create table report.stock (
	id       text primary key, -- of a part at a place
	part_id  text not null,
	ref      text not null,
	label    text not null,
	place    text not null,
	on_hand  bigint not null,
	promised bigint not null,
	short    bigint not null
);
create index stock_by_place on report.stock (place, ref);

create table report.claims (
	id           text primary key,
	site         text not null,
	repair_id    text,
	about        text not null,
	channel      text not null,
	status       text not null,
	outcome      text not null,
	received_at  timestamptz,
	answered_at  timestamptz,
	offers       integer not null,
	cost_cents   bigint  not null, -- of the offer that stands
	refund_cents bigint  not null, -- ordered or further
	refund_state text    not null
);

create table report.payments (
	id        text primary key, -- number of the record and of the line in it
	number    text not null,
	site      text not null,
	device    text not null,
	day       date not null,
	paid_at   timestamptz not null,
	kind      text not null, -- sale, refund, payment or caution
	tender    text not null,
	cents     bigint not null,
	repair_id text
);
create index payments_by_day on report.payments (site, day);
