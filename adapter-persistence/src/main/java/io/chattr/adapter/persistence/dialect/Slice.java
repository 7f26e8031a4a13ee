package io.chattr.adapter.persistence.dialect;

import java.util.UUID;

/**
 * A part of a conversation's stream: after one place, up to another, from one seq on. Places are
 * what the query of the slice goes by.
 */
public record Slice(UUID conversation, long after, long upTo, long fromSeq) {}
