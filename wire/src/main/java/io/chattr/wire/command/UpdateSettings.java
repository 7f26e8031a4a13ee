package io.chattr.wire.command;

import io.chattr.application.people.ChooseSettings;
import io.chattr.domain.identity.UserId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What somebody wants to choose for themselves; what is absent stays as it is. */
public record UpdateSettings(@Nullable Boolean readReceipts) {

  public ChooseSettings.Command by(UserId user) {
    return new ChooseSettings.Command(user, Optional.ofNullable(readReceipts));
  }
}
