package io.chattr.application.presence;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether somebody is there, and when they were last: now, while they are; empty when nobody knows.
 */
public record Availability(boolean online, Optional<Instant> lastSeen) {}
