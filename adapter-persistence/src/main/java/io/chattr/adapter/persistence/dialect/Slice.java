package io.chattr.adapter.persistence.dialect;

import java.util.UUID;

/** A part of a conversation's stream: after one position, up to another, from one seq on. */
public record Slice(UUID conversation, long after, long upTo, long fromSeq) {}
