package io.chattr.adapter.memory;

import io.chattr.domain.event.DomainEvent;
import java.time.Instant;

/** A row of the log. The event is as it was; readers get it as things are now. */
record Entry(long position, Instant at, DomainEvent event) {}
