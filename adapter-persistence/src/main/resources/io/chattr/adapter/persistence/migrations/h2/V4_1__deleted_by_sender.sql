-- With the sender in it, so that deletions by others are counted without reading messages.
drop index chattr_message_deleted;
create index chattr_message_deleted on chattr_message (conversation, deleted_seq, sender);
