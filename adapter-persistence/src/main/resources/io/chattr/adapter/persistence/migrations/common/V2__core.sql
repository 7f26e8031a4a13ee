-- Rules, reactions, pins, stars, edits and settings. Permissions are codes with spaces between.

alter table chattr_conversation add column metadata varchar;
alter table chattr_conversation add column member_permissions varchar default 'post send_media' not null;
alter table chattr_conversation add column history varchar default 'ALL' not null;
update chattr_conversation set member_permissions = 'post send_media pin' where type = 'DIRECT';

create index chattr_direct_of_conversation on chattr_direct (conversation);

alter table chattr_membership add column granted varchar default '' not null;
alter table chattr_membership add column denied varchar default '' not null;
alter table chattr_membership add column muted boolean default false not null;
alter table chattr_membership add column archived boolean default false not null;
alter table chattr_membership add column pinned boolean default false not null;
alter table chattr_membership add column hidden_up_to bigint default -1 not null;

alter table chattr_relation add column blocked_by_low boolean default false not null;
alter table chattr_relation add column blocked_by_high boolean default false not null;

-- custom_type: of media, its id; the body is what its sender says about it.
-- version: position of the event that changed it last, null while nothing did since it came.
-- mentions: ids with spaces between. reactions: each emoji and how many, in order of first use, with
-- spaces between. pinned: position of the event that pinned it.
alter table chattr_message add column version bigint;
alter table chattr_message add column mentions varchar;
alter table chattr_message add column forwarded_from ${text_id};
alter table chattr_message add column reactions varchar;
alter table chattr_message add column pinned bigint;

-- What a message held before the edit at the position replaced_at.
create table chattr_message_version (
  message uuid not null,
  replaced_at bigint not null,
  kind varchar not null,
  custom_type varchar,
  body varchar,
  written_at bigint not null,
  primary key (message, replaced_at)
);

create table chattr_reaction (
  message uuid not null,
  user_id ${text_id} not null,
  emoji ${text_id} not null,
  primary key (message, user_id, emoji)
);

-- Messages that somebody deleted for themselves.
create table chattr_hidden (
  user_id ${text_id} not null,
  conversation uuid not null,
  seq bigint not null,
  message uuid not null,
  primary key (user_id, conversation, seq)
);

-- position: of the message's own message:new.
create table chattr_star (
  message uuid not null,
  user_id ${text_id} not null,
  position bigint not null,
  conversation uuid not null,
  seq bigint not null,
  primary key (message, user_id)
);

create index chattr_star_of_user on chattr_star (user_id, position);

-- version: position of the event that changed the row last.
create table chattr_user_settings (
  user_id ${text_id} primary key,
  read_receipts boolean not null,
  version bigint not null
);

-- What was done under a key of the caller's. mark: of the caller and the key. digest: of what was asked.
create table chattr_done (
  mark uuid primary key,
  digest uuid not null,
  conversation uuid not null
);
