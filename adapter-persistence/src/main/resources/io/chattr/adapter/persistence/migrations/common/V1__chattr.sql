-- Everything that Chattr keeps. Times are milliseconds since 1970, positions are places in the log;
-- an open membership ends at the greatest bigint. ${text_id} sorts by code, whatever the locale.

-- One row: the counter that every commit takes, and what was made with the database.
create table chattr_head (
  id smallint primary key,
  position bigint not null,
  last_time bigint not null,
  forgotten bigint not null,
  epoch varchar not null,
  digest_key varchar not null
) ${often_updated};

insert into chattr_head (id, position, last_time, forgotten, epoch, digest_key)
values (1, 0, 0, 0, cast(${random} as varchar), cast(${random} as varchar) || cast(${random} as varchar));

-- The last group that each committer wrote, so that it can tell whether a commit without a reply was made.
create table chattr_committer (
  id uuid primary key,
  last_group bigint not null,
  touched_at bigint not null
) ${often_updated};

-- activity: position of the last message or, without one, of the beginning.
create table chattr_conversation (
  id uuid primary key,
  type varchar not null,
  title varchar,
  created_at bigint not null,
  version bigint not null,
  last_seq bigint not null,
  activity bigint not null,
  last_position bigint not null,
  forgotten bigint default 0 not null
) ${often_updated};

create table chattr_direct (
  low ${text_id} not null,
  high ${text_id} not null,
  conversation uuid not null,
  primary key (low, high)
);

-- version: position of the event that changed the row last.
create table chattr_membership (
  conversation uuid not null,
  user_id ${text_id} not null,
  from_position bigint not null,
  to_position bigint not null,
  role varchar not null,
  visible_from_seq bigint not null,
  delivered_up_to bigint not null,
  read_up_to bigint not null,
  version bigint not null,
  primary key (conversation, user_id, from_position)
) ${often_updated};

create index chattr_membership_of_user on chattr_membership (user_id, to_position);

-- position: of its message:new, which has no row in the log.
-- mark: of the sender's own id for it. digest: of what was first said under that.
-- deleted_seq: its seq once it is deleted, so that an index holds the deleted ones alone.
create table chattr_message (
  id uuid primary key,
  conversation uuid not null,
  seq bigint not null,
  position bigint not null,
  sender ${text_id} not null,
  kind varchar not null,
  custom_type varchar,
  body varchar,
  client_id varchar,
  mark uuid,
  digest uuid,
  reply_to uuid,
  metadata varchar,
  created_at bigint not null,
  edited_at bigint,
  deleted_at bigint,
  deleted_seq bigint generated always as (case when deleted_at is not null then seq end) ${stored}
);

create unique index chattr_message_by_seq on chattr_message (conversation, seq);
create index chattr_message_in_stream on chattr_message (conversation, position, seq);
create unique index chattr_message_by_position on chattr_message (position);
create index chattr_message_of_sender on chattr_message (conversation, sender, seq);

-- Every event but message:new. conversation or user_id: its stream. users: whom it concerns, with spaces
-- between. subject: the message, request or conversation that it concerns.
create table chattr_log (
  position bigint primary key,
  kind varchar not null,
  kind_version smallint not null,
  logged_at bigint not null,
  conversation uuid,
  user_id ${text_id},
  users varchar,
  subject uuid,
  seq bigint
);

create index chattr_log_of_conversation on chattr_log (conversation, position);
create index chattr_log_of_user on chattr_log (user_id, position);

-- The stream of each user.
create table chattr_user_stream (
  user_id ${text_id} primary key,
  last_position bigint not null,
  forgotten bigint default 0 not null
) ${often_updated};

create table chattr_relation (
  low ${text_id} not null,
  high ${text_id} not null,
  friends boolean not null,
  last_request uuid,
  version bigint not null,
  primary key (low, high)
);

create index chattr_relation_of_high on chattr_relation (high, low);

create table chattr_friend_request (
  id uuid primary key,
  sender ${text_id} not null,
  receiver ${text_id} not null,
  status varchar not null,
  created_at bigint not null
);

create index chattr_friend_request_of_sender on chattr_friend_request (sender, status, id);
create index chattr_friend_request_of_receiver on chattr_friend_request (receiver, status, id);

create table chattr_account (
  id ${text_id} primary key,
  username varchar not null,
  username_key ${text_id} not null,
  email varchar not null,
  email_key ${text_id} not null,
  password_hash varchar not null,
  role varchar not null,
  display_name varchar,
  display_name_key ${text_id},
  about varchar,
  created_at bigint not null
);

create unique index chattr_account_by_username on chattr_account (username_key);
create unique index chattr_account_by_email on chattr_account (email_key);
create index chattr_account_by_display_name on chattr_account (display_name_key);

create table chattr_login_session (
  id uuid primary key,
  user_id ${text_id} not null,
  refresh_hash varchar not null,
  created_at bigint not null,
  expires_at bigint not null
);

create index chattr_login_session_of_user on chattr_login_session (user_id);
