-- When people were there last.
create table chattr_presence (
  user_id ${text_id} primary key,
  last_seen_at bigint not null
) ${often_updated};
