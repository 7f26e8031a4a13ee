package io.chattr.domain.ring;

import io.chattr.application.ring.Finger;

/** Half of a cycle. */
public record Hand(Finger finger) {}
