package io.chattr.domain.message;

import io.chattr.domain.content.Content;
import java.time.Instant;

/** What a message held before it was edited; {@code writtenAt} is when it began to hold that. */
public record EarlierVersion(Content content, Instant writtenAt) {}
