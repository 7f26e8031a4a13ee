package io.chattr.domain.people;

/** What a person may do in the application as a whole. */
public enum Role {
  USER,
  ADMIN
}
