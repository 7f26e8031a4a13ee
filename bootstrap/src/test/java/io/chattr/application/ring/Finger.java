package io.chattr.application.ring;

import io.chattr.domain.ring.Hand;

/** The other half. */
public record Finger(Hand hand) {}
