package io.chattr.domain.content;

/** What a message holds. */
public sealed interface Content permits Text, Encrypted, Custom, Deleted {}
