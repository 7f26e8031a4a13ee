-- announced: whether everybody who has the profile was told of it as it is.
alter table chattr_account add column state varchar default 'ACTIVE' not null;
alter table chattr_account add column announced boolean default true not null;

create index chattr_account_unannounced on chattr_account (announced, id);
create index chattr_account_of_role on chattr_account (role);

-- One row, which whoever decides by what accounts there are holds meanwhile: the first one, the last admin.
create table chattr_account_guard (
  id smallint primary key
);

insert into chattr_account_guard (id) values (1);

alter table chattr_login_session add column last_used_at bigint default 0 not null;
alter table chattr_login_session add column address varchar;
alter table chattr_login_session add column user_agent varchar;

update chattr_login_session set last_used_at = created_at;

create index chattr_login_session_by_expiry on chattr_login_session (expires_at);

-- hash: keyed. A new token takes the place of the one before.
create table chattr_email_token (
  user_id ${text_id} not null,
  purpose varchar not null,
  hash varchar not null,
  expires_at bigint not null,
  tries_left integer not null,
  primary key (user_id, purpose)
);

create index chattr_email_token_by_expiry on chattr_email_token (expires_at);
