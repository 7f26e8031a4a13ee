create index chattr_message_pinned on chattr_message (conversation, pinned);
